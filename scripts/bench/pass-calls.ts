import { makeGuardedPlan } from "../../controller/reconcile.ts";
import type { LoggedCall } from "../../controller/sandbox/call-log.ts";
import { type FilledSandbox, loaded } from "./filled-sandbox.ts";
import { objectsOf } from "./mixed-specs.ts";
import { indexed, otherPages, otherSingles } from "./other-calls.ts";
import type { Row } from "./row.ts";

/**
 * One steady pass: the specs as the controller has them, everything in AWS, and nothing to do.
 *
 * @returns the calls it made
 * @throws when there was something to do after all
 */
export async function steadyPass(filled: FilledSandbox): Promise<readonly LoggedCall[]> {
  const { sandbox, connection, files, kinds } = filled;
  sandbox.calls.clear();
  const { specs, settings } = loaded(files, kinds);
  const signal = new AbortController().signal;
  const { plan } = await makeGuardedPlan(specs, settings, {
    kinds,
    connection,
    clock: sandbox.clock,
    signal,
  });
  const [change] = plan.changes;
  if (change || !plan.complete) throw new Error(`a steady pass found ${change?.reason ?? "no full listing"}`);
  return [...sandbox.calls.entries];
}

/** How many calls of each operation there are, by name. */
export function countByOperation(calls: readonly LoggedCall[]): Record<string, number> {
  const names = calls.map(({ service, operation }) => `${service}:${operation}`).sort();
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** The pages that hold everything, one listing a service: what a pass over it costs at least. */
export function pageFloor({ mix, foreign }: FilledSandbox): number {
  const alarms = mix.alarms + mix.composites;
  return (
    Math.ceil((alarms + foreign.alarms) / 100) +
    Math.ceil((alarms + mix.topics + indexed(mix.others)) / 100) +
    Math.ceil((mix.topics + foreign.topics) / 100) +
    Math.ceil((mix.flowLogs + foreign.flowLogs) / 1000) +
    // DescribeTrails has no pages, ListTags takes 20 trails.
    1 +
    Math.ceil(mix.trails / 20) +
    otherPages(mix.others)
  );
}

/** What AWS tells of one resource a call, or once a pass, and how many calls that makes at least. */
export function unbatched({ mix }: FilledSandbox): Readonly<Record<string, number>> {
  return {
    "cloudtrail:GetEventSelectors": mix.trails,
    "cloudtrail:GetTrailStatus": mix.trails,
    "sns:GetSubscriptionAttributes": mix.subscriptions / 2,
    "sns:GetTopicAttributes": mix.topics,
    "sns:ListSubscriptionsByTopic": mix.topics,
    "sts:GetCallerIdentity": 1,
  };
}

/** Calls beside their floors. */
export function callRows(filled: FilledSandbox, calls: readonly LoggedCall[]): Row[] {
  const single = unbatched(filled);
  const counts = countByOperation(calls);
  const { mix, foreign } = filled;
  const further = otherSingles(mix.others);
  const apart = new Set([...Object.keys(single), ...further.flatMap(({ operations }) => operations)]);
  const pages = Object.entries(counts).filter(([name]) => !apart.has(name));
  const others = objectsOf(mix) - mix.alarms + mix.subscriptions;
  const strangers = foreign.alarms + foreign.topics + foreign.flowLogs;
  return [
    {
      what: `pages of a pass over ${mix.alarms} alarms`,
      measured: pages.reduce((sum, [, count]) => sum + count, 0),
      unit: "calls",
      floor: pageFloor(filled),
      bound: 1.05,
      note: `beside ${others} others and ${strangers} foreign ones`,
    },
    ...Object.entries(single).map(
      ([name, floor]): Row => ({
        what: `  ${name}`,
        measured: counts[name] ?? 0,
        unit: "calls",
        floor,
        bound: 1.05,
        note: "not to be had in batches",
      }),
    ),
    ...further.map(
      ({ kind, operations, each }): Row => ({
        what: `  ${kind}, one by one`,
        measured: operations.reduce((sum, name) => sum + (counts[name] ?? 0), 0),
        unit: "calls",
        floor: each * operations.length,
        bound: 1.05,
        note: operations.map((name) => name.replace(/.*:/, "")).join(", "),
      }),
    ),
  ];
}
