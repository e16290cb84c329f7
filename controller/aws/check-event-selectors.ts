import { type Document, problemAt } from "../document.ts";
import type { Problem } from "../problem.ts";
import { type Operator, operators } from "./event-selectors.ts";

/** An advanced event selector as specs have it. */
export interface AdvancedSelectorSpec {
  readonly name?: string | undefined;
  readonly fieldSelectors: readonly FieldSelectorSpec[];
}

type FieldSelectorSpec = { readonly field: string } & {
  readonly [Name in Operator]?: readonly string[] | undefined;
};

/** By which fields of an event's record each category of events can be selected, beside the category itself. */
export type SelectableFields = ReadonlyMap<string, Selectable>;

interface Selectable {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** By which fields trails and event data stores alike select data events. */
export const dataEvents: Selectable = {
  required: ["resources.type"],
  optional: [
    "eventName",
    "eventSource",
    "eventType",
    "readOnly",
    "resources.ARN",
    "sessionCredentialFromConsole",
    "userIdentity.arn",
  ],
};

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
const maxAdvancedValues = 500;

/** Fields that AWS compares by `equals` alone. */
const equalsOnly = new Set(["eventCategory", "readOnly", "resources.type"]);

/** Checks `advancedEventSelectors`: their conditions by category, and how many values there are in all. */
export function checkAdvancedSelectors(
  document: Document<{ readonly advancedEventSelectors?: readonly AdvancedSelectorSpec[] | undefined }>,
  categories: SelectableFields,
): Problem[] {
  const { advancedEventSelectors = [] } = document.spec;
  const count = advancedEventSelectors
    .flatMap(({ fieldSelectors }) => fieldSelectors)
    .reduce((sum, selector) => sum + operators.reduce((n, name) => n + (selector[name]?.length ?? 0), 0), 0);
  const tooMany =
    count > maxAdvancedValues
      ? [
          problemAt(
            document,
            "/spec/advancedEventSelectors",
            "too-many",
            `advanced selectors have at most ${maxAdvancedValues} values over all conditions, these are ${count}; match prefixes with startsWith`,
          ),
        ]
      : [];
  return [
    ...tooMany,
    ...advancedEventSelectors.flatMap((selector, index) =>
      checkAdvanced(document, categories, selector, index),
    ),
  ];
}

/** The categories of events that a selector names; one in a valid selector. */
export function categoryOf({ fieldSelectors }: AdvancedSelectorSpec): string[] {
  return fieldSelectors.flatMap(({ field, equals = [] }) => (field === "eventCategory" ? equals : []));
}

function checkAdvanced(
  document: Document<object>,
  categories: SelectableFields,
  selector: AdvancedSelectorSpec,
  index: number,
): Problem[] {
  const pointer = `/spec/advancedEventSelectors/${index}/fieldSelectors`;
  const problem = (at: string, message: string) => problemAt(document, at, "invalid-selector", message);
  const { fieldSelectors } = selector;
  const problems = fieldSelectors.flatMap((field, place) =>
    checkField(field).map((message) => problem(`${pointer}/${place}`, message)),
  );
  const named = categoryOf(selector);
  const [category = ""] = named;
  const rules = categories.get(category);
  if (named.length !== 1 || !rules) {
    problems.push(
      problem(
        pointer,
        `an advanced selector needs one condition {field: eventCategory, equals: [...]} with one of ${[...categories.keys()].join(", ")}`,
      ),
    );
    return problems;
  }
  const present = new Set(fieldSelectors.map(({ field }) => field));
  for (const field of rules.required) {
    if (!present.has(field)) {
      problems.push(problem(pointer, `a selector of ${category} events needs a condition on ${field}`));
    }
  }
  const allowed = new Set(["eventCategory", ...rules.required, ...rules.optional]);
  for (const [place, { field }] of fieldSelectors.entries()) {
    if (allowed.has(field)) continue;
    problems.push(
      problem(
        `${pointer}/${place}/field`,
        `${JSON.stringify(field)} can't select ${category} events; the fields are ${[...allowed].sort().join(", ")}`,
      ),
    );
  }
  return problems;
}

function checkField(selector: FieldSelectorSpec): string[] {
  const { field, equals = [] } = selector;
  const used = operators.filter((operator) => selector[operator] !== undefined);
  const problems: string[] = [];
  if (used.length === 0) {
    problems.push(`the condition on ${field} compares with nothing; add one of ${operators.join(", ")}`);
  }
  if (equalsOnly.has(field) && used.some((operator) => operator !== "equals")) {
    problems.push(`${field} can only be compared by equals`);
  }
  if (field === "readOnly" && equals.some((value) => value !== "true" && value !== "false")) {
    problems.push('readOnly equals ["true"] or ["false"]; leave the condition out for both');
  }
  if (field === "errorCode" && equals.some((value) => value !== "VpceAccessDenied")) {
    problems.push("the only errorCode that can be selected is VpceAccessDenied");
  }
  return problems;
}
