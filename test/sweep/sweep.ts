import { kinds } from "../../controller/generated/registry.ts";
import type { Wanted } from "../../controller/kind.ts";
import { isOurs } from "../../controller/plan/ownership.ts";
import type { Fault, ScheduledCall } from "../../controller/sandbox/faults.ts";
import { type Rig, rig, sketch } from "../rig.ts";
import { owner, scope } from "../widgets.ts";
import { foreignAlarm, foreignIds, type Scenario, seedAccount, twinIds } from "./scenarios.ts";

/** What goes wrong, by name. Each is made for one call of one run. */
export const faults: Readonly<Record<string, (on: Rig, call: ScheduledCall) => Fault>> = {
  "fails before its effect": () => ({ kind: "fail-before" }),
  "has its effect and loses its answer": () => ({ kind: "lost-response" }),
  "is throttled": () => ({ kind: "throttle" }),
  "is denied": () => ({ kind: "denied" }),
  "meets an expired token": () => ({ kind: "expired-token" }),
  "reads what was before the last write": () => ({ kind: "stale-read" }),
  "is the last of a process, before its effect": () => ({ kind: "crash-before" }),
  "is the last of a process, after its effect": () => ({ kind: "crash-after" }),
  "comes after somebody's edit": (on) => ({ kind: "third-party-edit", edit: () => editSomething(on) }),
  "comes after somebody made what it is about to make": (on) => ({
    kind: "third-party-edit",
    edit: () => makeTwins(on),
  }),
  "comes an hour earlier by the clock": ({ clock }) => ({
    kind: "clock-jump",
    jump: () => clock.step(-3_600_000),
  }),
  "comes an hour later by the clock": ({ clock }) => ({
    kind: "clock-jump",
    jump: () => clock.step(3_600_000),
  }),
};

const twinFault = "comes after somebody made what it is about to make";
const laterMs = 300_000;
/** How many undisturbed passes a spoiled one may need until nothing is left to do. */
const passesToSettle = 2;

/** What an undisturbed run of a scenario does and leaves: what every spoiled run is held to. */
export interface Reference {
  readonly scenario: Scenario;
  readonly calls: readonly ScheduledCall[];
  /** Everything of every kind, as text. */
  readonly end: Record<string, string>;
  readonly deleted: ReadonlySet<string>;
}

export async function undisturbed(scenario: Scenario): Promise<Reference> {
  const on = await prepared(scenario);
  const existed = await ourIds(on, scenario);
  const calls: ScheduledCall[] = [];
  on.sandbox.schedule((call) => {
    calls.push(call);
    return undefined;
  });
  await on.pass(scenario.after);
  on.sandbox.schedule(undefined);
  await on.pass(scenario.after);
  const left = await ourIds(on, scenario);
  return {
    scenario,
    calls,
    end: await snapshot(on, scenario.after),
    deleted: new Set([...existed].filter((id) => !left.has(id))),
  };
}

