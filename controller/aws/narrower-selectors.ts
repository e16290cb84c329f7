import {
  type AdvancedSelectorShape,
  type FieldSelectorShape,
  type Operator,
  operators,
} from "./event-selectors.ts";

/** Whether some events that `before` selects are not surely selected by `after`. */
export function selectsLess(
  before: readonly AdvancedSelectorShape[],
  after: readonly AdvancedSelectorShape[],
): boolean {
  return before
    .flatMap(({ fieldSelectors }) => readsAndWrites(fieldSelectors))
    .some((selector) => !after.some(({ fieldSelectors }) => covers(fieldSelectors, selector)));
}

type Conditions = readonly FieldSelectorShape[];

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
