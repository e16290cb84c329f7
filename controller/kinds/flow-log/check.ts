import { type Document, hasPlaceholder, problemAt } from "../../document.ts";
import type { FlowLogSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { isNetwork, typesOf } from "./resource-type.ts";

/** The rules for flow logs that a schema can't say; all that are broken. */
export function checkFlowLog(document: Document<FlowLogSpec>): Problem[] {
  return [
    ...checkResources(document),
    ...checkTraffic(document),
    ...checkDestination(document),
    ...checkDestinationFields(document),
    ...checkFormat(document),
  ];
}

function checkResources(document: Document<FlowLogSpec>): Problem[] {
  const { resourceType, resourceIds } = document.spec;
  const seen = new Set<string>();
  const problems = resourceIds.flatMap((id, index) => {
    const at = `/spec/resourceIds/${index}`;
    if (hasPlaceholder(id)) return [];
    if (seen.has(id)) {
      return [problemAt(document, at, "duplicate", `${JSON.stringify(id)} is named twice; remove one`)];
    }
    seen.add(id);
    const types = typesOf(id);
    if (types.length === 0 || types.includes(resourceType)) return [];
    return [
      problemAt(
        document,
        at,
        "wrong-resource-type",
        `${JSON.stringify(id)} is the id of a ${types.join(" or ")}, not of a ${resourceType}; correct it or resourceType`,
      ),
    ];
  });
  if (isNetwork(resourceType) && resourceIds.length > 25) {
    problems.push(
      problemAt(
        document,
        "/spec/resourceIds",
        "too-many",
        `at most 25 resources of type ${resourceType} can be named, these are ${resourceIds.length}; spread them over documents`,
      ),
    );
  }
  return problems;
}

function checkTraffic(document: Document<FlowLogSpec>): Problem[] {
  const { resourceType, trafficType, maxAggregationInterval } = document.spec;
  if (!isNetwork(resourceType)) {
    if (trafficType !== undefined) return [];
    return [
      problemAt(
        document,
        "/spec",
        "missing-field",
        `flow logs of a ${resourceType} need trafficType: ALL, ACCEPT or REJECT`,
      ),
    ];
  }
  const problems: Problem[] = [];
  if (trafficType !== undefined) {
    problems.push(
      problemAt(
        document,
        "/spec/trafficType",
        "conflicting-fields",
        `flow logs of a ${resourceType} record all traffic and don't take trafficType; remove it`,
      ),
    );
  }
  if (maxAggregationInterval !== undefined && maxAggregationInterval !== 60) {
    problems.push(
      problemAt(
        document,
        "/spec/maxAggregationInterval",
        "out-of-range",
        `flow logs of a ${resourceType} are summed up over 60 seconds; set 60 or remove it`,
      ),
    );
  }
  return problems;
}

const destinations = {
  "cloud-watch-logs": {
    arn: /^arn:[^:]+:logs:[^:]+:\d{12}:log-group:./,
    what: "log group, such as arn:aws:logs:us-east-1:111122223333:log-group:flow-logs",
  },
  s3: {
    arn: /^arn:[^:]+:s3:::[^/]+/,
    what: "bucket, such as arn:aws:s3:::bucket or arn:aws:s3:::bucket/folder",
  },
  "kinesis-data-firehose": {
    arn: /^arn:[^:]+:firehose:[^:]+:\d{12}:deliverystream\/./,
    what: "Firehose stream, such as arn:aws:firehose:us-east-1:111122223333:deliverystream/flow-logs",
  },
};

function checkDestination(document: Document<FlowLogSpec>): Problem[] {
  const { logDestination, logGroupName, logDestinationType: type = "cloud-watch-logs" } = document.spec;
  const problems: Problem[] = [];
  if (logDestination === undefined && logGroupName === undefined) {
    problems.push(
      problemAt(
        document,
        "/spec",
        "missing-field",
        type === "cloud-watch-logs"
          ? "it has no destination; add logGroupName or logDestination"
          : `it has no destination; add logDestination, the ARN of a ${destinations[type].what}`,
      ),
    );
  }
  if (logDestination !== undefined && logGroupName !== undefined) {
    problems.push(
      problemAt(
        document,
        "/spec/logGroupName",
        "conflicting-fields",
        "logGroupName and logDestination both say where records go; keep one",
      ),
    );
  }
  if (logGroupName !== undefined && type !== "cloud-watch-logs") {
    problems.push(
      problemAt(
        document,
        "/spec/logGroupName",
        "conflicting-fields",
        `logGroupName goes with cloud-watch-logs, not with ${type}; use logDestination`,
      ),
    );
  }
  if (typeof logDestination !== "string" || hasPlaceholder(logDestination)) return problems;
  if (!destinations[type].arn.test(logDestination)) {
    problems.push(
      problemAt(
        document,
        "/spec/logDestination",
        "invalid-arn",
        `${JSON.stringify(logDestination)} isn't the ARN of a ${destinations[type].what}; correct it or logDestinationType`,
      ),
    );
  } else if (type === "s3" && logDestination.split("/").slice(1).includes("AWSLogs")) {
    problems.push(
      problemAt(
        document,
        "/spec/logDestination",
        "reserved-name",
        "AWS puts its own folder AWSLogs below the destination; leave it out",
      ),
    );
  }
  return problems;
}

function checkDestinationFields(document: Document<FlowLogSpec>): Problem[] {
  const { spec } = document;
  const { logDestinationType: type = "cloud-watch-logs", deliverLogsPermissionArn } = spec;
  const problems: Problem[] = [];
  if (spec.destinationOptions !== undefined && type !== "s3") {
    problems.push(
      problemAt(
        document,
        "/spec/destinationOptions",
        "conflicting-fields",
        `destinationOptions go with logDestinationType: s3, not with ${type}; remove them`,
      ),
    );
  }
  if (deliverLogsPermissionArn === undefined && type === "cloud-watch-logs") {
    problems.push(
      problemAt(
        document,
        "/spec",
        "missing-field",
        "delivery to CloudWatch Logs needs deliverLogsPermissionArn, the role that writes to the log group",
      ),
    );
  }
  if (deliverLogsPermissionArn !== undefined && type === "s3") {
    problems.push(
      problemAt(
        document,
        "/spec/deliverLogsPermissionArn",
        "conflicting-fields",
        "delivery to S3 is allowed by the bucket's policy, not by a role; remove deliverLogsPermissionArn",
      ),
    );
  }
  return problems;
}

/** Tag fields and what must carry the tags that they show. */
const tagFields = [
  ["instance", "instance-tag"],
  ["network-interface", "interface-tag"],
  ["auto-scaling-group", "asg-tag"],
] as const;

function checkFormat(document: Document<FlowLogSpec>): Problem[] {
  const { logFormat, tagFieldSpecifications = [] } = document.spec;
  const problems: Problem[] = [];
  const types = tagFieldSpecifications.map(({ resourceType }) => resourceType);
  for (const [index, type] of types.entries()) {
    if (types.indexOf(type) === index) continue;
    problems.push(
      problemAt(
        document,
        `/spec/tagFieldSpecifications/${index}`,
        "duplicate",
        `${type} stands here twice; join its tagKeys in one entry`,
      ),
    );
  }
  if (logFormat === undefined || hasPlaceholder(logFormat)) return problems;
  const tokens = logFormat.trim().split(/\s+/);
  const wrong = tokens.filter((token) => !/^\$\{[a-z][a-z0-9-]*\}$/.test(token));
  if (wrong.length > 0) {
    problems.push(
      problemAt(
        document,
        "/spec/logFormat",
        "invalid-format",
        `${wrong.map((token) => JSON.stringify(token)).join(", ")} isn't a field; write fields as \${srcaddr}, with spaces between them`,
      ),
    );
  }
  for (const [type, field] of tagFields) {
    const keys =
      tagFieldSpecifications.find(({ resourceType }) => resourceType === type)?.tagKeys.length ?? 0;
    const shown = tokens.includes(`\${${field}-2}`) ? 2 : tokens.includes(`\${${field}}`) ? 1 : 0;
    if (shown <= keys) continue;
    problems.push(
      problemAt(
        document,
        "/spec/logFormat",
        "missing-companion",
        `\${${field}${shown === 2 ? "-2" : ""}} shows a tag that isn't named; add it to tagFieldSpecifications for ${type}`,
      ),
    );
  }
  return problems;
}
