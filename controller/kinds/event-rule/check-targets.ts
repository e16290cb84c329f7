import { type Document, hasPlaceholder, isRef, problemAt } from "../../document.ts";
import type { EventRuleSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { lostNumber } from "../../value/json-numbers.ts";
import { asRecord } from "../../value/record.ts";
import { parameterFields } from "./target-fields.ts";

type Target = NonNullable<EventRuleSpec["targets"]>[number];
type Complain = (field: string, code: string, message: string) => void;

/** By ARN's service, the parameters it takes, which of them it needs, and whether it needs a role. */
interface Service {
  readonly takes?: readonly string[];
  readonly needs?: string;
  readonly role?: true;
}

/** "Amazon EventBridge targets" and PutTargets' reference; services that aren't here take what they take. */
const services: Readonly<Record<string, Service>> = {
  appsync: { takes: ["appSyncParameters"], needs: "appSyncParameters", role: true },
  batch: { takes: ["batchParameters"], needs: "batchParameters", role: true },
  codebuild: { role: true },
  codepipeline: { role: true },
  ecs: { takes: ["ecsParameters"], needs: "ecsParameters", role: true },
  events: { takes: ["httpParameters"] },
  "execute-api": { takes: ["httpParameters"], role: true },
  firehose: { role: true },
  kinesis: { takes: ["kinesisParameters"], role: true },
  lambda: {},
  logs: {},
  redshift: { takes: ["redshiftDataParameters"], needs: "redshiftDataParameters", role: true },
  "redshift-serverless": { takes: ["redshiftDataParameters"], needs: "redshiftDataParameters", role: true },
  sagemaker: { takes: ["sageMakerPipelineParameters"], role: true },
  sns: {},
  sqs: { takes: ["sqsParameters"] },
  ssm: { takes: ["runCommandParameters"], role: true },
  states: { role: true },
};

/** What a reference stands for. */
const serviceOfKind: Readonly<Record<string, string>> = { LogGroup: "logs", Topic: "sns" };

/** The rules for a rule's targets that a schema can't say. */
export function checkTargets(document: Document<EventRuleSpec>): Problem[] {
  const { targets = [] } = document.spec;
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [index, target] of targets.entries()) {
    const complain: Complain = (field, code, message) =>
      problems.push(problemAt(document, `/spec/targets/${index}${field && `/${field}`}`, code, message));
    if (seen.has(target.targetId))
      complain(
        "targetId",
        "duplicate-target",
        `there is a target ${target.targetId} already; give it another id`,
      );
    seen.add(target.targetId);
    checkInput(target, complain);
    checkService(target, complain);
    checkTask(target, complain);
    checkSql(target, complain);
    checkDeadLetters(target, complain);
  }
  return problems;
}

function checkInput({ input, inputPath, inputTransformer }: Target, complain: Complain): void {
  const given = Object.entries({ input, inputPath, inputTransformer }).filter(
    ([, value]) => value !== undefined,
  );
  if (given.length > 1)
    complain(
      given[1]?.[0] ?? "",
      "conflicting-fields",
      "a target gets the event as input, inputPath or inputTransformer says: only one of them",
    );
  if (typeof input === "string" && !hasPlaceholder(input) && !isJson(input))
    complain(
      "input",
      "bad-input",
      `is no valid JSON; quote it as one, ${JSON.stringify(JSON.stringify(input))}, or write an object`,
    );
  const lost = typeof input === "string" && isJson(input) ? lostNumber(input) : undefined;
  if (lost !== undefined)
    complain("input", "bad-input", `${lost} is larger than 2^53 and would be rounded; quote it`);
  if (input !== undefined && typeof input !== "string" && JSON.stringify(input).length > 8192)
    complain("input", "bad-input", "has at most 8192 characters as JSON");
  if (inputTransformer) checkTransformer(inputTransformer, complain);
}

