import type {
  GetParameterHistoryRequest,
  GetParameterHistoryResult,
  GetParameterRequest,
  GetParameterResult,
  GetParametersByPathRequest,
  GetParametersByPathResult,
  GetParametersRequest,
  GetParametersResult,
  LabelParameterVersionRequest,
  LabelParameterVersionResult,
  Parameter,
} from "@aws-sdk/client-ssm";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { filterTest } from "./parameter-filters.ts";
import {
  checkCount,
  invalid,
  latestOf,
  nameIn,
  type ParameterVersion,
  pageLimit,
  parametersOf,
  type StoredParameter,
} from "./parameter-store.ts";

const namesPerCall = 10;
const pathPage = 10;
const historyPage = 50;
const maxLabels = 10;

export function getParameter(context: CallContext, input: GetParameterRequest): GetParameterResult {
  const found = selected(context, input.Name ?? "");
  if (found === "no version")
    throw new AwsError(
      "ParameterVersionNotFound",
      `Systems Manager could not find version of ${input.Name}.`,
    );
  if (!found) throw notFound(input.Name ?? "");
  return { Parameter: shown(found, input.WithDecryption ?? false) };
}

/** Up to ten; what there isn't is listed apart. */
export function getParameters(context: CallContext, input: GetParametersRequest): GetParametersResult {
  checkCount("names", input.Names, namesPerCall);
  const names = [...new Set(input.Names ?? [])];
  const found = names.map((name) => ({ name, parameter: selected(context, name) }));
  return {
    Parameters: found.flatMap(({ parameter }) =>
      typeof parameter === "object" ? [shown(parameter, input.WithDecryption ?? false)] : [],
    ),
    InvalidParameters: found.flatMap(({ name, parameter }) => (typeof parameter === "object" ? [] : [name])),
  };
}

/** What lies below a path: its own level, or with `Recursive` all of them. */
export function getParametersByPath(
  context: CallContext,
  input: GetParametersByPathRequest,
): GetParametersByPathResult {
  const path = input.Path ?? "";
  if (!path.startsWith("/"))
    throw invalid(
      'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/".',
    );
  const prefix = path.endsWith("/") ? path : `${path}/`;
  const passes = filterTest(context, input.ParameterFilters ?? [], ["Type", "KeyId", "Label"]);
  const { rows, token } = page(parametersOf(context), {
    token: input.NextToken,
    limit: pageLimit(input.MaxResults, pathPage),
    prefix,
    keep: (row) => (input.Recursive === true || !row.name.slice(prefix.length).includes("/")) && passes(row),
    badToken: "InvalidNextToken",
  });
  return {
    Parameters: rows.map((row) => shown({ row, version: latestOf(row) }, input.WithDecryption ?? false)),
    ...(token === undefined ? {} : { NextToken: token }),
  };
}

export function getParameterHistory(
  context: CallContext,
  input: GetParameterHistoryRequest,
): GetParameterHistoryResult {
  const row = parametersOf(context).seen(nameIn(context, input.Name ?? ""));
  if (!row) throw notFound(input.Name ?? "");
  const limit = pageLimit(input.MaxResults, historyPage);
  const after = input.NextToken === undefined ? 0 : Number(input.NextToken);
  if (!Number.isInteger(after) || after < 0) throw new AwsError("InvalidNextToken", "The token is not valid");
  const rest = row.versions.filter(({ version }) => version > after);
  const last = rest[limit - 1];
  return {
    Parameters: rest.slice(0, limit).map((version) => ({
      Name: row.name,
      Type: version.type,
      KeyId: version.keyId,
      LastModifiedDate: version.modified,
      LastModifiedUser: version.modifiedBy,
      Description: version.description,
      Value: valueOf(version, input.WithDecryption ?? false),
      AllowedPattern: version.allowedPattern,
      Version: version.version,
      Labels: [...version.labels],
      Tier: version.tier,
      DataType: version.dataType,
    })),
    ...(last && rest.length > limit ? { NextToken: String(last.version) } : {}),
  };
}

/** A label is on one version at a time, and holds it when a hundredth newer one is written. */
export function labelParameterVersion(
  context: CallContext,
  input: LabelParameterVersionRequest,
): LabelParameterVersionResult {
  const row = parametersOf(context).get(nameIn(context, input.Name ?? ""));
  if (!row) throw notFound(input.Name ?? "");
  checkCount("labels", input.Labels, maxLabels);
  const wanted = input.ParameterVersion ?? latestOf(row).version;
  if (!row.versions.some(({ version }) => version === wanted))
    throw new AwsError(
      "ParameterVersionNotFound",
      `Systems Manager could not find version ${wanted} of ${row.name}.`,
    );
  const isLabel = (label: string) => /^(?!aws|ssm)[a-z_][\w.-]{0,99}$/i.test(label);
  const labels = (input.Labels ?? []).filter(isLabel);
  const versions = row.versions.map((version) => {
    const others = version.labels.filter((label) => !labels.includes(label));
    return { ...version, labels: version.version === wanted ? [...others, ...labels] : others };
  });
  if (versions.some((version) => version.labels.length > maxLabels))
    throw new AwsError(
      "ParameterVersionLabelLimitExceeded",
      `A version of a parameter has at most ${maxLabels} labels.`,
    );
  parametersOf(context).put(row.name, { ...row, versions });
  return {
    ParameterVersion: wanted,
    InvalidLabels: (input.Labels ?? []).filter((label) => !isLabel(label)),
  };
}

export function notFound(name: string): AwsError {
  return new AwsError("ParameterNotFound", `Parameter ${name} not found.`);
}

interface Selected {
  readonly row: StoredParameter;
  readonly version: ParameterVersion;
  readonly selector?: string;
}

/** What `name`, `name:3` or `name:label` stands for. */
function selected(context: CallContext, text: string): Selected | "no version" | undefined {
  const [, bare = text, selector] = /^(?!arn:)([^:]*):([^:]+)$/.exec(text) ?? [];
  const row = parametersOf(context).seen(nameIn(context, bare));
  if (!row) return undefined;
  if (selector === undefined) return { row, version: latestOf(row) };
  const version = row.versions.find(
    (one) => String(one.version) === selector || one.labels.includes(selector),
  );
  return version ? { row, version, selector: `:${selector}` } : "no version";
}

function shown({ row, version, selector }: Selected, decrypted: boolean): Parameter {
  return {
    Name: row.name,
    Type: version.type,
    Value: valueOf(version, decrypted),
    Version: version.version,
    ...(selector === undefined ? {} : { Selector: selector }),
    LastModifiedDate: version.modified,
    ARN: row.arn,
    DataType: version.dataType,
  };
}

/** Without the key's word a SecureString reads as what is stored. */
function valueOf({ type, value }: ParameterVersion, decrypted: boolean): string {
  return type === "SecureString" && !decrypted ? Buffer.from(value).toString("base64") : value;
}
