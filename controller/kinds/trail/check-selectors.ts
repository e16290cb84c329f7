import { type Document, problemAt } from "../../document.ts";
import type { TrailSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { operators } from "./selectors.ts";

type AdvancedSelector = NonNullable<TrailSpec["advancedEventSelectors"]>[number];
type FieldSelector = AdvancedSelector["fieldSelectors"][number];

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
const maxBasicSelectors = 5;
const maxDataResources = 250;
const maxAdvancedValues = 500;

/** Fields by event category: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html */
const categories: ReadonlyMap<
  string,
  { readonly required: readonly string[]; readonly optional: readonly string[] }
> = new Map([
  ["Management", { required: [], optional: ["eventSource", "readOnly"] }],
  [
    "Data",
    {
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
    },
  ],
  ["NetworkActivity", { required: ["eventSource"], optional: ["errorCode", "eventName", "vpcEndpointId"] }],
]);

/** Fields that AWS compares by `equals` alone. */
const equalsOnly = new Set(["eventCategory", "readOnly", "resources.type"]);

/** Which categories of events a trail's selectors record at all. */
export function selectedEvents(spec: TrailSpec): { Management: boolean; Data: boolean } {
  const { eventSelectors = [], advancedEventSelectors = [] } = spec;
  if (eventSelectors.length === 0 && advancedEventSelectors.length === 0) {
    return { Management: true, Data: false };
  }
  const advanced = new Set(advancedEventSelectors.flatMap((selector) => categoryOf(selector)));
  return {
    Management:
      advanced.has("Management") ||
      eventSelectors.some(({ includeManagementEvents = true }) => includeManagementEvents),
    Data: advanced.has("Data") || eventSelectors.some(({ dataResources = [] }) => dataResources.length > 0),
  };
}

export function checkBasicSelectors(document: Document<TrailSpec>): Problem[] {
  const { eventSelectors = [] } = document.spec;
  const problems: Problem[] = [];
  if (eventSelectors.length > maxBasicSelectors) {
    problems.push(
      problemAt(
        document,
        "/spec/eventSelectors",
        "too-many",
        `a trail has at most ${maxBasicSelectors} event selectors, these are ${eventSelectors.length}; join some or use advancedEventSelectors`,
      ),
    );
  }
  const resources = eventSelectors
    .flatMap(({ dataResources = [] }) => dataResources.flatMap(({ values }) => values))
    // A whole service, such as arn:aws:s3, doesn't count.
    .filter((value) => !/^arn:[^:]+:[^:]+:?$/.test(value));
  if (resources.length > maxDataResources) {
    problems.push(
      problemAt(
        document,
        "/spec/eventSelectors",
        "too-many",
        `a trail has at most ${maxDataResources} data resources over all its selectors, these are ${resources.length}; name whole buckets or a whole service, or use advancedEventSelectors`,
      ),
    );
  }
  for (const [index, selector] of eventSelectors.entries()) {
    const { includeManagementEvents = true, dataResources = [], excludeManagementEventSources } = selector;
    if (!includeManagementEvents && dataResources.length === 0) {
      problems.push(
        problemAt(
          document,
          `/spec/eventSelectors/${index}`,
          "empty-selector",
          "the selector records nothing: it leaves management events out and names no dataResources; add some or remove it",
        ),
      );
    }
    if (!includeManagementEvents && (excludeManagementEventSources ?? []).length > 0) {
      problems.push(
        problemAt(
          document,
          `/spec/eventSelectors/${index}/excludeManagementEventSources`,
          "conflicting-fields",
          "excludeManagementEventSources means nothing without management events; remove it or includeManagementEvents: false",
        ),
      );
    }
  }
  return problems;
}

export function checkAdvancedSelectors(document: Document<TrailSpec>): Problem[] {
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
    ...advancedEventSelectors.flatMap((selector, index) => checkAdvanced(document, selector, index)),
  ];
}

function categoryOf({ fieldSelectors }: AdvancedSelector): string[] {
  return fieldSelectors.flatMap(({ field, equals = [] }) => (field === "eventCategory" ? equals : []));
}

function checkAdvanced(document: Document<TrailSpec>, selector: AdvancedSelector, index: number): Problem[] {
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

function checkField(selector: FieldSelector): string[] {
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