/** Spoils the n-th call (from 1) and returns everything that isn't as it must be at the end; nothing when all is well. */
export async function spoiled(reference: Reference, n: number, faultName: string): Promise<string[]> {
  const { scenario } = reference;
  const makeFault = faults[faultName];
  const on = await prepared(scenario);
  const untouched = await foreignState(on, scenario);
  const existed = await ourIds(on, scenario);
  on.sandbox.schedule((call) => (call.number === n ? makeFault?.(on, call) : undefined));
  await on.pass(scenario.after).catch(() => undefined);
  on.sandbox.schedule(undefined);

  const complaints: string[] = [];
  for (let pass = 0; pass < passesToSettle; pass++) {
    await on.clock.sleep(laterMs);
    await on.pass(scenario.after);
  }
  await on.clock.sleep(laterMs);
  on.writes();
  const { plan } = await on.pass(scenario.after);
  const writes = on.writes();
  if (writes.length > 0) complaints.push(`still writes: ${writes.join(", ")}`);
  // What twins stand in the way of stays refused, and so does giving up the old name for theirs.
  const open = plan.changes.filter(
    ({ action, refused }) => !(action === "conflict" && refused) && refused?.code !== "lost-name",
  );
  if (open.length > 0) complaints.push(`still plans: ${sketch(open).join("; ")}`);

  const madeTwins = faultName === twinFault;
  if (!madeTwins) {
    const end = await snapshot(on, scenario.after);
    for (const [kind, items] of Object.entries(end)) {
      const expected = reference.end[kind];
      if (items !== expected)
        complaints.push(`${kind} ends elsewhere: ${firstDifference(items, expected ?? "")}`);
    }
  } else {
    complaints.push(...(await touchedTwins(on, nextIsPut(reference.calls.slice(n - 1)))));
  }
  if (JSON.stringify(await foreignState(on, scenario)) !== JSON.stringify(untouched))
    complaints.push("touched what isn't ours");
  const left = await ourIds(on, scenario);
  const unlicensed = [...existed].filter((id) => !left.has(id) && !reference.deleted.has(id));
  if (unlicensed.length > 0) complaints.push(`deleted without licence: ${unlicensed.join(", ")}`);
  return complaints;
}

async function prepared(scenario: Scenario): Promise<Rig> {
  const on = rig({ kinds: [...kinds.values()] });
  await seedAccount(on);
  if (scenario.before.length > 0) await on.pass(scenario.before);
  await scenario.meddle?.(on);
  await on.clock.sleep(laterMs);
  return on;
}

/** Everything of every kind, ids that AWS makes up left out, so that two runs can be compared and doubles show. */
export async function snapshot(on: Rig, wanted: readonly Wanted[]): Promise<Record<string, string>> {
  const lists = await listAll(on, wanted);
  return Object.fromEntries(
    lists.map(({ kind, listing: { foreign, items } }) => [
      kind,
      JSON.stringify({
        foreign,
        items: items.map(({ id, shape, tags }) => ({ id, shape, tags: Object.entries(tags).sort() })),
      }),
    ]),
  );
}

function firstDifference(one: string, other: string): string {
  const at = one.split("").findIndex((character, index) => character !== other[index]);
  const around = (text: string) => text.slice(Math.max(0, at - 80), at + 80);
  return `…${around(one)}… instead of …${around(other)}…`;
}

async function listAll(on: Rig, after: readonly Wanted[]) {
  const at = on.at(scope);
  return Promise.all(
    [...kinds.values()].map(async (kind) => {
      const wanted = new Map(after.filter((one) => one.kind === kind.name).map((one) => [one.id, one]));
      return { kind: kind.name, listing: await kind.observe(at, wanted) };
    }),
  );
}

/** What is ours, by what names it: a resource made anew under the same id counts as the same. */
async function ourIds(on: Rig, scenario: Scenario): Promise<Set<string>> {
  const lists = await listAll(on, scenario.after);
  return new Set(
    lists.flatMap(({ kind, listing }) =>
      listing.items.filter((item) => isOurs(item, owner)).map(({ id }) => `${kind} ${id}`),
    ),
  );
}

async function foreignState(on: Rig, scenario: Scenario): Promise<unknown> {
  const ids = scenario.name.startsWith("foreign twins") ? [...foreignIds, ...twinIds] : foreignIds;
  const at = on.at(scope);
  return Promise.all(
    ids.map(async ({ kind, id }) => {
      const { items } = (await kinds
        .get(kind)
        ?.read(at, [{ id, wanted: undefined, observed: undefined }], { tags: true })) ?? { items: [] };
      return items.map(({ shape, tags }) => [kind, id, shape as unknown, tags]);
    }),
  );
}

