import { hasPlaceholder } from "../../document.ts";
import { isRecord } from "../../value/record.ts";

/** Something that is wrong with an event pattern. */
export interface PatternFault {
  /** Where, from the pattern's root. */
  readonly path: readonly string[];
  readonly message: string;
}

type Report = (path: readonly string[], message: string) => void;

const deepest = 64;

/**
 * What EventBridge wouldn't take of an event pattern, all of it: "Comparison operators for use in event patterns"
 * (EventBridge User Guide).
 */
export function patternFaults(pattern: unknown): PatternFault[] {
  const faults: PatternFault[] = [];
  const report: Report = (path, message) => faults.push({ path, message });
  if (isRecord(pattern)) checkFields(pattern, [], report);
  else report([], "an event pattern is an object, such as {source: [aws.signin]}");
  return faults;
}

function checkFields(fields: Record<string, unknown>, path: readonly string[], report: Report): void {
  const entries = Object.entries(fields);
  if (entries.length === 0) report(path, "is empty and so would match nothing; name a field or leave it out");
  if (path.length > deepest) return report(path, `is nested deeper than ${deepest} levels`);
  for (const [name, value] of entries) {
    const here = [...path, name];
    if (name === "$or") checkAlternatives(value, here, report);
    else if (Array.isArray(value)) checkMatchers(value, here, report);
    else if (isRecord(value)) checkFields(value, here, report);
    else
      report(here, `must be a list of what matches, or an object of further fields; write [${shown(value)}]`);
  }
}

function checkAlternatives(value: unknown, path: readonly string[], report: Report): void {
  if (!Array.isArray(value) || value.length < 2)
    return report(path, "$or takes a list of two or more objects of fields");
  for (const [index, one] of value.entries()) {
    if (isRecord(one)) checkFields(one, [...path, String(index)], report);
    else report([...path, String(index)], "must be an object of fields");
  }
}

function checkMatchers(matchers: readonly unknown[], path: readonly string[], report: Report): void {
  if (matchers.length === 0) report(path, "is an empty list, which EventBridge refuses; say what matches");
  for (const [index, matcher] of matchers.entries()) {
    const here = [...path, String(index)];
    if (Array.isArray(matcher)) report(here, "must be a value or an operator, not a list");
    else if (isRecord(matcher)) checkOperator(matcher, here, report);
  }
}

/** What each operator takes; the words complete "… takes". */
const operators: Readonly<Record<string, readonly [accepts: (value: unknown) => boolean, takes: string]>> = {
  prefix: [isAffix, "a text, or {equals-ignore-case: text}"],
  suffix: [isAffix, "a text, or {equals-ignore-case: text}"],
  "equals-ignore-case": [isText, "a text"],
  wildcard: [isWildcard, "a text with * for any characters, never two of them side by side"],
  "anything-but": [
    isExclusion,
    "a text, a number, a list of either, or one of prefix, suffix, equals-ignore-case and wildcard",
  ],
  numeric: [isNumeric, "one or two comparisons with numbers, such as [>=, 7] or [>, 0, <=, 5]"],
  exists: [(value) => typeof value === "boolean", "true or false"],
  cidr: [isCidr, "a range of addresses such as 10.0.0.0/24"],
};

function checkOperator(matcher: Record<string, unknown>, path: readonly string[], report: Report): void {
  const [name, ...others] = Object.keys(matcher);
  if (name === undefined || others.length > 0)
    return report(path, "must have exactly one operator; several are several entries of the list");
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!operator)
    return report(
      path,
      `has the operator ${JSON.stringify(name)}, which EventBridge doesn't know; it knows ${Object.keys(operators).join(", ")}`,
    );
  const [accepts, takes] = operator;
  if (!accepts(matcher[name])) report([...path, name], `${name} takes ${takes}`);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isAffix(value: unknown): boolean {
  return isText(value) || isOnly(value, "equals-ignore-case", isText);
}

/** "Consecutive wildcard characters aren't supported." */
function isWildcard(value: unknown): boolean {
  return typeof value === "string" && !value.includes("**");
}

function isExclusion(value: unknown): boolean {
  const isValue = (one: unknown) => typeof one === "string" || typeof one === "number";
  const isTexts = (one: unknown) =>
    isText(one) || (Array.isArray(one) && one.length > 0 && one.every((each) => isText(each)));
  if (Array.isArray(value)) return value.length > 0 && value.every(isValue);
  return (
    isValue(value) ||
    ["prefix", "suffix", "equals-ignore-case", "wildcard"].some((name) => isOnly(value, name, isTexts))
  );
}

function isOnly(value: unknown, name: string, accepts: (value: unknown) => boolean): boolean {
  return isRecord(value) && Object.keys(value).length === 1 && accepts(value[name]);
}

function isNumeric(value: unknown): boolean {
  if (!Array.isArray(value) || (value.length !== 2 && value.length !== 4)) return false;
  const list: readonly unknown[] = value;
  return list.every((one, index) =>
    index % 2 === 0
      ? typeof one === "string" && ["=", "<", "<=", ">", ">="].includes(one)
      : typeof one === "number",
  );
}

function isCidr(value: unknown): boolean {
  return typeof value === "string" && (hasPlaceholder(value) || /^[0-9a-fA-F.:]+\/\d{1,3}$/.test(value));
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? "…";
}
