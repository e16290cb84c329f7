import { AwsError } from "../../service.ts";

const longest = 2048;
const operators = new Set([
  "prefix",
  "suffix",
  "equals-ignore-case",
  "wildcard",
  "anything-but",
  "numeric",
  "exists",
  "cidr",
]);

/** Refuses a pattern that EventBridge can't read. */
export function checkEventPattern(text: string): void {
  // "Event pattern size: 2048 characters" (Quotas in Amazon EventBridge).
  if (text.length > longest) throw refusal(`Event pattern is longer than ${longest} characters`);
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw refusal("Filter is not an object");
  }
  checkObject(pattern);
}

function checkObject(pattern: unknown): void {
  if (typeof pattern !== "object" || pattern === null || Array.isArray(pattern))
    throw refusal("Filter is not an object");
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw refusal("Empty objects are not allowed");
  for (const [name, value] of entries) {
    if (name === "$or" && Array.isArray(value)) {
      if (value.length < 2) throw refusal("There must have at least 2 Objects in $or relationship.");
      for (const one of value) checkObject(one);
    } else if (!Array.isArray(value)) {
      if (typeof value !== "object" || value === null)
        throw refusal(`"${name}" must be an object or an array`);
      checkObject(value);
    } else {
      if (value.length === 0) throw refusal("Empty arrays are not allowed");
      for (const one of value) checkMatcher(one);
    }
  }
}

function checkMatcher(matcher: unknown): void {
  if (Array.isArray(matcher)) throw refusal("Match value must be String, number, true, false, or null");
  if (typeof matcher !== "object" || matcher === null) return;
  const [name = "", ...others] = Object.keys(matcher);
  if (others.length > 0) throw refusal("Only one key allowed in match expression");
  if (!operators.has(name)) throw refusal(`Unrecognized match type ${name}`);
}

function refusal(reason: string): AwsError {
  return new AwsError("InvalidEventPatternException", `Event pattern is not valid. Reason: ${reason}`);
}
