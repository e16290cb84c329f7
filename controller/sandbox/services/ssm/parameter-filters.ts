import type { ParameterStringFilter } from "@aws-sdk/client-ssm";
import { AwsError, type CallContext } from "../../service.ts";
import { seenTagsAt } from "../../tags.ts";
import { latestOf, type StoredParameter } from "./parameter-store.ts";

type Test = (parameter: StoredParameter) => boolean;

const options: Readonly<Record<string, readonly string[]>> = {
  Name: ["Equals", "BeginsWith", "Contains"],
  Path: ["Recursive", "OneLevel"],
  Label: ["Equals"],
};

/**
 * Whether a parameter passes all these filters.
 * @param keys those that the operation knows, `tag` for every `tag:KEY`
 */
export function filterTest(
  context: CallContext,
  filters: readonly ParameterStringFilter[],
  keys: readonly string[],
): Test {
  const tests = filters.map((filter) => testOf(context, filter, keys));
  return (parameter) => tests.every((test) => test(parameter));
}

function testOf(
  context: CallContext,
  { Key: key = "", Option: given, Values: values = [] }: ParameterStringFilter,
  keys: readonly string[],
): Test {
  const name = key.startsWith("tag:") ? "tag" : key;
  if (!keys.includes(name)) throw new AwsError("InvalidFilterKey", `The filter key ${key} is not valid.`);
  const allowed = options[name] ?? ["Equals", "BeginsWith"];
  const option = given ?? allowed[name === "Path" ? 1 : 0] ?? "Equals";
  if (!allowed.includes(option))
    throw new AwsError(
      "InvalidFilterOption",
      `The following filter option is not valid: ${option}. Valid options include: [${allowed.join(", ")}].`,
    );
  if (values.length > 50 || (values.length === 0 && name !== "tag"))
    throw new AwsError("InvalidFilterValue", `The filter ${key} takes 1 to 50 values.`);
  if (name === "Path") return ({ name: own }) => values.some((path) => isBelow(own, path, option));
  if (name === "tag")
    return ({ arn }) => {
      const tag = seenTagsAt(context, arn)[key.slice("tag:".length)];
      return tag !== undefined && (values.length === 0 || values.some((value) => fits(tag, value, option)));
    };
  return (parameter) =>
    textsOf(parameter, name).some((text) => values.some((value) => fits(text, value, option)));
}

function textsOf(parameter: StoredParameter, key: string): readonly string[] {
  const { type, keyId, tier, dataType, labels } = latestOf(parameter);
  switch (key) {
    case "Name":
      return [parameter.name];
    case "Type":
      return [type];
    case "KeyId":
      return keyId === undefined ? [] : [keyId];
    case "Tier":
      return [tier];
    case "DataType":
      return [dataType];
    default:
      return labels;
  }
}

function fits(text: string, value: string, option: string): boolean {
  if (option === "BeginsWith") return text.startsWith(value);
  return option === "Contains" ? text.includes(value) : text === value;
}

function isBelow(name: string, path: string, option: string): boolean {
  const prefix = path.endsWith("/") ? path : `${path}/`;
  return name.startsWith(prefix) && (option === "Recursive" || !name.slice(prefix.length).includes("/"));
}
