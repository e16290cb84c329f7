import type {
  ListRuleNamesByTargetRequest,
  ListTargetsByRuleRequest,
  PutTargetsRequest,
  RemoveTargetsRequest,
  Target,
} from "@aws-sdk/client-eventbridge";
import { parsedJson } from "../../json.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { checkAssumed } from "./rule-role.ts";
import {
  busNamed,
  existingRule,
  invalid,
  refuseManaged,
  ruleKey,
  rulesOf,
  type StoredRule,
  seenRule,
} from "./rule-store.ts";
import { slice } from "./slice.ts";

const mostPerCall = 10;
const mostPerRule = 5;

interface FailedEntry {
  readonly TargetId: string | undefined;
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** Adds targets to a rule or replaces those of the same ids; what one of them can't be is in FailedEntries. */
export function putTargets(context: CallContext, input: PutTargetsRequest) {
  const rule = existingRule(context, { name: input.Rule, bus: input.EventBusName });
  refuseManaged(rule);
  const given = input.Targets ?? [];
  if (given.length < 1 || given.length > mostPerCall)
    throw invalid(`The number of targets in a request is 1 to ${mostPerCall}.`);
  const targets = new Map(rule.targets.map((target) => [target.Id ?? "", target]));
  for (const target of given) checkRole(context, rule, target);
  if (new Set([...targets.keys(), ...given.map(({ Id = "" }) => Id)]).size > mostPerRule)
    throw new AwsError(
      "LimitExceededException",
      "The requested resource exceeds the maximum number allowed.",
    );
  const failed: FailedEntry[] = [];
  for (const target of given) {
    const failure = failureOf(target, context);
    if (failure) failed.push({ TargetId: target.Id, ...failure });
    else targets.set(target.Id ?? "", stored(target));
  }
  rulesOf(context).put(ruleKey(rule.bus, rule.name), { ...rule, targets: [...targets.values()] });
  return { FailedEntryCount: failed.length, FailedEntries: failed };
}

/** Takes targets from a rule; an id that it hasn't is no error. */
export function removeTargets(context: CallContext, input: RemoveTargetsRequest) {
  const rule = existingRule(context, { name: input.Rule, bus: input.EventBusName });
  refuseManaged(rule, input.Force);
  const gone = new Set(input.Ids ?? []);
  const targets = rule.targets.filter(({ Id }) => !gone.has(Id ?? ""));
  rulesOf(context).put(ruleKey(rule.bus, rule.name), { ...rule, targets });
  return { FailedEntryCount: 0, FailedEntries: [] };
}

/** A page of a rule's targets. They come in no order that means anything. */
export function listTargetsByRule(context: CallContext, input: ListTargetsByRuleRequest) {
  const rule = seenRule(context, { name: input.Rule, bus: input.EventBusName });
  // The other way round than they were put, so that nobody relies on it.
  const targets = rule.targets.toSorted((a, b) => ((a.Id ?? "") > (b.Id ?? "") ? -1 : 1));
  const places = targets.map((target, index) => ({ target, place: String(index).padStart(6, "0") }));
  const { rows, token } = slice(places, ({ place }) => place, input);
  return { Targets: rows.map(({ target }) => target), NextToken: token };
}

export function listRuleNamesByTarget(context: CallContext, input: ListRuleNamesByTargetRequest) {
  const bus = busNamed(context, input.EventBusName);
  const rules = rulesOf(context)
    .seenAll()
    .filter((rule) => rule.bus === bus && rule.targets.some(({ Arn }) => Arn === input.TargetArn));
  const { rows, token } = slice(rules, ({ name }) => name, input);
  return { RuleNames: rows.map(({ name }) => name), NextToken: token };
}

type Failure = Omit<FailedEntry, "TargetId">;

/** Services whose targets need a role. */
const needRole = new Set([
  "batch",
  "codebuild",
  "codepipeline",
  "ecs",
  "firehose",
  "kinesis",
  "redshift",
  "ssm",
  "states",
]);

function checkRole(context: CallContext, rule: StoredRule, { Arn = "", RoleArn }: Target): void {
  if (needRole.has(Arn.split(":")[2] ?? "") && !RoleArn)
    throw invalid(`RoleArn is required for target ${Arn}.`);
  if (RoleArn) checkAssumed(context, RoleArn, rule.arn);
}

/** Parameters and the services that take them. */
const takenBy: Readonly<Record<string, readonly string[]>> = {
  AppSyncParameters: ["appsync"],
  BatchParameters: ["batch"],
  EcsParameters: ["ecs"],
  HttpParameters: ["execute-api", "events"],
  KinesisParameters: ["kinesis"],
  RedshiftDataParameters: ["redshift", "redshift-serverless"],
  RunCommandParameters: ["ssm"],
  SageMakerPipelineParameters: ["sagemaker"],
  SqsParameters: ["sqs"],
};

function failureOf(target: Target, context: CallContext): Failure | undefined {
  const { Id = "", Arn = "", Input, InputPath, InputTransformer, DeadLetterConfig } = target;
  const message = (text: string): Failure => ({ ErrorCode: "ValidationException", ErrorMessage: text });
  const [, , service = "", region = ""] = Arn.split(":");
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(Id)) return message(`Target id ${Id} is not valid.`);
  if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+/.test(Arn))
    return message(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  // Only buses may be elsewhere.
  if (region !== "" && region !== context.region && service !== "events")
    return message(`Parameter ${Arn} is not valid. Reason: Arn must be in the region ${context.region}.`);
  if ([Input, InputPath, InputTransformer].filter((one) => one !== undefined).length > 1)
    return message("Only one of Input, InputPath, or InputTransformer must be provided.");
  if (Input !== undefined && parsedJson(Input) === undefined)
    return message("JSON syntax error in input for target.");
  for (const [parameters, services] of Object.entries(takenBy))
    if (
      Object.entries(target).some(([name, value]) => name === parameters && value !== undefined) &&
      !services.includes(service)
    )
      return message(`Parameter ${parameters} not supported for target ${Arn}.`);
  if (service === "ecs" && !target.EcsParameters)
    return message(`EcsParameters is required for target ${Arn}.`);
  if (service === "sqs" && Arn.endsWith(".fifo") && !target.SqsParameters?.MessageGroupId)
    return message("Parameter(s) SqsParameters must be specified for target of a FIFO queue.");
  if (DeadLetterConfig?.Arn !== undefined && !/^arn:[^:]+:sqs:/.test(DeadLetterConfig.Arn))
    return message(
      `Parameter ${DeadLetterConfig.Arn} is not valid. Reason: Dead-letter queue must be an SQS queue.`,
    );
  return undefined;
}

/** What AWS makes of a target: flags and counts of a task are filled in. */
function stored(target: Target): Target {
  const { EcsParameters: ecs } = target;
  if (!ecs) return target;
  return {
    ...target,
    EcsParameters: {
      ...ecs,
      TaskCount: ecs.TaskCount ?? 1,
      EnableECSManagedTags: ecs.EnableECSManagedTags ?? false,
      EnableExecuteCommand: ecs.EnableExecuteCommand ?? false,
    },
  };
}
