import {
  DescribeParametersCommand,
  type Parameter,
  type ParameterMetadata,
  type ParameterStringFilter,
  SSMClient,
} from "@aws-sdk/client-ssm";
import type { Aws } from "../../aws/aws.ts";
import { batches } from "../../aws/batches.ts";
import type { Found } from "../../aws/listing.ts";
import { objectTag, ownerTag } from "../../aws/tags.ts";
import type { Scope, Tags } from "../../kind.ts";
import { type AgentConfigShape, fromAws } from "./shape.ts";

/** What begins so is an agent's configuration by AWS's own convention, and is counted. */
export const usualPrefix = "AmazonCloudWatch-";

const valuesPerFilter = 50;
const pageSize = 50;

/** A name without slashes gets one in its ARN, and a path's own is that one. */
export function parameterArn({ partition, region, account }: Scope, name: string): string {
  return `arn:${partition}:ssm:${region}:${account}:parameter${name.startsWith("/") ? "" : "/"}${name}`;
}

/** The names of the parameters that are agents' configurations of this owner's, with their tags, by the tag index. */
export async function ownedNames(aws: Aws): Promise<Map<string, Tags>> {
  const folder = parameterArn(aws.scope, "");
  const { byArn } = await aws.tagIndex();
  const owned = new Map<string, Tags>();
  for (const [arn, tags] of byArn) {
    const isOne = tags[ownerTag] === aws.owner && (tags[objectTag] ?? "").startsWith("AgentConfig/");
    if (!isOne || !arn.startsWith(folder)) continue;
    const rest = arn.slice(folder.length);
    // Markers of other kinds lie among them, and are no configurations whatever their tags say.
    if (!rest.startsWith("watchkeeper/")) owned.set(rest.includes("/") ? `/${rest}` : rest, tags);
  }
  return owned;
}

/** What is known of all parameters whose names begin so. */
export function describeBeginning(aws: Aws, prefix: string): Promise<ParameterMetadata[]> {
  return describe(aws, { Key: "Name", Option: "BeginsWith", Values: [prefix] });
}

/** What is known of the parameters of these names that exist. */
export async function describeNamed(aws: Aws, names: readonly string[]): Promise<ParameterMetadata[]> {
  const runs = await aws.each(batches(names, valuesPerFilter), (Values) =>
    describe(aws, { Key: "Name", Option: "Equals", Values }),
  );
  return runs.flat();
}

/** The tier a parameter has, which no shape says where git leaves it open. */
export interface ParameterStatus {
  readonly tier: ParameterMetadata["Tier"];
}

export function isParameterStatus(status: unknown): status is ParameterStatus {
  return typeof status === "object" && status !== null && "tier" in status;
}

/** Adds a parameter to a listing; one whose value agents can't read is left alone. */
export function addConfig(
  { scope }: Aws,
  found: Found<AgentConfigShape>,
  value: Parameter,
  metadata: ParameterMetadata,
  tags: Tags,
  wanted: AgentConfigShape | undefined,
): void {
  const id = value.Name ?? "";
  const status: ParameterStatus = { tier: metadata.Tier };
  const item = { id, arn: parameterArn(scope, id), tags, status };
  if (metadata.Type === "String") found.add({ ...item, shape: fromAws(value, metadata, wanted) });
  else found.taken(item, `a ${metadata.Type} has this name, and an agent's configuration is a String`);
}

async function describe(aws: Aws, filter: ParameterStringFilter): Promise<ParameterMetadata[]> {
  const found: ParameterMetadata[] = [];
  let NextToken: string | undefined;
  do {
    const page = await aws.client(SSMClient).send(
      new DescribeParametersCommand({
        ParameterFilters: [filter],
        MaxResults: pageSize,
        ...(NextToken && { NextToken }),
      }),
    );
    found.push(...(page.Parameters ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return found;
}
