import {
  categoryOf,
  checkAdvancedSelectors,
  dataEvents,
  type SelectableFields,
} from "../../aws/check-event-selectors.ts";
import { type Document, hasPlaceholder, problemAt } from "../../document.ts";
import type { EventDataStoreSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { stoppable } from "./shape.ts";

/** Fields by event category: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html */
const storeFields: SelectableFields = new Map([
  [
    "Management",
    {
      required: [],
      optional: [
        "eventName",
        "eventSource",
        "eventType",
        "readOnly",
        "sessionCredentialFromConsole",
        "userIdentity.arn",
      ],
    },
  ],
  ["Data", dataEvents],
  [
    "NetworkActivity",
    {
      required: ["eventSource"],
      optional: ["errorCode", "eventName", "eventType", "userIdentity.arn", "vpcEndpointId"],
    },
  ],
  // Of these there are all or none.
  ["ActivityAuditLog", { required: [], optional: [] }],
  ["ConfigurationItem", { required: [], optional: [] }],
  ["Evidence", { required: [], optional: [] }],
  ["Insight", { required: [], optional: [] }],
]);

/** Categories that one store may keep together. */
const ofCloudTrail = new Set(["Data", "Management", "NetworkActivity"]);

/** The rules for event data stores that a schema can't say; all that are broken. */
export function checkEventDataStore(document: Document<EventDataStoreSpec>): Problem[] {
  return [
    ...checkName(document),
    ...checkRetention(document),
    ...checkAdvancedSelectors(document, storeFields),
    ...checkCategories(document),
    ...checkInsights(document),
    ...checkConfiguration(document),
    ...checkKey(document),
  ];
}

function checkName(document: Document<EventDataStoreSpec>): Problem[] {
  const { name } = document.metadata;
  if (document.spec.eventDataStoreName !== undefined || hasPlaceholder(name) || name.length >= 3) return [];
  const message = `${JSON.stringify(name)} can't be an event data store's name, which has at least 3 characters; set spec.eventDataStoreName`;
  return [problemAt(document, "/metadata/name", "invalid-name", message)];
}

const longestFixed = 2557;

function checkRetention(document: Document<EventDataStoreSpec>): Problem[] {
  const { retentionPeriod = 0, billingMode } = document.spec;
  if (billingMode !== "FIXED_RETENTION_PRICING" || retentionPeriod <= longestFixed) return [];
  return [
    problemAt(
      document,
      "/spec/retentionPeriod",
      "too-long",
      `with FIXED_RETENTION_PRICING events are kept for at most ${longestFixed} days, this is ${retentionPeriod}; shorten it, or choose EXTENDABLE_RETENTION_PRICING`,
    ),
  ];
}

function categories({ advancedEventSelectors }: EventDataStoreSpec): ReadonlySet<string> {
  return new Set(advancedEventSelectors?.flatMap(categoryOf) ?? ["Management"]);
}

function checkCategories(document: Document<EventDataStoreSpec>): Problem[] {
  const named = categories(document.spec);
  const problems: Problem[] = [];
  const alone = [...named].find((category) => storeFields.has(category) && !ofCloudTrail.has(category));
  if (alone !== undefined && named.size > 1)
    problems.push(
      problemAt(
        document,
        "/spec/advancedEventSelectors",
        "mixed-categories",
        `${alone} events have an event data store of their own; give the others another one`,
      ),
    );
  if (document.spec.ingestion === false && named.size > 0 && ![...named].some((one) => stoppable.has(one)))
    problems.push(
      problemAt(
        document,
        "/spec/ingestion",
        "not-stoppable",
        `the ingestion of ${[...named].sort().join(", ")} events can't be stopped; remove ingestion: false`,
      ),
    );
  return problems;
}

function checkInsights(document: Document<EventDataStoreSpec>): Problem[] {
  const { insightSelectors = [], insightsDestination } = document.spec;
  const problems: Problem[] = [];
  if (insightSelectors.length > 0 && insightsDestination === undefined)
    problems.push(
      problemAt(
        document,
        "/spec/insightSelectors",
        "missing-companion",
        "insightSelectors need insightsDestination, the event data store of category Insight that keeps what is found; add it",
      ),
    );
  if (insightSelectors.length === 0 && insightsDestination !== undefined)
    problems.push(
      problemAt(
        document,
        "/spec/insightsDestination",
        "missing-companion",
        "insightsDestination means nothing without insightSelectors; add some or remove it",
      ),
    );
  if (insightSelectors.length > 0 && !categories(document.spec).has("Management"))
    problems.push(
      problemAt(
        document,
        "/spec/insightSelectors",
        "insight-without-events",
        "Insights watches management events, which the store's selectors leave out; add a selector for them or remove insightSelectors",
      ),
    );
  const seen = new Set<string>();
  for (const [index, { insightType }] of insightSelectors.entries()) {
    if (seen.has(insightType))
      problems.push(
        problemAt(
          document,
          `/spec/insightSelectors/${index}`,
          "duplicate",
          `${insightType} stands here twice; remove one`,
        ),
      );
    seen.add(insightType);
  }
  return problems;
}

function checkConfiguration(document: Document<EventDataStoreSpec>): Problem[] {
  const { maxEventSize, contextKeySelectors = [] } = document.spec;
  const problems: Problem[] = [];
  if (contextKeySelectors.length > 0 && maxEventSize !== "Large")
    problems.push(
      problemAt(
        document,
        "/spec/contextKeySelectors",
        "missing-companion",
        "contextKeySelectors need maxEventSize: Large; add it",
      ),
    );
  const [first, second] = contextKeySelectors;
  if (first && first.type === second?.type)
    problems.push(
      problemAt(
        document,
        "/spec/contextKeySelectors/1",
        "duplicate",
        `${first.type} stands here twice; join their keys in one entry`,
      ),
    );
  const named = categories(document.spec);
  const configurable = named.has("Management") || named.has("Data");
  if (!configurable && (maxEventSize === "Large" || contextKeySelectors.length > 0))
    problems.push(
      problemAt(
        document,
        maxEventSize === "Large" ? "/spec/maxEventSize" : "/spec/contextKeySelectors",
        "not-configurable",
        "only stores of management or data events have an event size and context keys; remove maxEventSize and contextKeySelectors",
      ),
    );
  return problems;
}

function checkKey(document: Document<EventDataStoreSpec>): Problem[] {
  const { kmsKeyId } = document.spec;
  if (kmsKeyId === undefined || !/(^|:)alias\//.test(kmsKeyId)) return [];
  const message =
    "CloudTrail answers an alias with the ARN of the key behind it, so the two can't be compared, and a store's key can't be changed; write the key's ARN (aws kms describe-key shows it)";
  return [problemAt(document, "/spec/kmsKeyId", "kms-alias", message)];
}
