import { describe, expect, test } from "vitest";
import { inOrder } from "../../controller/apply/order.ts";
import type { ApplyEvent } from "../../controller/apply/outcome.ts";
import { apply } from "../../controller/apply.ts";
import { CredentialsError } from "../../controller/aws/errors.ts";
import { objectTag, ownerTag } from "../../controller/aws/tags.ts";
import { type VirtualClock, virtualClock } from "../../controller/clock.ts";
import { type AnyKind, objectKey, type Wanted } from "../../controller/kind.ts";
import { makePlan } from "../../controller/plan/plan.ts";
import {
  appliedWidget,
  awsError,
  emptyStore,
  manners,
  noAws,
  owner,
  type Store,
  scope,
  type WidgetShape,
  wantedWidget,
  widgetArn,
  widgetKind,
} from "../widgets.ts";

interface Bench {
  readonly store: Store;
  kind: AnyKind;
  readonly clock: VirtualClock;
}

function bench(overrides: Partial<AnyKind> = {}): Bench {
  const store = emptyStore();
  return { store, kind: widgetKind(store, overrides), clock: virtualClock(new Date(0)) };
}

function planFor({ store, kind }: Bench, wanted: Wanted[]) {
  const listing = { items: [...store.items.values()], foreign: 0, complete: true, problems: [] };
  return makePlan({
    owner,
    kinds: new Map([[kind.name, kind]]),
    wanted,
    inventory: [{ kind: kind.name, scope, listing }],
    problems: [],
  });
}

async function run(
  on: Bench,
  wanted: Wanted[],
  { age = 0, signal = new AbortController().signal, onEvent = (_: ApplyEvent) => {} } = {},
) {
  const plan = planFor(on, wanted);
  on.store.calls.length = 0;
  const outcomes = await apply({
    plan,
    kinds: new Map([[on.kind.name, on.kind]]),
    clock: on.clock,
    confirmedAt: on.clock.monotonic() - age,
    signal,
    onEvent,
    at: () => noAws(on.clock),
  });
  return outcomes.map((outcome) => ({ ...outcome, name: outcome.change.name }));
}

const put = (store: Store, ...items: ReturnType<typeof appliedWidget>[]) =>
  items.forEach((item) => store.items.set(item.id, item));

