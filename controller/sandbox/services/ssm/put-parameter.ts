import type { PutParameterRequest, PutParameterResult } from "@aws-sdk/client-ssm";
import { AwsError, type CallContext } from "../../service.ts";
import { replaceTags, tagsFromList } from "../../tags.ts";
import { checkDataType, checkInput, checkName, checkPattern, policiesOf, tierOf } from "./parameter-rules.ts";
import { invalid, latestOf, type ParameterVersion, parameterArn, parametersOf } from "./parameter-store.ts";
import { checkTags } from "./parameter-tags.ts";

const maxVersions = 100;
/** Standard parameters of an account and region. */
const maxStandard = 10_000;

/** Creates a parameter, with its tags, or with `Overwrite` gives one a new version and leaves its tags alone. */
export function putParameter(context: CallContext, input: PutParameterRequest): PutParameterResult {
  const name = (input.Name ?? "").trim();
  checkName(context, name);
  checkInput(input);
  const table = parametersOf(context);
  const stored = table.get(name);
  if (input.Overwrite && (input.Tags ?? []).length > 0)
    throw invalid(
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
  checkTags(input.Tags ?? []);
  if (stored && !input.Overwrite)
    throw new AwsError(
      "ParameterAlreadyExists",
      "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
    );
  const before = stored && latestOf(stored);
  const next = nextVersion(context, input, before);
  if (
    !stored &&
    next.tier === "Standard" &&
    table.size >= maxStandard &&
    standardCount(context) >= maxStandard
  )
    throw new AwsError("ParameterLimitExceeded", `There are ${maxStandard} standard parameters already.`);
  const arn = parameterArn(context, name);
  table.put(name, { name, arn, versions: [...kept(stored?.versions ?? []), next] });
  if (!stored) replaceTags(context, arn, tagsFromList(input.Tags));
  return { Version: next.version, Tier: next.tier };
}

function nextVersion(
  context: CallContext,
  input: PutParameterRequest,
  before: ParameterVersion | undefined,
): ParameterVersion {
  const type = input.Type ?? before?.type;
  if (type === undefined) throw invalid("A parameter type is required when you create a parameter.");
  if (before && before.type !== type)
    throw new AwsError(
      "HierarchyTypeMismatchException",
      "Parameter Store doesn't support changing a parameter type in a hierarchy.",
    );
  const value = input.Value ?? "";
  const policies = policiesOf(input.Policies) ?? before?.policies ?? [];
  const dataType = input.DataType ?? before?.dataType ?? "text";
  const allowedPattern = input.AllowedPattern ?? before?.allowedPattern;
  checkPattern(allowedPattern, value);
  checkDataType(dataType, value);
  return {
    version: (before?.version ?? 0) + 1,
    value,
    type,
    keyId: type === "SecureString" ? (input.KeyId ?? before?.keyId ?? "alias/aws/ssm") : undefined,
    description: input.Description ?? before?.description,
    allowedPattern,
    tier: tierOf(input, { value, policies, dataType }, before),
    dataType,
    policies,
    labels: [],
    modified: context.clock.now(),
    modifiedBy: context.caller.arn,
  };
}

/** "A parameter has at most 100 versions": the oldest makes room, unless a label holds it. */
function kept(versions: readonly ParameterVersion[]): readonly ParameterVersion[] {
  if (versions.length < maxVersions) return versions;
  const [oldest, ...others] = versions;
  if (oldest && oldest.labels.length > 0)
    throw new AwsError(
      "ParameterMaxVersionLimitExceeded",
      `You attempted to create a new version by calling PutParameter with the overwrite flag. Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
    );
  return others;
}

function standardCount(context: CallContext): number {
  return parametersOf(context)
    .list()
    .filter((parameter) => latestOf(parameter).tier === "Standard").length;
}
