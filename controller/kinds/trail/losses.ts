import {
  type AdvancedSelectorShape,
  advancedSelector,
  type BasicSelectorShape,
  defaultSelector,
  type FieldSelectorShape,
  type Operator,
  operators,
} from "./selectors.ts";
import type { TrailShape } from "./shape.ts";

/** What an update of a trail no longer records or proves, in one sentence; absent when nothing. */
export function trailLosses(before: TrailShape, after: TrailShape): string | undefined {
  const losses = [
    before.logging && !after.logging && "nothing is recorded any more while it is stopped",
    before.isMultiRegionTrail && !after.isMultiRegionTrail && "other regions are no longer recorded",
    before.isOrganizationTrail && !after.isOrganizationTrail && "other accounts are no longer recorded",
    before.includeGlobalServiceEvents &&
      !after.includeGlobalServiceEvents &&
      "events of global services such as IAM are no longer recorded",
    before.recursiveLogging &&
      !after.recursiveLogging &&
      "events of the trail's own deliveries are no longer recorded",
    selectsLess(before, after) && "its selectors let fewer events through",
    before.enableLogFileValidation &&
      !after.enableLogFileValidation &&
      "it can no longer be proved that log files are unchanged",
  ].filter((loss) => loss !== false);
  return losses.length === 0 ? undefined : `the trail loses evidence: ${losses.join("; ")}`;
}

/** Whether some events that `before` selects are not surely selected by `after`. */
function selectsLess(before: TrailShape, after: TrailShape): boolean {
  const kept = conditions(after);
  return conditions(before)
    .flatMap(readsAndWrites)
    .some((selector) => !kept.some((candidate) => covers(candidate, selector)));
}

type Conditions = readonly FieldSelectorShape[];

/** Both kinds of selectors as advanced ones, so that they can be compared. */
function conditions(shape: TrailShape): Conditions[] {
  const selectors: readonly AdvancedSelectorShape[] =
    shape.advancedEventSelectors ?? (shape.eventSelectors ?? [defaultSelector]).flatMap(asAdvanced);
  return selectors.map(({ fieldSelectors }) => fieldSelectors);
}

function asAdvanced(selector: BasicSelectorShape): AdvancedSelectorShape[] {
  const { readWriteType, includeManagementEvents, excludeManagementEventSources: excluded } = selector;
  const readOnly =
    readWriteType === "All" ? [] : [{ field: "readOnly", equals: [String(readWriteType === "ReadOnly")] }];
  const management = {
    fieldSelectors: [
      { field: "eventCategory", equals: ["Management"] },
      ...(excluded.length > 0 ? [{ field: "eventSource", notEquals: excluded }] : []),
      ...readOnly,
    ],
  };
  const data = selector.dataResources.flatMap(({ type, values }) =>
    values.map((value) => ({
      fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: [type] },
        ...whichResources(type, value),
        ...readOnly,
      ],
    })),
  );
  return [...(includeManagementEvents ? [management] : []), ...data].map(advancedSelector);
}

/** A basic selector's value: `arn:aws:s3` is every bucket, S3 values are prefixes, the others are exact. */
function whichResources(type: string, value: string): FieldSelectorShape[] {
  if (/^arn:[^:]+:[^:]+:?$/.test(value)) return [];
  return [{ field: "resources.ARN", [type === "AWS::S3::Object" ? "startsWith" : "equals"]: [value] }];
}

/** Two selectors, one for reads and one for writes, may take the place of one for both. */
function readsAndWrites(selector: Conditions): Conditions[] {
  const isNetwork = selector.some(
    ({ field, equals }) => field === "eventCategory" && equals?.includes("NetworkActivity"),
  );
  if (isNetwork || selector.some(({ field }) => field === "readOnly")) return [selector];
  return ["true", "false"].map((value) => [...selector, { field: "readOnly", equals: [value] }]);
}

/** Whether every event that `narrow` selects is selected by `wide` too: each condition of `wide` follows. */
function covers(wide: Conditions, narrow: Conditions): boolean {
  return wide.every((condition) =>
    operators.every((operator) => {
      const values = condition[operator];
      return (
        values === undefined ||
        narrow.some(({ field, ...rest }) => field === condition.field && implies(rest, operator, values))
      );
    }),
  );
}

const matches = {
  equals: (value: string, wanted: string) => value === wanted,
  startsWith: (value: string, wanted: string) => value.startsWith(wanted),
  endsWith: (value: string, wanted: string) => value.endsWith(wanted),
};

/** Whether `condition`, on the same field, lets nothing through that `operator` with `values` holds back. */
function implies(
  condition: Omit<FieldSelectorShape, "field">,
  operator: Operator,
  values: readonly string[],
): boolean {
  switch (operator) {
    case "equals":
    case "startsWith":
    case "endsWith": {
      const known = condition.equals ?? condition[operator];
      return known?.every((value) => values.some((wanted) => matches[operator](value, wanted))) ?? false;
    }
    case "notEquals":
      return excludes(condition, operator, "equals", values);
    case "notStartsWith":
      return excludes(condition, operator, "startsWith", values);
    case "notEndsWith":
      return excludes(condition, operator, "endsWith", values);
    default:
      return operator satisfies never;
  }
}

function excludes(
  condition: Omit<FieldSelectorShape, "field">,
  operator: "notEquals" | "notStartsWith" | "notEndsWith",
  positive: keyof typeof matches,
  values: readonly string[],
): boolean {
  if (condition.equals) {
    return condition.equals.every((value) => !values.some((wanted) => matches[positive](value, wanted)));
  }
  const excluded = condition[operator] ?? [];
  return values.every((value) => excluded.some((wanted) => matches[positive](value, wanted)));
}
