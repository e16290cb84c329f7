import { checkAdvancedSelectors } from "../../aws/check-event-selectors.ts";
import { type Document, hasPlaceholder, placedIn, problemAt } from "../../document.ts";
import type { TrailSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { checkBasicSelectors, selectedEvents, trailFields } from "./check-selectors.ts";

/** The rules for trails that a schema can't say; all that are broken. */
export function checkTrail(document: Document<TrailSpec>): Problem[] {
  const { spec } = document;
  return [
    ...checkName(document),
    ...checkDelivery(document),
    ...checkReach(document),
    ...(spec.eventSelectors && spec.advancedEventSelectors
      ? [
          problemAt(
            document,
            "/spec/advancedEventSelectors",
            "conflicting-fields",
            "a trail has basic or advanced event selectors, not both; keep either eventSelectors or advancedEventSelectors",
          ),
        ]
      : []),
    ...checkBasicSelectors(document),
    ...checkAdvancedSelectors(document, trailFields),
    ...checkInsights(document),
    ...checkAggregations(document),
  ];
}

function checkName(document: Document<TrailSpec>): Problem[] {
  const { trailName } = document.spec;
  const name = trailName ?? document.metadata.name;
  if (hasPlaceholder(name)) return [];
  const broken = [
    (name.length < 3 || name.length > 128) && "has 3 to 128 characters",
    !/^[A-Za-z0-9._-]*$/.test(name) && "consists of letters, digits, periods, underscores and dashes",
    !/^[A-Za-z0-9](.*[A-Za-z0-9])?$/s.test(name) && "begins and ends with a letter or digit",
    /[._-]{2}/.test(name) && "has no two periods, underscores or dashes in a row",
    /^\d+\.\d+\.\d+\.\d+$/.test(name) && "doesn't look like an IP address",
  ].filter((rule) => rule !== false);
  if (broken.length === 0) return [];
  return [
    problemAt(
      document,
      trailName === undefined ? "/metadata/name" : "/spec/trailName",
      "invalid-name",
      `${JSON.stringify(name)} can't be a trail's name, which ${broken.join(", ")}; ${
        trailName === undefined ? "set spec.trailName" : "choose another name"
      }`,
    ),
  ];
}

function checkDelivery(document: Document<TrailSpec>): Problem[] {
  const { cloudWatchLogsLogGroupArn: group, cloudWatchLogsRoleArn: role, kmsKeyId } = document.spec;
  const problems: Problem[] = [];
  if (group !== undefined && role === undefined) {
    problems.push(
      problemAt(
        document,
        "/spec/cloudWatchLogsLogGroupArn",
        "missing-companion",
        "cloudWatchLogsLogGroupArn needs cloudWatchLogsRoleArn, the role with which CloudTrail writes to the log group; add it",
      ),
    );
  }
  if (role !== undefined && group === undefined) {
    problems.push(
      problemAt(
        document,
        "/spec/cloudWatchLogsRoleArn",
        "missing-companion",
        "cloudWatchLogsRoleArn needs cloudWatchLogsLogGroupArn, the log group that is written to; add it",
      ),
    );
  }
  if (
    typeof group === "string" &&
    !hasPlaceholder(group) &&
    !/^arn:[^:]+:logs:[^:]+:\d{12}:log-group:./.test(group)
  ) {
    problems.push(
      problemAt(
        document,
        "/spec/cloudWatchLogsLogGroupArn",
        "invalid-arn",
        `${JSON.stringify(group)} isn't the ARN of a log group, such as arn:aws:logs:us-east-1:111122223333:log-group:audit:*`,
      ),
    );
  }
  if (kmsKeyId !== undefined && /(^|:)alias\//.test(kmsKeyId)) {
    problems.push({
      ...problemAt(
        document,
        "/spec/kmsKeyId",
        "kms-alias",
        "CloudTrail answers an alias with the ARN of the key behind it, so the two can't be compared and the field never converges; write the key's ARN (aws kms describe-key shows it)",
      ),
      severity: "warning",
    });
  }
  return problems;
}

function checkReach(document: Document<TrailSpec>): Problem[] {
  const { isMultiRegionTrail = false, includeGlobalServiceEvents = true } = document.spec;
  if (!isMultiRegionTrail) return [];
  const problems: Problem[] = [];
  if (!includeGlobalServiceEvents)
    problems.push(
      problemAt(
        document,
        "/spec/includeGlobalServiceEvents",
        "conflicting-fields",
        "a multi-region trail must include global service events; remove includeGlobalServiceEvents: false or isMultiRegionTrail",
      ),
    );
  const regions = new Set(placedIn(document));
  if (regions.size > 1)
    problems.push(
      problemAt(
        document,
        "/spec/placement/regions",
        "conflicting-fields",
        "a multi-region trail covers every region from one, and AWS refuses a second one of its name; keep the region it shall live in",
      ),
    );
  return problems;
}

function checkInsights(document: Document<TrailSpec>): Problem[] {
  const { insightSelectors = [] } = document.spec;
  const events = selectedEvents(document.spec);
  const seen = new Set<string>();
  return insightSelectors.flatMap(({ insightType, eventCategories = ["Management"] }, index) => {
    const pointer = `/spec/insightSelectors/${index}`;
    const problems: Problem[] = [];
    if (seen.has(insightType)) {
      problems.push(
        problemAt(
          document,
          pointer,
          "duplicate",
          `${insightType} stands here twice; join its eventCategories in one entry`,
        ),
      );
    }
    seen.add(insightType);
    for (const category of new Set(eventCategories)) {
      if (events[category]) continue;
      problems.push(
        problemAt(
          document,
          pointer,
          "insight-without-events",
          `${insightType} watches ${category.toLowerCase()} events, which the trail's selectors don't record; add a selector for them or change eventCategories`,
        ),
      );
    }
    return problems;
  });
}

function checkAggregations(document: Document<TrailSpec>): Problem[] {
  const { aggregationConfigurations = [] } = document.spec;
  if (aggregationConfigurations.length === 0 || selectedEvents(document.spec).Data) return [];
  return [
    problemAt(
      document,
      "/spec/aggregationConfigurations",
      "aggregation-without-events",
      "only data events are summed up, and the trail's selectors record none; add a selector for data events or remove aggregationConfigurations",
    ),
  ];
}
