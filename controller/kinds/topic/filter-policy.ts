import { isRecord } from "../../value/record.ts";

const maxKeys = 5;
const maxCombinations = 150;

/**
 * What SNS refuses about a filter policy, in words.
 * https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 */
export function filterPolicyFaults(policy: unknown, scope: string | undefined): string[] {
  if (!isRecord(policy)) return [];
  const nested = scope === "MessageBody";
  const faults: string[] = [];
  const leaves: unknown[][] = [];
  collect(policy, [], nested, leaves, faults);
  if (leaves.length > maxKeys)
    faults.push(
      `has ${leaves.length} keys; SNS takes ${maxKeys} at most: filter by fewer, or subscribe twice`,
    );
  const combinations = leaves.reduce((product, values) => product * Math.max(1, values.length), 1);
  if (combinations > maxCombinations)
    faults.push(
      `allows ${combinations} combinations of values; SNS takes ${maxCombinations} at most: list fewer values`,
    );
  return faults;
}

const deepest = 20;

function collect(
  policy: Record<string, unknown>,
  path: readonly string[],
  nested: boolean,
  leaves: unknown[][],
  faults: string[],
): void {
  for (const [key, value] of Object.entries(policy)) {
    const at = [...path, key].join(".");
    if (key === "$or" && Array.isArray(value)) {
      for (const choice of value as unknown[])
        if (isRecord(choice)) collect(choice, [...path, key], nested, leaves, faults);
    } else if (Array.isArray(value)) {
      if (value.length === 0) faults.push(`lists no value for ${at}: name at least one`);
      leaves.push(value as unknown[]);
    } else if (!isRecord(value)) {
      faults.push(`has no list for ${at}: write ${JSON.stringify({ [key]: [value] })}`);
    } else if (!nested) {
      faults.push(`is nested at ${at}, which only filterPolicyScope: MessageBody allows`);
    } else if (path.length < deepest) {
      collect(value, [...path, key], nested, leaves, faults);
    }
  }
}