describe("a pass", () => {
  test("creates, updates and deletes, and the next plan is empty", async () => {
    const on = bench();
    put(on.store, appliedWidget("old", {}), appliedWidget("moved", { size: 1 }));
    const wanted = [wantedWidget("new", { size: 1 }), wantedWidget("moved", { size: 2 })];
    const outcomes = await run(on, wanted);
    expect(outcomes.map(({ name, status }) => [name, status]).sort()).toEqual([
      ["moved", "done"],
      ["new", "done"],
      ["old", "done"],
    ]);
    expect(planFor(on, wanted)).toMatchObject({ changes: [], unchanged: 2 });
  });

  test("reads everything it wrote back in one call", async () => {
    const on = bench();
    await run(
      on,
      Array.from({ length: 20 }, (_, index) => wantedWidget(`w${index}`, { size: index })),
    );
    expect(on.store.calls.filter((call) => call === "read")).toHaveLength(1);
  });

  test("goes on when one object fails, and says which", async () => {
    const on = bench();
    on.store.faults.set("put", [awsError("ValidationError")]);
    const outcomes = await run(on, [wantedWidget("a", {}), wantedWidget("b", {})]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["done", "failed"]);
    expect(outcomes.find(({ status }) => status === "failed")).toMatchObject({
      message: "ValidationError happened",
    });
  });

  test("doesn't begin what needs something that could not be made", async () => {
    const on = bench();
    const child = wantedWidget("child", {});
    const parent = wantedWidget("parent", {}, { dependsOn: [objectKey(child)] });
    on.store.faults.set("put", [awsError("ValidationError")]);
    const outcomes = await run(on, [parent, child]);
    expect(outcomes.map(({ name, status }) => [name, status])).toEqual([
      ["child", "failed"],
      ["parent", "skipped"],
    ]);
    expect(on.store.calls).not.toContain("put 2");
    expect(on.store.items.size).toBe(0);
  });

  test("begins nothing new that needs what turns out to be somebody else's, and goes on keeping what there is", async () => {
    const on = bench();
    const child = wantedWidget("child", {});
    put(on.store, { ...appliedWidget("child", {}), tags: {} });
    put(on.store, appliedWidget("old", {}));
    const needing = { dependsOn: [objectKey(child)] };
    const outcomes = await run(on, [
      child,
      wantedWidget("new", {}, needing),
      wantedWidget("old", { size: 2 }, needing),
    ]);
    expect(outcomes.map(({ name, status }) => [name, status]).sort()).toEqual([
      ["new", "skipped"],
      ["old", "done"],
    ]);
    expect(outcomes.find(({ name }) => name === "new")).toMatchObject({
      message: expect.stringContaining("Widget/child 111122223333/us-east-1, and what has that name in AWS"),
    });
  });

  test("keeps what an object was when what it gets renamed to can't be made", async () => {
    const renamed = wantedWidget("w", {}, { id: "new", arn: widgetArn("new") });
    const failing = bench();
    put(failing.store, appliedWidget("w", {}));
    failing.store.faults.set("put", [awsError("LimitExceeded")]);
    expect(await run(failing, [renamed])).toMatchObject([
      { status: "failed", change: { action: "create" } },
      {
        status: "skipped",
        change: { action: "delete" },
        message: "kept, since what takes its place could not be made",
      },
    ]);
    expect([...failing.store.items.keys()]).toEqual(["w"]);
  });

  test("stops when AWS refuses the credentials", async () => {
    const on = bench();
    const first = wantedWidget("a", {});
    on.store.faults.set("put", [new CredentialsError(awsError("ExpiredToken"))]);
    const outcomes = await run(on, [first, wantedWidget("b", {}, { dependsOn: [objectKey(first)] })]);
    expect(outcomes.map(({ name, status }) => [name, status])).toEqual([
      ["a", "failed"],
      ["b", "skipped"],
    ]);
  });

  test("stops when AWS refuses the credentials for a deletion alone", async () => {
    const on = bench({ remove: async (_, [doomed]) => new Map([[doomed?.id ?? "", refused]]) });
    const refused = new CredentialsError(awsError("ExpiredToken"));
    put(on.store, ...Array.from({ length: 101 }, (_, index) => appliedWidget(`w${100 + index}`, {})));
    const outcomes = await run(on, []);
    expect(outcomes.at(0)).toMatchObject({ status: "failed" });
    expect(outcomes.at(-1)).toMatchObject({ status: "skipped" });
  });

  test("begins nothing more once it is stopped", async () => {
    const on = bench();
    const stop = new AbortController();
    stop.abort(new Error("SIGTERM"));
    const outcomes = await run(on, [wantedWidget("a", {})], { signal: stop.signal });
    expect(outcomes).toMatchObject([{ status: "skipped" }]);
    expect(on.store.calls).toEqual([]);
  });

  test("says of what it wrote that it is done, and not read back, when it is stopped in between", async () => {
    const on = bench();
    const stop = new AbortController();
    const { put: really } = on.kind;
    on.kind.put = async (aws, write) => {
      await really(aws, write);
      stop.abort(new Error("SIGTERM"));
    };
    on.kind.read = async () => {
      throw stop.signal.reason;
    };
    const outcomes = await run(on, [wantedWidget("a", {})], { signal: stop.signal });
    expect(outcomes).toMatchObject([{ name: "a", status: "done", unread: true }]);
    expect(on.store.items.size).toBe(1);
  });

  test("tells what it does as it does it", async () => {
    const on = bench();
    const events: string[] = [];
    await run(on, [wantedWidget("a", {})], { onEvent: (event) => events.push(event.type) });
    expect(events).toEqual(["start", "outcome"]);
  });
});

