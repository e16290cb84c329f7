import { categoryOf, dataEvents, type SelectableFields } from "../../aws/check-event-selectors.ts";
import { type Document, problemAt } from "../../document.ts";
import type { TrailSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
const maxBasicSelectors = 5;
const maxDataResources = 250;

/** Fields by event category: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html */
export const trailFields: SelectableFields = new Map([
  ["Management", { required: [], optional: ["eventSource", "readOnly"] }],
  ["Data", dataEvents],
  ["NetworkActivity", { required: ["eventSource"], optional: ["errorCode", "eventName", "vpcEndpointId"] }],
]);

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