function checkTransformer(
  { inputPathsMap = {}, inputTemplate }: NonNullable<Target["inputTransformer"]>,
  complain: Complain,
): void {
  for (const [key, path] of Object.entries(inputPathsMap)) {
    // "The keys cannot start with "AWS."" (InputTransformer).
    if (!/^[A-Za-z0-9_-]{1,256}$/.test(key) || /^aws\./i.test(key))
      complain(
        "inputTransformer/inputPathsMap",
        "bad-transformer",
        `${JSON.stringify(key)} can't be a name; it has letters, digits, "_" and "-"`,
      );
    if (!path.startsWith("$") && !hasPlaceholder(path))
      complain(
        "inputTransformer/inputPathsMap",
        "bad-transformer",
        `${key} must be a JSON path, which begins with $`,
      );
  }
  const named = [...inputTemplate.matchAll(/<([A-Za-z0-9_.-]+)>/g)].map(([, name = ""]) => name);
  for (const name of new Set(named)) {
    // `<aws.events.rule-name>` and its like are there by themselves.
    if (name.startsWith("aws.") || Object.hasOwn(inputPathsMap, name)) continue;
    complain(
      "inputTransformer/inputTemplate",
      "bad-transformer",
      `<${name}> is no name of inputPathsMap; add it there`,
    );
  }
}

function checkService(target: Target, complain: Complain): void {
  const arn = typeof target.arn === "string" ? target.arn : "";
  const name = isRef(target.arn)
    ? (serviceOfKind[target.arn.ref.split("/")[0] ?? ""] ?? "")
    : (arn.split(":")[2] ?? "");
  const service = Object.hasOwn(services, name) ? services[name] : undefined;
  if (!service) return;
  const { takes = [], needs, role } = service;
  const given = parameterFields.filter((field) => asRecord(target)[field] !== undefined);
  for (const field of given)
    if (!takes.includes(field)) complain(field, "wrong-target", `isn't for a target of ${name}; take it out`);
  if (needs !== undefined && !given.includes(needs))
    complain("", "missing-parameters", `a target of ${name} needs ${needs}`);
  const isDestination = name === "events" && /:api-destination\//.test(arn);
  if ((role ?? isDestination) && target.roleArn === undefined)
    complain(
      "",
      "missing-role",
      `a target of ${isDestination ? "an API destination" : name} needs roleArn, a role that events.amazonaws.com may assume`,
    );
  if (name === "ssm" && /:document\//.test(arn) && !target.runCommandParameters)
    complain(
      "",
      "missing-parameters",
      "a document of Run Command needs runCommandParameters: on which instances",
    );
  if (name === "sqs" && arn.endsWith(".fifo") && !target.sqsParameters)
    complain("", "missing-parameters", "a FIFO queue needs sqsParameters with a messageGroupId");
}

function checkTask({ ecsParameters }: Target, complain: Complain): void {
  if (!ecsParameters) return;
  const {
    launchType,
    capacityProviderStrategy,
    networkConfiguration,
    placementConstraints = [],
  } = ecsParameters;
  if (launchType !== undefined && capacityProviderStrategy)
    complain(
      "ecsParameters/launchType",
      "conflicting-fields",
      "a task has a launchType or a capacityProviderStrategy, not both",
    );
  if (launchType === "FARGATE" && !networkConfiguration)
    complain("ecsParameters", "missing-parameters", "Fargate needs networkConfiguration");
  if (launchType !== "FARGATE" && ecsParameters.platformVersion !== undefined && !capacityProviderStrategy)
    complain("ecsParameters/platformVersion", "conflicting-fields", "only Fargate has platform versions");
  for (const [index, { type, expression }] of placementConstraints.entries()) {
    if ((type === "memberOf") === (expression === undefined))
      complain(
        `ecsParameters/placementConstraints/${index}`,
        "conflicting-fields",
        type === "memberOf" ? "memberOf needs an expression" : `${type} takes no expression`,
      );
  }
  if ((capacityProviderStrategy ?? []).filter(({ base = 0 }) => base > 0).length > 1)
    complain(
      "ecsParameters/capacityProviderStrategy",
      "conflicting-fields",
      "only one capacity provider has a base",
    );
}

function checkSql({ redshiftDataParameters }: Target, complain: Complain): void {
  if (!redshiftDataParameters) return;
  const { sql, sqls } = redshiftDataParameters;
  if ((sql === undefined) === (sqls === undefined))
    complain(
      "redshiftDataParameters",
      "conflicting-fields",
      "a target of Redshift runs one statement, sql, or several, sqls: give either",
    );
}

function checkDeadLetters({ deadLetterConfig }: Target, complain: Complain): void {
  const arn = deadLetterConfig?.arn;
  if (arn === undefined || hasPlaceholder(arn)) return;
  if (!/^arn:[^:]+:sqs:/.test(arn))
    complain("deadLetterConfig/arn", "bad-dead-letters", "must be an SQS queue's ARN");
  else if (arn.endsWith(".fifo"))
    complain("deadLetterConfig/arn", "bad-dead-letters", "must be a standard queue, not a FIFO one");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
