import { type Change, objectKey, type Wanted } from "../../controller/kind.ts";
import { isOurs } from "../../controller/plan/ownership.ts";
import type { Fault, ScheduledCall } from "../../controller/sandbox/faults.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { type Rig, rig, sketch } from "../rig.ts";
import { owner, scope } from "../widgets.ts";
import { foreignAlarm } from "./alarms.ts";
import { addedRows, lostRows, type Rows, rowsOf, tally } from "./rows.ts";
import { kindsNamed, type Scenario, type TakingOver } from "./scenario.ts";
import { seedAccount } from "./scenarios.ts";

/** What goes wrong with one call of one run. */
interface Mishap {
  fault(on: Rig, call: ScheduledCall, during: During): Fault;
  /** What goes wrong with the first write of the process that comes next. */
  readonly next?: Fault;
}

/** What a run keeps of what happened while it was spoiled. */
interface During {
  readonly scenario: Scenario;
  /** The rows that somebody made just before the spoiled call. */
  twins: Rows;
  /** How many calls had been answered by then. */
  callsBefore: number;
}

const mishaps: Readonly<Record<string, Mishap>> = {
  "fails before its effect": { fault: () => ({ kind: "fail-before" }) },
  "has its effect and loses its answer": { fault: () => ({ kind: "lost-response" }) },
  "is throttled": { fault: () => ({ kind: "throttle" }) },
  "is denied": { fault: () => ({ kind: "denied" }) },
  "meets an expired token": { fault: () => ({ kind: "expired-token" }) },
  "reads what was before the last write": { fault: () => ({ kind: "stale-read" }) },
  "is the last of a process, before its effect": { fault: () => ({ kind: "crash-before" }) },
  "is the last of a process, after its effect": { fault: () => ({ kind: "crash-after" }) },
  "is the last of a process, and the next one dies of its first write": {
    fault: () => ({ kind: "crash-after" }),
    next: { kind: "crash-after" },
  },
  "comes after somebody's edit": {
    fault: (on, _, { scenario }) => ({
      kind: "third-party-edit",
      edit: () => (scenario.edit ?? editSomething)(on),
    }),
  },
  "comes after somebody made what it is about to make": {
    fault: (on, _, during) => ({
      kind: "third-party-edit",
      edit: async () => {
        await (during.scenario.twins ?? makeTwins)(watching(on, during));
        during.callsBefore = on.sandbox.calls.entries.length;
      },
    }),
  },
  "comes an hour earlier by the clock": {
    fault: ({ clock }) => ({ kind: "clock-jump", jump: () => clock.step(-3_600_000) }),
  },
  "comes an hour later by the clock": {
    fault: ({ clock }) => ({ kind: "clock-jump", jump: () => clock.step(3_600_000) }),
  },
};

/** The same account, with what is made in it by hand noted; what a pass writes meanwhile isn't. */
function watching(on: Rig, during: During): Rig {
  const { sandbox } = on;
  const call: Sandbox["call"] = (...what) => {
    const before = rowsOf(sandbox);
    const answer = sandbox.call(...what);
    during.twins = new Map([...during.twins, ...addedRows(before, rowsOf(sandbox))]);
    return answer;
  };
  return { ...on, sandbox: { ...sandbox, call } };
}

/** What can go wrong, by name. */
export const faults: readonly string[] = Object.keys(mishaps);

const laterMs = 300_000;
/** How soon a process that died is started again. */
const restartMs = 20_000;
/** How many undisturbed passes a spoiled one may need until nothing is left to do. */
const passesToSettle = 2;

/** What an undisturbed run of a scenario does and leaves: what every spoiled run is held to. */
export interface Reference {
  readonly scenario: Scenario;
  readonly calls: readonly ScheduledCall[];
  /** Everything of every kind, as text. */
  readonly end: Record<string, string>;
  /** What the last pass leaves undone: what others' resources stand in the way of. */
  readonly open: readonly string[];
  /** How many rows each table of AWS's has. */
  readonly count: Record<string, number>;
  readonly deleted: ReadonlySet<string>;
}

export async function undisturbed(scenario: Scenario): Promise<Reference> {
  const { on } = await prepared(scenario);
  const existed = await ourIds(on, scenario);
  const calls: ScheduledCall[] = [];
  on.sandbox.schedule((call) => {
    calls.push(call);
    return undefined;
  });
  await on.pass(scenario.after);
  on.sandbox.schedule(undefined);
  const { plan } = await on.pass(scenario.after);
  const left = await ourIds(on, scenario);
  return {
    scenario,
    calls,
    end: await snapshot(on, scenario.after, scenario.kinds),
    open: sketch(plan.changes),
    count: tally(rowsOf(on.sandbox)),
    deleted: new Set([...existed].filter((id) => !left.has(id))),
  };
}

