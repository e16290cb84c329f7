import type { Target } from "@aws-sdk/client-eventbridge";
import { asRecord, isRecord } from "../../value/record.ts";

/** A target in canonical form: AWS's defaults filled in, empty structures left out, `input` parsed. */
export interface TargetShape extends Readonly<Record<string, unknown>> {
  readonly targetId: string;
  readonly arn: string;
  readonly roleArn?: string;
}

/** One member of a target: its names on both sides, and what it holds. */
interface Field {
  readonly field: string;
  /** AWS's name. */
  readonly name: string;
  /** The members of a structure, or of each structure of a list. */
  readonly members?: readonly Field[];
  /** `pairs`: a list of names and values there, a map here; `json`: JSON text there, a value here. */
  readonly as?: "pairs" | "json";
  /** The members' names in a list of pairs. */
  readonly pair?: readonly [name: string, value: string];
  /** What holds where nothing is said, wherever the structure around it is there. */
  readonly default?: unknown;
  /** A list whose order means nothing. */
  readonly unordered?: true;
}

const tagPair = ["Key", "Value"] as const;

/** A member whose name is AWS's but for its first letter. */
function field(name: string, more: Partial<Field> = {}): Field {
  return { field: name.charAt(0).toLowerCase() + name.slice(1), name, ...more };
}

function struct(name: string, members: readonly Field[], more: Partial<Field> = {}): Field {
  return field(name, { members, ...more });
}

const ecsParameters: readonly Field[] = [
  field("TaskDefinitionArn"),
  field("TaskCount", { default: 1 }),
  field("LaunchType"),
  struct("NetworkConfiguration", [
    struct("awsvpcConfiguration", [
      field("Subnets", { unordered: true }),
      field("SecurityGroups", { unordered: true }),
      field("AssignPublicIp", { default: "DISABLED" }),
    ]),
  ]),
  field("PlatformVersion"),
  field("Group"),
  struct(
    "CapacityProviderStrategy",
    [field("capacityProvider"), field("weight", { default: 0 }), field("base", { default: 0 })],
    { unordered: true },
  ),
  field("EnableECSManagedTags", { default: false }),
  field("EnableExecuteCommand", { default: false }),
  struct("PlacementConstraints", [field("type"), field("expression")], { unordered: true }),
  struct("PlacementStrategy", [field("type"), field("field")]),
  field("PropagateTags"),
  field("ReferenceId"),
  field("Tags", { as: "pairs", pair: tagPair }),
];

const fields: readonly Field[] = [
  { field: "targetId", name: "Id" },
  field("Arn"),
  field("RoleArn"),
  field("Input", { as: "json" }),
  field("InputPath"),
  struct("InputTransformer", [field("InputPathsMap"), field("InputTemplate")]),
  struct("KinesisParameters", [field("PartitionKeyPath")]),
  struct("RunCommandParameters", [
    struct("RunCommandTargets", [field("Key"), field("Values", { unordered: true })]),
  ]),
  struct("EcsParameters", ecsParameters),
  struct("BatchParameters", [
    field("JobDefinition"),
    field("JobName"),
    struct("ArrayProperties", [field("Size")]),
    struct("RetryStrategy", [field("Attempts")]),
  ]),
  struct("SqsParameters", [field("MessageGroupId")]),
  struct("HttpParameters", [
    field("PathParameterValues"),
    field("HeaderParameters"),
    field("QueryStringParameters"),
  ]),
  struct("RedshiftDataParameters", [
    field("SecretManagerArn"),
    field("Database"),
    field("DbUser"),
    field("Sql"),
    field("StatementName"),
    field("WithEvent", { default: false }),
    field("Sqls"),
  ]),
  struct("SageMakerPipelineParameters", [
    field("PipelineParameterList", { as: "pairs", pair: ["Name", "Value"] }),
  ]),
  struct("DeadLetterConfig", [field("Arn")]),
  struct("RetryPolicy", [
    field("MaximumRetryAttempts", { default: 185 }),
    field("MaximumEventAgeInSeconds", { default: 86_400 }),
  ]),
  struct("AppSyncParameters", [field("GraphQLOperation")]),
];