/** Changes one of ours, if there is one: an alarm's actions or a topic's name. */
async function editSomething({ sandbox }: Rig): Promise<void> {
  await sandbox.call("monitoring", "DisableAlarmActions", { AlarmNames: ["cpu"] }).catch(() => undefined);
  await sandbox
    .call("sns", "SetTopicAttributes", {
      TopicArn: "arn:aws:sns:us-east-1:111122223333:oncall",
      AttributeName: "DisplayName",
      AttributeValue: "Edited",
    })
    .catch(() => undefined);
}

const twinNames = { alarm: ["cpu", "new"], topic: ["oncall", "pager"], trail: ["audit"] } as const;

/** Makes resources under names that the specs want, where there are none yet. */
async function makeTwins({ sandbox }: Rig): Promise<void> {
  const { MetricAlarms = [] } = (await sandbox.call("monitoring", "DescribeAlarms", {})) as {
    MetricAlarms?: { AlarmName?: string }[];
  };
  for (const AlarmName of twinNames.alarm) {
    if (MetricAlarms.some((alarm) => alarm.AlarmName === AlarmName)) continue;
    await sandbox.call("monitoring", "PutMetricAlarm", {
      ...foreignAlarm,
      AlarmName,
      AlarmDescription: "a twin",
    });
  }
  const { Topics = [] } = (await sandbox.call("sns", "ListTopics", {})) as {
    Topics?: { TopicArn?: string }[];
  };
  for (const Name of twinNames.topic) {
    if (Topics.some(({ TopicArn }) => TopicArn?.endsWith(`:${Name}`))) continue;
    await sandbox.call("sns", "CreateTopic", { Name, Attributes: { DisplayName: "a twin" } });
  }
}

/** Whether an alarm is written before alarms are looked at again. */
function nextIsPut(calls: readonly ScheduledCall[]): boolean {
  const next = calls.find(({ operation }) => /^(Put\w+Alarm|DescribeAlarms)$/.test(operation));
  return next?.operation.startsWith("Put") ?? false;
}

/**
 * Twins that are no longer as they were made. CloudWatch's Put takes over whatever has the name and can't be told not
 * to, so that a twin which appears between the last look and the Put itself is out of anybody's hands.
 */
async function touchedTwins({ sandbox }: Rig, tooLate: boolean): Promise<string[]> {
  const complaints: string[] = [];
  const { MetricAlarms = [] } = (await sandbox.call("monitoring", "DescribeAlarms", {})) as {
    MetricAlarms?: { AlarmName?: string; AlarmArn?: string; AlarmDescription?: string }[];
  };
  for (const { AlarmName = "", AlarmArn, AlarmDescription } of MetricAlarms.filter(({ AlarmName = "" }) =>
    (twinNames.alarm as readonly string[]).includes(AlarmName),
  )) {
    const { Tags = [] } = (await sandbox.call("monitoring", "ListTagsForResource", {
      ResourceARN: AlarmArn,
    })) as { Tags?: { Key?: string }[] };
    const ours = Tags.some(({ Key }) => Key === "watchkeeper.dev/owner");
    if (!ours && AlarmDescription !== "a twin" && !tooLate)
      complaints.push(`overwrote the alarm ${AlarmName} that somebody made`);
  }
  for (const Name of twinNames.topic) {
    const TopicArn = `arn:aws:sns:us-east-1:111122223333:${Name}`;
    const found = (await sandbox.call("sns", "GetTopicAttributes", { TopicArn }).catch(() => undefined)) as
      | { Attributes?: Record<string, string> }
      | undefined;
    if (!found) continue;
    const { Tags = [] } = (await sandbox.call("sns", "ListTagsForResource", { ResourceArn: TopicArn })) as {
      Tags?: { Key?: string }[];
    };
    const ours = Tags.some(({ Key }) => Key === "watchkeeper.dev/owner");
    if (!ours && found.Attributes?.["DisplayName"] !== "a twin")
      complaints.push(`overwrote the topic ${Name} that somebody made`);
  }
  return complaints;
}