/** Spoils the n-th call (from 1) and returns everything that isn't as it must be at the end; nothing when all is well. */
export async function spoiled(reference: Reference, n: number, faultName: string): Promise<string[]> {
  const { scenario } = reference;
  const mishap = mishaps[faultName];
  const { on, others } = await prepared(scenario);
  const existed = await ourIds(on, scenario);
  const during: During = { scenario, twins: new Map(), callsBefore: 0 };
  on.sandbox.calls.clear();
  on.sandbox.schedule((call) => (call.number === n ? mishap?.fault(on, call, during) : undefined));
  await on.pass(scenario.after).catch(() => undefined);
  const since = on.sandbox.calls.entries.slice(during.callsBefore).map(({ operation }) => operation);
  if (mishap?.next) await dieOnce(on, scenario, mishap.next);
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
  const open = plan.changes.filter((change) => !isInTheWay(change, plan.changes));
  if (open.length > 0) complaints.push(`still plans: ${sketch(open).join("; ")}`);
  const isAsEver = sketch(plan.changes).join() === reference.open.join();
  if (during.twins.size === 0 && !isAsEver)
    complaints.push(`plans other than ever: ${sketch(plan.changes).join("; ")}`);

  const now = rowsOf(on.sandbox);
  if (during.twins.size === 0) complaints.push(...(await otherEnd(on, reference, now)));
  else {
    const touched = lostRows(during.twins, now).filter((key) => !isTakenOver(scenario, since, key));
    if (touched.length > 0) complaints.push(`touched what somebody made: ${touched.join(", ")}`);
  }
  const lost = lostRows(others, now);
  if (lost.length > 0) complaints.push(`touched what isn't ours: ${lost.join(", ")}`);
  const left = await ourIds(on, scenario);
  const unlicensed = [...existed].filter((id) => !left.has(id) && !reference.deleted.has(id));
  if (unlicensed.length > 0) complaints.push(`deleted without licence: ${unlicensed.join(", ")}`);
  return complaints;
}

/** The account before the spoiled pass, and everything in it that isn't ours. */
async function prepared(scenario: Scenario): Promise<{ on: Rig; others: Rows }> {
  const { kinds: names, propagation = 0, seed = seedAccount, strangers, meddle } = scenario;
  const on = rig({ kinds: kindsNamed(names), sandbox: { propagation } });
  await seed(on);
  const seeded = rowsOf(on.sandbox);
  await on.clock.sleep(laterMs);
  if (scenario.before.length > 0) await on.pass(scenario.before);
  const before = rowsOf(on.sandbox);
  await strangers?.(on);
  const theirs = addedRows(before, rowsOf(on.sandbox));
  await meddle?.(on);
  await on.clock.sleep(laterMs);
  return { on, others: new Map([...seeded, ...theirs]) };
}

/** The process that comes after one that died, and dies of its first write too. */
async function dieOnce(on: Rig, { after }: Scenario, fault: Fault): Promise<void> {
  let died = false;
  await on.clock.sleep(restartMs);
  on.sandbox.schedule(({ isWrite }) => {
    if (died || !isWrite) return undefined;
    died = true;
    return fault;
  });
  await on.pass(after).catch(() => undefined);
}

/**
 * What twins stand in the way of stays refused, and so does giving up the old name for theirs; what is new and needs
 * that waits, and what it takes the place of stays.
 */
function isInTheWay(change: Change, changes: readonly Change[]): boolean {
  const { action, refused, wanted } = change;
  if (action === "conflict" && refused) return true;
  if (refused?.code === "lost-name") return true;
  if (action !== "create" && action !== "delete") return false;
  const needed = action === "create" ? (wanted?.dependsOn ?? []) : [objectKey(change)];
  return changes.some(
    (other) => other !== change && needed.includes(objectKey(other)) && isInTheWay(other, changes),
  );
}

async function otherEnd(on: Rig, { scenario, end, count }: Reference, now: Rows): Promise<string[]> {
  const complaints: string[] = [];
  for (const [kind, items] of Object.entries(await snapshot(on, scenario.after, scenario.kinds))) {
    const expected = end[kind];
    if (items !== expected)
      complaints.push(`${kind} ends elsewhere: ${firstDifference(items, expected ?? "")}`);
  }
  const counted = tally(now);
  for (const table of new Set([...Object.keys(count), ...Object.keys(counted)])) {
    const [has, had] = [counted[table] ?? 0, count[table] ?? 0];
    if (has !== had) complaints.push(`${table} has ${has} rows instead of ${had}`);
  }
  return complaints;
}

/**
 * Whether what somebody made before these calls may be overwritten: what takes over whatever has the name can't be told
 * not to, so that what appears between the last look and the write itself is out of anybody's hands.
 */
function isTakenOver({ takesOver }: Scenario, calls: readonly string[], key: string): boolean {
  const { writes, looks, rows = /./ } = takesOver ?? ofAlarms;
  const next = calls.find((operation) => writes.test(operation) || looks.test(operation));
  return next !== undefined && writes.test(next) && rows.test(key);
}

const ofAlarms: TakingOver = {
  writes: /^Put\w+Alarm$/,
  looks: /^DescribeAlarms$/,
  rows: /\/cloudwatch\/alarms /,
};

/** Everything of these kinds, ids that AWS makes up left out, so that two runs can be compared and doubles show. */
export async function snapshot(
  on: Rig,
  wanted: readonly Wanted[],
  names?: readonly string[],
): Promise<Record<string, string>> {
  const lists = await listAll(on, wanted, names);
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

async function listAll(on: Rig, after: readonly Wanted[], names: readonly string[] | undefined) {
  const at = on.at(scope);
  return Promise.all(
    kindsNamed(names).map(async (kind) => {
      const wanted = new Map(after.filter((one) => one.kind === kind.name).map((one) => [one.id, one]));
      return { kind: kind.name, listing: await kind.observe(at, wanted) };
    }),
  );
}

/** What is ours, by what names it: a resource made anew under the same id counts as the same. */
async function ourIds(on: Rig, { after, kinds: names }: Scenario): Promise<Set<string>> {
  const lists = await listAll(on, after, names);
  return new Set(
    lists.flatMap(({ kind, listing }) =>
      listing.items.filter((item) => isOurs(item, owner)).map(({ id }) => `${kind} ${id}`),
    ),
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

const twinNames = { alarm: ["cpu", "new"], topic: ["oncall", "pager"] } as const;

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