/** The parameters that only some targets take, e.g. `ecsParameters`. */
export const parameterFields: readonly string[] = fields
  .map(({ field: name }) => name)
  .filter((name) => name.endsWith("Parameters"));

/** A target that AWS lists, in canonical form. */
export function targetFromAws(target: Target): TargetShape {
  return canonicalTarget(renamed(fields, { ...target }, fromAws));
}

/** A target as PutTargets takes it. */
export function targetToAws(target: TargetShape): Target {
  // Each member is one of Target's, under AWS's name.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return renamed(fields, target, toAws) as unknown as Target;
}

/** The one form of targets that mean the same, whichever side they come from. */
export function canonicalTarget(given: Readonly<Record<string, unknown>>): TargetShape {
  const { input, arn, ...others } = given;
  const members = canonicalMembers(fields, {
    ...others,
    // CloudWatch Logs shows a group's ARN with `:*` after it, and takes both.
    arn: typeof arn === "string" ? arn.replace(/^(arn:[^:]+:logs:.*):\*$/, "$1") : arn,
  });
  const value = typeof input === "string" ? parsedJson(input) : input;
  const shape = { ...members, ...(value !== undefined && { input: value }) };
  // The schema, and AWS, have every target with an id and an ARN.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return shape as unknown as TargetShape;
}

function canonicalMembers(
  of: readonly Field[],
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const shape: Record<string, unknown> = {};
  for (const one of of) {
    if (one.as === "json") continue;
    const value = canonicalValue(one, given[one.field]) ?? one.default;
    if (value !== undefined) shape[one.field] = value;
  }
  return shape;
}

function canonicalValue(of: Field, value: unknown): unknown {
  if (value === undefined || value === null || value === "") return undefined;
  const { members } = of;
  if (Array.isArray(value)) {
    const items = members ? value.map((item) => canonicalMembers(members, asRecord(item))) : [...value];
    if (items.length === 0) return undefined;
    return of.unordered ? inTextOrder(items) : items;
  }
  if (!isRecord(value)) return value;
  if (Object.keys(value).length === 0) return undefined;
  if (!members) return value;
  const inner = canonicalMembers(members, value);
  if (Object.keys(inner).length === 0) return undefined;
  // Every member at its default says what no structure says.
  const isDefault = members.every(
    (member) => member.default !== undefined && inner[member.field] === member.default,
  );
  return isDefault ? undefined : inner;
}

type Rename = (of: Field, given: Readonly<Record<string, unknown>>) => readonly [string, unknown];

const fromAws: Rename = (of, given) => [of.field, convert(of, given[of.name], fromAws)];
const toAws: Rename = (of, given) => [of.name, convert(of, given[of.field], toAws)];

function renamed(
  of: readonly Field[],
  given: Readonly<Record<string, unknown>>,
  rename: Rename,
): Record<string, unknown> {
  return Object.fromEntries(of.map((one) => rename(one, given)).filter(([, value]) => value !== undefined));
}

function convert(of: Field, value: unknown, rename: Rename): unknown {
  if (value === undefined || value === null) return undefined;
  const { members, pair } = of;
  if (pair) return Array.isArray(value) ? mapOf(value, pair) : listOf(asRecord(value), pair);
  if (of.as === "json") return rename === toAws ? JSON.stringify(value) : value;
  if (!members) return value;
  return Array.isArray(value)
    ? value.map((item) => renamed(members, asRecord(item), rename))
    : renamed(members, asRecord(value), rename);
}

function mapOf(list: readonly unknown[], [name, value]: readonly [string, string]): Record<string, string> {
  const map: Record<string, string> = Object.create(null);
  for (const item of list) {
    const { [name]: key, [value]: held } = asRecord(item);
    if (typeof key === "string") map[key] = typeof held === "string" ? held : "";
  }
  return { ...map };
}

function listOf(map: Readonly<Record<string, unknown>>, [name, value]: readonly [string, string]): unknown[] {
  return Object.keys(map)
    .sort()
    .map((key) => ({ [name]: key, [value]: map[key] }));
}

function inTextOrder(items: readonly unknown[]): unknown[] {
  return items
    .map((item) => ({ item, text: JSON.stringify(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item);
}

/** JSON text parsed; other text, which AWS doesn't take, as it is. */
function parsedJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}
