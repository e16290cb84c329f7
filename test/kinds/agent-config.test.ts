import { describe, expect, test } from "vitest";
import { findAuthors } from "../../controller/history.ts";
import type { Wanted } from "../../controller/kind.ts";
import { fromAws, valueOf } from "../../controller/kinds/agent-config/shape.ts";
import { agentConfig } from "../../controller/kinds/agent-config.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { type Rig, rig, sketch, type WantedOptions, wantedBy } from "../rig.ts";
import { owner } from "../widgets.ts";
import { fixture } from "./agent-config.ts";
import { type Spec, testScope } from "./fixture.ts";
import { documentOf, ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";
import { parameterNames, spoil } from "./spoil.ts";

const { config: memory } = fixture.bases.default as { config: object };
const name = "AmazonCloudWatch-web";
const shape = { config: memory };

/** A configuration whose JSON has this many bytes. */
function ofSize(bytes: number): object {
  const empty = { metrics: { metrics_collected: { mem: { measurement: [] } } }, opentelemetry: { text: "" } };
  const missing = bytes - Buffer.byteLength(JSON.stringify(empty));
  return { ...empty, opentelemetry: { text: "x".repeat(missing) } };
}

function wanted(spec: Spec, options: WantedOptions = {}): Wanted[] {
  return wantedBy(agentConfig, spec, { name: "web", ...options });
}

async function parameters(sandbox: Sandbox): Promise<object[]> {
  const answer = (await sandbox.call("ssm", "DescribeParameters")) as { Parameters: object[] };
  return answer.Parameters;
}

async function valueIn(sandbox: Sandbox, of = name): Promise<string> {
  const { Parameter } = (await sandbox.call("ssm", "GetParameter", { Name: of })) as {
    Parameter: { Value: string };
  };
  return Parameter.Value;
}

const remains = async (sandbox: Sandbox): Promise<unknown> => {
  const names = await parameterNames(sandbox);
  return Promise.all(names.map(async (one) => [one, await valueIn(sandbox, one)]));
};

describe("the parameter", () => {
  const idOf = (spec: Spec, each?: string) =>
    agentConfig.id({ config: memory, ...spec }, { scope: testScope, name: "web", each });

  test("is called as AWS's policy for agents expects, unless the spec says otherwise", () => {
    expect(idOf({})).toBe("AmazonCloudWatch-web");
    expect(idOf({}, "i-0a1")).toBe("AmazonCloudWatch-web-i-0a1");
    expect(idOf({ parameterName: "/acme/web" })).toBe("/acme/web");
  });

  test("has an ARN with one slash, whether its name has one or not", () => {
    const prefix = "arn:aws:ssm:us-east-1:111122223333:parameter";
    expect(agentConfig.arn?.("plain", testScope)).toBe(`${prefix}/plain`);
    expect(agentConfig.arn?.("/acme/web", testScope)).toBe(`${prefix}/acme/web`);
  });

  test("holds the JSON without spaces and without double braces, and means the same", () => {
    const config = { logs: { log_stream_name: "{{instance}} {{{", force_flush_interval: 5 } };
    const value = valueOf(config);
    expect(value).not.toContain("{{");
    expect(value).not.toContain(" :");
    expect(fromAws({ Value: value }, {}, undefined)).toEqual({ config });
  });

  test("with something else than JSON in it shows that", () => {
    expect(fromAws({ Value: "not json" }, { Description: "", Tier: "Standard" }, undefined)).toEqual({
      config: "not json",
    });
  });
});

describe("the check", () => {
  const group = (log_group_name: unknown, more: object = {}) => ({
    file_path: "/var/log/a",
    log_group_name,
    ...more,
  });
  const files = (...collect_list: object[]) => ({ logs: { logs_collected: { files: { collect_list } } } });
  const events = (...collect_list: object[]) => ({
    logs: { logs_collected: { windows_events: { collect_list } } },
  });
  const collected = (metrics_collected: object, more: object = {}) => ({
    metrics: { metrics_collected, ...more },
  });
  const first = "/spec/config/logs/logs_collected/files/collect_list";
  const event = "/spec/config/logs/logs_collected/windows_events/collect_list";
  const metrics = "/spec/config/metrics/metrics_collected";
  const cpu = { measurement: ["cpu_usage"] };

  test.each([
    [memory, []],
    [{ logs: { force_flush_interval: 5 } }, ["/spec/config/logs missing-field"]],
    [
      files(group("/a", { multi_line_start_pattern: "{timestamp_format}" })),
      [`${first}/0/multi_line_start_pattern missing-field`],
    ],
    [
      files(
        group("/a", { retention_in_days: 7 }),
        group("/b", { retention_in_days: 5 }),
        group("/a", { retention_in_days: 30 }),
      ),
      [`${first}/2/retention_in_days conflicting-retention`],
    ],
    [
      files(
        group({ ref: "LogGroup/a" }, { retention_in_days: 7 }),
        group({ ref: "LogGroup/a" }, { retention_in_days: -1 }),
      ),
      [`${first}/0/retention_in_days retention-twice?`, `${first}/1/retention_in_days conflicting-retention`],
    ],
    [events({ event_name: "System", filters: [] }), []],
    [
      events({ event_name: "System" }, { event_name: "Forwarded Events", event_ids: [1] }),
      [`${event}/0 missing-field`, `${event}/1/event_name invalid-name`],
    ],
    [collected({ procstat: [{ exe: "nginx", ...cpu }, cpu] }), [`${metrics}/procstat/1 missing-field`]],
    [collected({ jmx: { jvm: cpu } }), []],
    [collected({ jmx: { endpoint: "localhost:9999" } }), [`${metrics}/jmx missing-field`]],
    [
      collected({ jmx: [{ kafka: cpu }, { endpoint: "localhost:9999" }] }),
      [`${metrics}/jmx/1 missing-field`],
    ],
    [
      collected({ mem: cpu }, { append_dimensions: { InstanceId: "${aws:InstanceId}", Team: "payments" } }),
      ["/spec/config/metrics/append_dimensions/Team no-effect?"],
    ],
    [ofSize(8_192), []],
    [ofSize(8_193), ["/spec/config too-large"]],
  ] as [object, string[]][])("of %j says %j", (config, said) => {
    expect(verdict(agentConfig, { config })).toEqual(said);
  });

  test("holds a standard parameter to what it holds", () => {
    expect(verdict(agentConfig, { config: ofSize(4_096), tier: "Standard" })).toEqual([]);
    const [problem] = agentConfig.check(
      documentOf("AgentConfig", { config: ofSize(4_097), tier: "Standard" as const }),
    );
    expect(problem?.message).toBe(
      "its JSON has 4097 bytes, and a standard parameter holds no more than 4096; remove tier: Standard, or make it shorter",
    );
  });
});

describe("in AWS", () => {
  test("it is made with its tags, and read as it was wanted", async () => {
    const { sandbox, aws } = sandboxed();
    const described = { ...shape, description: "Web servers" };
    await agentConfig.put(aws(), writeOf(name, described));
    const { items } = await agentConfig.read(aws(), [{ id: name, wanted: described, observed: undefined }], {
      tags: true,
    });
    expect(items).toMatchObject([
      { id: name, shape: described, tags: { ...ourTags, team: "payments" }, status: { tier: "Standard" } },
    ]);
    expect(await parameters(sandbox)).toMatchObject([{ Name: name, Type: "String", DataType: "text" }]);
    expect(await agentConfig.remove(aws(), items)).toEqual(new Map());
    expect(await agentConfig.remove(aws(), items)).toEqual(new Map());
    expect(await parameters(sandbox)).toEqual([]);
  });

  test("one that may not be deleted keeps none of the others", async () => {
    const { sandbox, aws } = sandboxed();
    const names = ["denied", "free"];
    for (const id of names) await agentConfig.put(aws(), writeOf(id, shape));
    sandbox.schedule(({ operation, input }) =>
      operation === "DeleteParameters" && JSON.stringify(input).includes("denied")
        ? { kind: "denied" }
        : undefined,
    );
    const doomed = names.map((id) => ({ id, arn: id, shape, tags: ourTags }));
    expect([...(await agentConfig.remove(aws(), doomed)).keys()]).toEqual(["denied"]);
    expect(await parameters(sandbox)).toMatchObject([{ Name: "denied" }]);
  });

  test("a creation takes over nobody's parameter, and an update makes none", async () => {
    const { sandbox, aws } = sandboxed();
    await agentConfig.put(aws(), writeOf(name, shape));
    const { items } = await agentConfig.observe(aws(), wantedOf("AgentConfig", shape, name));
    await expect(agentConfig.put(aws(), writeOf(name, shape))).rejects.toMatchObject({
      name: "ParameterAlreadyExists",
    });
    await sandbox.call("ssm", "DeleteParameter", { Name: name });
    await expect(agentConfig.put(aws(), writeOf(name, shape, items[0]))).rejects.toMatchObject({
      name: "ValidationException",
    });
    expect(await parameters(sandbox)).toEqual([]);
  });

  test("what no parameter holds isn't even sent", async () => {
    const { sandbox, aws } = sandboxed();
    await expect(agentConfig.put(aws(), writeOf(name, { config: ofSize(8_193) }))).rejects.toThrow(
      `the JSON of ${name} has 8193 bytes`,
    );
    expect(sandbox.calls.entries).toEqual([]);
  });

  test("others' are counted where their name says what they are, and markers are none", async () => {
    const { sandbox, aws } = sandboxed();
    for (const one of ["AmazonCloudWatch-theirs", "other", "/watchkeeper/AgentConfig/x"])
      await sandbox.call("ssm", "PutParameter", {
        Name: one,
        Value: "{}",
        Type: "String",
        Tags: Object.entries({ ...ourTags, "watchkeeper.dev/object": "AgentConfig/x" })
          .filter(() => one.startsWith("/watchkeeper"))
          .map(([Key, Value]) => ({ Key, Value })),
      });
    await agentConfig.put(aws(), {
      ...writeOf("/acme/web", shape),
      tags: { ...ourTags, "watchkeeper.dev/object": "AgentConfig/web" },
    });
    const { items, foreign, complete } = await agentConfig.observe(aws(), new Map());
    expect({ ids: items.map(({ id }) => id), foreign, complete }).toEqual({
      ids: ["/acme/web"],
      foreign: 1,
      complete: true,
    });
  });

  test("many are read in batches", async () => {
    const { sandbox, aws } = sandboxed();
    const ids = Array.from({ length: 60 }, (_, index) => `/acme/agents/${index}`);
    for (const id of ids) await agentConfig.put(aws(), writeOf(id, shape));
    sandbox.calls.clear();
    const { items } = await agentConfig.observe(aws(), wantedOf("AgentConfig", shape, ...ids));
    expect(items).toHaveLength(60);
    const count = (operation: string) =>
      sandbox.calls.entries.filter((call) => call.operation === operation).length;
    expect(count("GetParameters")).toBe(6);
    expect(count("DescribeParameters")).toBeLessThanOrEqual(3);
  });
});

describe("a pass", () => {
  const ours = (spec: Spec) => wanted({ config: memory, ...spec });

  test("leaves a secret of the same name alone", async () => {
    const on = rig({ kinds: [agentConfig] });
    await on.sandbox.call("ssm", "PutParameter", { Name: name, Value: "secret", Type: "SecureString" });
    const { plan, outcomes } = await on.pass(wanted({ config: memory }, { manners: { adopt: true } }));
    expect(outcomes).toEqual([]);
    expect(plan.problems.map(({ code }) => code)).toContain("name-taken");
    expect(await parameters(on.sandbox)).toMatchObject([{ Version: 1 }]);
  });

  test("adopts one that is there, and writes what differs", async () => {
    const on = rig({ kinds: [agentConfig] });
    await on.sandbox.call("ssm", "PutParameter", { Name: name, Value: "by hand", Type: "String" });
    expect((await on.pass(ours({}))).plan.changes.map(({ action }) => action)).toEqual(["conflict"]);
    await on.pass(wanted({ config: memory }, { manners: { adopt: true } }));
    expect(JSON.parse(await valueIn(on.sandbox))).toEqual(memory);
    expect(sketch((await on.plan(ours({}))).changes)).toEqual([]);
  });

  test("doesn't mind how the JSON is written", async () => {
    const on = rig({ kinds: [agentConfig] });
    await on.pass(ours({}));
    await on.sandbox.call("ssm", "PutParameter", {
      Name: name,
      Value: JSON.stringify(memory, null, 2),
      Overwrite: true,
    });
    expect(sketch((await on.plan(ours({}))).changes)).toEqual([]);
  });

  test("makes a parameter advanced when it has to be, and leaves it so", async () => {
    const on = rig({ kinds: [agentConfig] });
    await on.pass(ours({}));
    const long = wanted({ config: ofSize(5_000) });
    await on.pass(long);
    expect(await parameters(on.sandbox)).toMatchObject([{ Tier: "Advanced" }]);
    for (const after of [ours({}), ours({ tier: "Intelligent-Tiering" })]) {
      await on.pass(after);
      expect(sketch((await on.plan(after)).changes)).toEqual([]);
    }
    expect(await parameters(on.sandbox)).toMatchObject([{ Tier: "Advanced" }]);
  });

  test("makes it advanced when git says so, as git's change", async () => {
    const on = rig({ kinds: [agentConfig] });
    await on.pass(ours({}));
    const after = ours({ tier: "Advanced" });
    expect(sketch((await on.plan(after)).changes)).toEqual(["update AgentConfig/web /spec/tier (git)"]);
    await on.pass(after);
    expect(await parameters(on.sandbox)).toMatchObject([{ Tier: "Advanced" }]);
    expect(sketch((await on.plan(after)).changes)).toEqual([]);
  });

  test("says once that an advanced one can't be made standard again, and then leaves it", async () => {
    const on = rig({ kinds: [agentConfig] });
    await on.pass(ours({ tier: "Advanced" }));
    const { outcomes } = await on.pass(ours({ tier: "Standard" }));
    expect(outcomes.map(({ status }) => status)).toEqual(["not-converging"]);
    on.writes();
    await on.pass(ours({ tier: "Standard" }));
    expect(on.writes()).toEqual([]);
  });
});

/** Who did what is found changed now, as `who: call`. */
async function culprits(on: Rig, of: readonly Wanted[]): Promise<string[]> {
  const { changes } = await on.plan(of);
  const kinds = new Map([[agentConfig.name, agentConfig]]);
  const { signal } = new AbortController();
  const { authors } = await findAuthors(changes, { kinds, owner, signal, at: on.at });
  return [...authors.values()].map(({ identity, call }) => `${identity.split("/").at(-1)}: ${call}`);
}

test("who edits, tags or deletes it is named", async () => {
  const on = rig({ kinds: [agentConfig] });
  const mira = { as: on.sandbox.person("mira") };
  const spec = wanted({ config: memory, tags: { team: "a" } });
  await on.pass(spec);
  const resource = { ResourceType: "Parameter", ResourceId: name };
  const Tags = [{ Key: "team", Value: "b" }];
  await on.sandbox.call("ssm", "AddTagsToResource", { ...resource, Tags }, mira);
  expect(await culprits(on, spec)).toEqual(["mira: AddTagsToResource"]);
  await on.pass(spec);
  await on.sandbox.call("ssm", "PutParameter", { Name: name, Value: "{}", Overwrite: true }, mira);
  await on.sandbox.call(
    "ssm",
    "AddTagsToResource",
    { ...resource, Tags: [] },
    { as: on.sandbox.person("ben") },
  );
  expect(await culprits(on, spec)).toEqual(["mira: PutParameter"]);
  await on.pass(spec);
  await on.sandbox.call("ssm", "DeleteParameters", { Names: [name] }, mira);
  expect(await culprits(on, spec)).toEqual(["mira: DeleteParameters"]);
});

describe("whatever goes wrong at whichever call", () => {
  const seed = async (sandbox: Sandbox) => {
    await sandbox.call("ssm", "PutParameter", {
      Name: "AmazonCloudWatch-theirs",
      Value: "{}",
      Type: "String",
    });
  };
  const before = wanted({ config: memory, tags: { team: "a" } });
  const after = wanted({ config: ofSize(4_500), description: "long", tags: { team: "b" } });

  test.each([
    ["from nothing", [], before],
    ["to another configuration", before, after],
    ["to another name", before, wanted({ config: memory, parameterName: "/acme/web" })],
    ["to nothing", before, []],
  ] as [string, Wanted[], Wanted[]][])("%s, it ends as it should", async (_, from, to) => {
    expect(await spoil({ kind: agentConfig, before: from, after: to, seed, remains })).toEqual([]);
  });

  test("after somebody edited it, it ends as it should", async () => {
    const meddle = async (on: Rig) => {
      await on.sandbox.call("ssm", "PutParameter", { Name: name, Value: "edited", Overwrite: true });
    };
    expect(await spoil({ kind: agentConfig, before, after: before, seed, meddle, remains })).toEqual([]);
  });
});
