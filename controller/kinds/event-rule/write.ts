import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type RuleState,
} from "@aws-sdk/client-eventbridge";
import type { Aws } from "../../aws/aws.ts";
import { batches } from "../../aws/batches.ts";
import { toTagList } from "../../aws/tags.ts";
import type { Observed, Write } from "../../kind.ts";
import { canonicalText } from "../../value/canonical.ts";
import { ruleNameOf } from "./identity.ts";
import type { EventRuleShape } from "./shape.ts";
import { type TargetShape, targetToAws } from "./target-fields.ts";

const targetsPerCall = 10;
const targetsPerRule = 5;

/** Creates a rule and then gives it its targets, or brings an existing one's fields and targets to the target. */
export async function putRule(aws: Aws, write: Write<EventRuleShape>): Promise<void> {
  const { id, before, target, tags, changed } = write;
  if (!before || [...changed].some((field) => field !== "targets")) {
    const { name, bus } = ruleNameOf(id);
    await aws.client(EventBridgeClient).send(
      new PutRuleCommand({
        Name: name,
        EventBusName: bus,
        ...(target.eventPattern !== undefined && { EventPattern: patternText(target.eventPattern) }),
        ...(target.scheduleExpression && { ScheduleExpression: target.scheduleExpression }),
        // AWS answers with one of these, and the schema takes no other.
        // oxlint-disable-next-line no-unsafe-type-assertion
        State: target.state as RuleState,
        ...(target.description && { Description: target.description }),
        ...(target.roleArn && { RoleArn: target.roleArn }),
        // Those of an existing rule are ignored.
        ...(!before && { Tags: toTagList(tags) }),
      }),
    );
  }
  if (!before || changed.has("targets"))
    await putTargets(aws, id, before?.shape?.targets ?? [], target.targets);
}

async function putTargets(
  aws: Aws,
  id: string,
  before: readonly TargetShape[],
  target: readonly TargetShape[],
): Promise<void> {
  const present = new Map(before.map((one) => [one.targetId, canonicalText(undefined, one)]));
  const wanted = new Set(target.map(({ targetId }) => targetId));
  const surplus = [...present.keys()].filter((targetId) => !wanted.has(targetId));
  const missing = target.filter((one) => present.get(one.targetId) !== canonicalText(undefined, one));
  // New ones first, so that events always go somewhere; unless there is no room for them.
  const full = new Set([...present.keys(), ...wanted]).size > targetsPerRule;
  if (full) await removeTargets(aws, id, surplus);
  const { name, bus } = ruleNameOf(id);
  for (const batch of batches(missing, targetsPerCall)) {
    const { FailedEntries = [] } = await aws
      .client(EventBridgeClient)
      .send(new PutTargetsCommand({ Rule: name, EventBusName: bus, Targets: batch.map(targetToAws) }));
    throwFirst(FailedEntries);
  }
  if (!full) await removeTargets(aws, id, surplus);
}

/** Takes the targets that are known away and then the rule, never by `Force`. Throws AWS's error. */
export async function removeRule(aws: Aws, { id, shape }: Observed<EventRuleShape>): Promise<void> {
  const { name, bus } = ruleNameOf(id);
  await removeTargets(
    aws,
    id,
    (shape?.targets ?? []).map(({ targetId }) => targetId),
  );
  await aws.client(EventBridgeClient).send(new DeleteRuleCommand({ Name: name, EventBusName: bus }));
}

async function removeTargets(aws: Aws, id: string, targetIds: readonly string[]): Promise<void> {
  const { name, bus } = ruleNameOf(id);
  for (const Ids of batches(targetIds, targetsPerCall)) {
    const { FailedEntries = [] } = await aws
      .client(EventBridgeClient)
      .send(new RemoveTargetsCommand({ Rule: name, EventBusName: bus, Ids }));
    throwFirst(FailedEntries);
  }
}

interface FailedEntry {
  readonly TargetId?: string | undefined;
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
}

/** EventBridge answers 200 with failures inside; the first of them is thrown as the error it would have been. */
function throwFirst([first]: readonly FailedEntry[]): void {
  if (!first) return;
  const error = new Error(`target ${first.TargetId ?? "?"}: ${first.ErrorMessage ?? "AWS gave no reason"}`);
  error.name = first.ErrorCode ?? "FailedEntry";
  throw Object.assign(error, { $fault: "client", $metadata: {} });
}

/** Text that AWS keeps though it is no JSON goes back as it is. */
function patternText(pattern: unknown): string {
  return typeof pattern === "string" ? pattern : JSON.stringify(pattern);
}