describe("an answer that was lost", () => {
  test("after the effect is found out, and the write isn't repeated as a creation", async () => {
    const on = bench();
    const { put: really } = on.kind;
    let lost = false;
    on.kind.put = async (aws, write) => {
      await really(aws, write);
      if (!lost) {
        lost = true;
        throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
      }
      expect(write.before).toBeDefined();
    };
    expect(await run(on, [wantedWidget("a", { size: 1 })])).toMatchObject([{ status: "done" }]);
    expect(planFor(on, [wantedWidget("a", { size: 1 })]).changes).toEqual([]);
  });

  test("before the effect is made good by sending it again", async () => {
    const on = bench();
    on.store.faults.set("put", [awsError("InternalFailure", 500), awsError("InternalFailure", 500)]);
    expect(await run(on, [wantedWidget("a", {})])).toMatchObject([{ status: "done" }]);
  });

  test("isn't sent again while nobody can say what became of it", async () => {
    const on = bench();
    const [before] = [appliedWidget("a", { size: 1 })];
    put(on.store, before);
    on.store.faults.set("put", [awsError("InternalFailure", 500)]);
    on.kind.read = async () => ({
      items: [{ ...before, shape: undefined }],
      foreign: 0,
      complete: true,
      problems: [{ severity: "error", code: "unreadable", message: "its details could not be read" }],
    });
    expect(await run(on, [wantedWidget("a", { size: 2 })])).toMatchObject([
      { status: "failed", message: "its details could not be read" },
    ]);
    expect(on.store.calls.filter((call) => call === "put")).toHaveLength(1);
  });

  test("isn't made good at the cost of somebody else's resource", async () => {
    const on = bench();
    on.store.faults.set("put", [awsError("InternalFailure", 500)]);
    on.kind.read = async () => ({
      items: [{ id: "a", arn: widgetArn("a"), shape: { size: 9 }, tags: {} }],
      foreign: 0,
      complete: true,
      problems: [],
    });
    const [outcome] = await run(on, [wantedWidget("a", {})]);
    expect(outcome).toMatchObject({ status: "failed" });
    expect(on.store.calls.filter((call) => call === "put")).toHaveLength(1);
  });

  test("is made good where something is taken over that isn't ours yet", async () => {
    const on = bench();
    on.store.items.set("a", { id: "a", arn: widgetArn("a"), shape: { size: 9 }, tags: {} });
    on.store.faults.set("put", [awsError("InternalFailure", 500)]);
    const wanted = [wantedWidget("a", { size: 1 }, { manners: { ...manners, adopt: true } })];
    expect(await run(on, wanted)).toMatchObject([{ status: "done" }]);
    expect(on.store.items.get("a")).toMatchObject({ shape: { size: 1 }, tags: { [ownerTag]: owner } });
  });

  test("isn't made good where somebody else took over meanwhile what git wants to", async () => {
    const on = bench();
    const foreign = { id: "a", arn: widgetArn("a"), shape: { size: 9 } };
    on.store.items.set("a", { ...foreign, tags: {} });
    on.store.faults.set("put", [awsError("InternalFailure", 500)]);
    on.kind.read = async () => ({
      items: [{ ...foreign, tags: { [ownerTag]: "another-team" } }],
      foreign: 0,
      complete: true,
      problems: [],
    });
    const wanted = [wantedWidget("a", { size: 1 }, { manners: { ...manners, adopt: true } })];
    expect(await run(on, wanted)).toMatchObject([
      { status: "failed", message: expect.stringContaining('is owned by "another-team"') },
    ]);
    expect(on.store.calls.filter((call) => call === "put")).toHaveLength(1);
  });

  test("of a deletion is made good by deleting again", async () => {
    const on = bench();
    put(on.store, appliedWidget("a", {}));
    const { remove: really } = on.kind;
    let attempts = 0;
    on.kind.remove = async (aws, doomed) => {
      attempts += 1;
      if (attempts === 1) return new Map([["a", awsError("ServiceUnavailable", 503)]]);
      return really(aws, doomed);
    };
    expect(await run(on, [])).toMatchObject([{ status: "done" }]);
    expect(attempts).toBe(2);
  });
});

