import { CloudWatchClient, PutCompositeAlarmCommand } from "@aws-sdk/client-cloudwatch";
import { deleteAlarms } from "../../aws/alarms.ts";
import type { Aws } from "../../aws/aws.ts";
import type { Observed } from "../../kind.ts";
import { childrenOf } from "./children.ts";
import { type CompositeAlarmShape, toAws } from "./shape.ts";

type Doomed = Observed<CompositeAlarmShape>;

/**
 * Deletes composite alarms one a call, each after those that name it, since AWS keeps an alarm that another one
 * names. Where they name one another in a circle, the rule of one of them becomes FALSE first.
 */
export async function removeCompositeAlarms(
  aws: Aws,
  doomed: readonly Doomed[],
): Promise<Map<string, unknown>> {
  const errors = new Map<string, unknown>();
  const left = new Map(doomed.map((alarm) => [alarm.id, alarm]));
  const children = new Map(doomed.map(({ id, shape }) => [id, shape ? childrenOf(shape) : []]));
  while (left.size > 0) {
    const parents = parentsAmong([...left.keys()], children);
    const free = [...left.keys()].filter((id) => !parents.has(id));
    if (free.length > 0) {
      for (const [id, error] of await deleteAlarms(aws, free, 1)) errors.set(id, error);
      for (const id of free) left.delete(id);
      continue;
    }
    const id = onCircle(parents);
    const alarm = left.get(id);
    children.set(id, []);
    if (!alarm) continue;
    const error = await openingError(aws, alarm);
    if (error !== undefined) {
      errors.set(id, error);
      left.delete(id);
    }
  }
  return errors;
}

/** One alarm that names it, for each alarm that is named. */
function parentsAmong(
  ids: readonly string[],
  children: ReadonlyMap<string, readonly string[]>,
): Map<string, string> {
  const parents = new Map<string, string>();
  for (const id of ids) for (const child of children.get(id) ?? []) parents.set(child, id);
  return parents;
}

/** Goes from parent to parent until it comes to an alarm again. */
function onCircle(parents: ReadonlyMap<string, string>): string {
  const [first = ""] = [...parents.values()].sort();
  const passed = new Set<string>();
  let id = first;
  while (!passed.has(id)) {
    passed.add(id);
    id = parents.get(id) ?? id;
  }
  return id;
}

/** Makes an alarm name no other one. */
async function openingError(aws: Aws, { id, shape }: Doomed): Promise<unknown> {
  if (!shape) return undefined;
  const body = {
    ...toAws(shape),
    AlarmName: id,
    AlarmRule: "FALSE",
    ActionsSuppressor: undefined,
    ActionsSuppressorWaitPeriod: undefined,
    ActionsSuppressorExtensionPeriod: undefined,
  };
  try {
    await aws.client(CloudWatchClient).send(new PutCompositeAlarmCommand(body));
    return undefined;
  } catch (error) {
    return error;
  }
}