describe("a role that isn't known everywhere yet", () => {
  const propagating = () =>
    Object.assign(awsError("InvalidCloudWatchLogsRoleArnException"), { message: "Access denied." });

  test("is waited for", async () => {
    const on = bench();
    on.store.faults.set("put", [propagating(), propagating(), propagating()]);
    expect(await run(on, [wantedWidget("a", {})])).toMatchObject([{ status: "done" }]);
    expect(on.clock.monotonic()).toBeGreaterThan(3_000);
  });

  test("isn't waited for longer than two minutes", async () => {
    const on = bench();
    on.store.faults.set("put", Array.from({ length: 100 }, propagating));
    expect(await run(on, [wantedWidget("a", {})])).toMatchObject([{ status: "failed" }]);
    expect(on.clock.monotonic()).toBeLessThan(140_000);
  });
});

describe("a write that AWS makes something else of", () => {
  const rounding: Partial<AnyKind> = {};
  const roundedBench = () => {
    const on = bench(rounding);
    const { put: really } = on.kind;
    on.kind.put = (aws, write) => really(aws, { ...write, target: { ...write.target, size: 60 } });
    return on;
  };

  test("is reported as not converging, once, and never written again", async () => {
    const on = roundedBench();
    const wanted = [wantedWidget("a", { size: 59 })];
    expect(await run(on, wanted)).toMatchObject([{ status: "not-converging", paths: ["/spec/size"] }]);
    const [change] = planFor(on, wanted).changes;
    expect(change).toMatchObject({ write: undefined, refused: { code: "NotConverging", standing: false } });
    expect(change?.fields[0]).toMatchObject({ path: "/spec/size", held: "not-converging" });
  });

  test("isn't called drift by a process that has no memory of it", async () => {
    const on = roundedBench();
    await run(on, [wantedWidget("a", { size: 59 })]);
    expect(planFor(on, [wantedWidget("a", { size: 59 })]).changes[0]?.fields[0]?.origin).toBe("git");
  });

  test("is tried again when git changes or somebody changes it in AWS", async () => {
    const on = roundedBench();
    await run(on, [wantedWidget("a", { size: 59 })]);
    expect(planFor(on, [wantedWidget("a", { size: 58 })]).changes[0]?.write).toBeDefined();
    const live = on.store.items.get("a");
    if (live) on.store.items.set("a", { ...live, shape: { size: 7 } });
    expect(planFor(on, [wantedWidget("a", { size: 59 })]).changes[0]).toMatchObject({
      refused: undefined,
      fields: [{ origin: "drift" }],
    });
  });
});

describe("a plan that has grown old", () => {
  const old = { age: 60_000 };

  test("is checked again before a creation, which doesn't overwrite what appeared since", async () => {
    const on = bench();
    const plan = [wantedWidget("a", { size: 1 })];
    const { read: really } = on.kind;
    on.kind.read = async (aws, targets, options) => {
      on.store.items.set("a", { id: "a", arn: widgetArn("a"), shape: { size: 9 }, tags: {} });
      return really(aws, targets, options);
    };
    const [outcome] = await run(on, plan, old);
    expect(outcome).toMatchObject({
      status: "failed",
      message: expect.stringContaining("appeared since the plan"),
    });
    expect(on.store.items.get("a")?.shape).toEqual({ size: 9 } satisfies WidgetShape);
  });

  test("deletes nothing that has changed hands", async () => {
    const on = bench();
    put(on.store, appliedWidget("a", {}));
    const { read: really } = on.kind;
    on.kind.read = async (aws, targets, options) => {
      on.store.items.set("a", { ...appliedWidget("a", {}), tags: { "watchkeeper.dev/owner": "others" } });
      return really(aws, targets, options);
    };
    expect(await run(on, [], old)).toMatchObject([{ status: "failed" }]);
    expect(on.store.items.has("a")).toBe(true);
  });

  test("takes for done what somebody has deleted meanwhile", async () => {
    const on = bench();
    put(on.store, appliedWidget("a", {}));
    on.kind.read = async () => ({ items: [], foreign: 0, complete: true, problems: [] });
    expect(await run(on, [], old)).toMatchObject([{ status: "done" }]);
    expect(on.store.calls).not.toContain("remove");
  });
});

describe("a replacement", () => {
  const { arn: _, ...nameless } = widgetKind(emptyStore());
  const replaceable = () => {
    const on = bench();
    const { arn: _arn, ...kind } = on.kind;
    return { ...on, kind: { ...kind, fields: { size: { immutable: true } } } as AnyKind };
  };

  test("is a kind's that AWS names", () => {
    expect(nameless).not.toHaveProperty("arn");
  });

  test("makes the new one before it deletes the old one", async () => {
    const on = replaceable();
    put(on.store, appliedWidget("a", { size: 1 }));
    expect(await run(on, [wantedWidget("a", { size: 2 }, { id: "a2" })])).toMatchObject([{ status: "done" }]);
    expect(on.store.calls.slice(0, 2)).toEqual(["put", "remove"]);
    expect([...on.store.items.keys()]).toEqual(["a2"]);
  });

  test("deletes the old one first where AWS refuses two alike, and announces the gap", async () => {
    const on = replaceable();
    put(on.store, appliedWidget("a", { size: 1 }));
    on.store.faults.set("put", [awsError("FlowLogAlreadyExists")]);
    const events: string[] = [];
    await run(on, [wantedWidget("a", { size: 2 })], { onEvent: (event) => events.push(event.type) });
    expect(on.store.calls.filter((call) => call !== "read")).toEqual(["put", "remove", "put"]);
    expect(events).toEqual(["start", "gap", "outcome"]);
    expect(on.store.items.get("a")?.shape).toEqual({ size: 2 });
  });

  test("keeps the old one where nobody can say whose it is that AWS refuses the new one beside", async () => {
    const on = replaceable();
    put(on.store, appliedWidget("a", { size: 1 }));
    on.store.faults.set("put", [awsError("FlowLogAlreadyExists")]);
    const { read } = on.kind;
    on.kind.read = async (aws, targets, options) => ({
      ...(await read(aws, targets, options)),
      items: [],
      complete: false,
    });
    expect(await run(on, [wantedWidget("a", { size: 2 }, { id: "a2" })])).toMatchObject([
      { status: "failed" },
    ]);
    expect(on.store.calls).not.toContain("remove");
  });

  test("keeps the old one where it is somebody else's that AWS refuses the new one beside", async () => {
    const on = replaceable();
    put(on.store, appliedWidget("a", { size: 1 }));
    const { put: really } = on.kind;
    on.kind.put = async (aws, write) => {
      on.store.items.set("a2", { id: "a2", arn: widgetArn("a2"), shape: { size: 2 }, tags: {} });
      on.store.faults.set("put", [awsError("FlowLogAlreadyExists")]);
      await really(aws, write);
    };
    const outcomes = await run(on, [wantedWidget("a", { size: 2 }, { id: "a2" })]);
    expect(outcomes).toMatchObject([{ status: "failed" }]);
    expect(outcomes[0]).toHaveProperty("message", expect.stringContaining("is not managed by Watchkeeper"));
    expect([...on.store.items.keys()].sort()).toEqual(["a", "a2"]);
    expect(on.store.calls).not.toContain("remove");
  });
});

test("kinds come after the kinds they name, and objects after the objects they refer to", () => {
  const on = bench();
  const child = wantedWidget("child", {});
  const parent = wantedWidget("parent", {}, { dependsOn: [objectKey(child)] });
  const other = wantedWidget("gadget", {}, { kind: "Gadget" });
  const { changes } = planFor(on, [parent, child]);
  const gadgets = planFor(on, [wantedWidget("gadget", {})]).changes.map((change) => ({
    ...change,
    kind: "Gadget",
    wanted: other,
  }));
  const kinds = new Map<string, AnyKind>([
    ["Gadget", { ...on.kind, name: "Gadget", after: ["Widget"] }],
    ["Widget", on.kind],
  ]);
  const names = inOrder([...gadgets, ...changes], kinds).map((group) => group.map(({ name }) => name));
  expect(names).toEqual([["child"], ["parent"], ["gadget"]]);
});

describe("what is deleted", () => {
  test("waits while somebody else's change is under way", async () => {
    const on = bench();
    put(on.store, appliedWidget("a", {}));
    const { remove } = on.kind;
    let refusals = 2;
    on.kind.remove = async (aws, doomed) =>
      refusals-- > 0 ? new Map([["a", awsError("ConflictException")]]) : remove(aws, doomed);
    expect(await run(on, [])).toMatchObject([{ status: "done" }]);
    expect(on.store.items.size).toBe(0);
    expect(on.clock.monotonic()).toBeGreaterThan(0);
  });

  test("isn't touched while something goes on whose change failed", async () => {
    const on = bench({
      grants: ({ shape }: { shape: WidgetShape }) =>
        (shape.links ?? []).map((on) => ({ on, service: "s", sourceAccount: "1", allows: [] })),
    });
    put(on.store, appliedWidget("user", { links: [widgetArn("role")] }), appliedWidget("role", {}));
    on.store.faults.set("put", [awsError("ValidationError")]);
    const outcomes = await run(on, [wantedWidget("user", { links: [] })]);
    expect(outcomes).toMatchObject([
      { name: "user", status: "failed" },
      { name: "role", status: "skipped", message: "kept, since Widget/user still uses it" },
    ]);
    expect(on.store.items.has("role")).toBe(true);
  });

  test.each(["deleted", "replaced"])(
    "goes only after what has been %s before it has come to rest",
    async (how) => {
      const [group, log] = [bench(), bench({ name: "Log", after: ["Widget"], lingersMs: 60_000 })];
      const { arn: _, ...nameless } = log.kind;
      log.kind = { ...nameless, fields: { size: { immutable: true } } };
      const wanted =
        how === "replaced" ? [wantedWidget("log", { size: 2 }, { kind: "Log", id: "log2" })] : [];
      put(group.store, appliedWidget("group", {}));
      const old = appliedWidget("log", { size: 1 });
      put(log.store, { ...old, tags: { ...old.tags, [objectTag]: "Log/log" } });
      const kinds = new Map([group.kind, log.kind].map((kind) => [kind.name, kind]));
      const inventory = [group, log].map(({ kind, store }) => ({
        kind: kind.name,
        scope,
        listing: { items: [...store.items.values()], foreign: 0, complete: true, problems: [] },
      }));
      const plan = makePlan({ owner, kinds, wanted, inventory, problems: [] });
      const times: [string, number][] = [];
      const { clock } = group;
      await apply({
        plan,
        kinds,
        clock,
        confirmedAt: clock.monotonic(),
        signal: new AbortController().signal,
        onEvent: (event) => {
          if (event.type === "outcome") times.push([event.outcome.change.kind, clock.monotonic()]);
        },
        at: () => noAws(clock),
      });
      expect(times).toEqual([
        ["Log", 0],
        ["Widget", 60_000],
      ]);
    },
  );
});
