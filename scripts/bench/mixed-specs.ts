import { kinds as all } from "../../controller/generated/registry.ts";
import type { AnyKind } from "../../controller/kind.ts";
import type { SourceFile } from "../../controller/source-file.ts";
import { heading, manyOthers, type Others, otherKinds } from "./other-specs.ts";

/** How many there are of what. */
export interface Mix {
  readonly alarms: number;
  readonly composites: number;
  readonly topics: number;
  /** One confirmed and one pending subscription a topic. */
  readonly subscriptions: number;
  readonly trails: number;
  /** Each an object of its own, though a document names twenty-five resources. */
  readonly flowLogs: number;
  readonly others: Others;
}

/** What usually stands beside so many metric alarms. CloudTrail allows five trails a region. */
export function mixOf(alarms: number): Mix {
  const topics = Math.ceil(alarms / 100);
  return {
    alarms,
    composites: Math.ceil(alarms / 50),
    topics,
    subscriptions: topics * 2,
    trails: 5,
    flowLogs: Math.ceil(alarms / 50),
    others: {},
  };
}

/** So many objects of every kind, most of them alarms; at least some 3,000. */
export function everyKind(objects: number): Mix {
  const mix = { ...mixOf(objects), composites: 200, topics: 100, subscriptions: 200, flowLogs: 300 };
  const beside = { ...mix, alarms: 0, others: manyOthers };
  return { ...beside, alarms: objects - objectsOf(beside) };
}

/** How many objects there are in all. */
export function objectsOf({ alarms, composites, topics, trails, flowLogs, others }: Mix): number {
  const further = Object.values(others).reduce((sum, count) => sum + count, 0);
  return alarms + composites + topics + trails + flowLogs + further;
}

const spine = ["CompositeAlarm", "FlowLog", "MetricAlarm", "Topic", "Trail"];

/** The kinds that a mix is made of: any other costs listings of its own. */
export function kindsOf({ others }: Mix): ReadonlyMap<string, AnyKind> {
  const wanted = new Set([...spine, ...Object.keys(others)]);
  return new Map([...all].filter(([name]) => wanted.has(name)));
}

/** The specs of a mix in the order in which they can be made, as people write them: a hundred documents a file. */
export interface MixedSpecs {
  readonly base: readonly SourceFile[];
  readonly alarms: readonly SourceFile[];
  readonly others: readonly SourceFile[];
  readonly composites: readonly SourceFile[];
}

const documentsPerFile = 100;
const flowLogsPerDocument = 25;

/** The id of the nth VPC that flow logs are of. */
export function vpcId(index: number): string {
  return `vpc-0${index.toString(16).padStart(16, "0")}`;
}

/** @param bucket which trails and flow logs deliver into */
export function mixedSpecs(mix: Mix, bucket: string): MixedSpecs {
  const flowLogDocuments = Math.ceil(mix.flowLogs / flowLogsPerDocument);
  return {
    base: [
      { path: "specs/installation.yaml", text: installation },
      ...files("topics", mix.topics, topic),
      ...files("trails", mix.trails, (index) => trail(index, bucket)),
      ...files("flow-logs", flowLogDocuments, (index) => flowLog(index, mix.flowLogs, bucket)),
    ],
    alarms: files("alarms", mix.alarms, (index) => alarm(index, mix.topics)),
    others: Object.entries(mix.others).flatMap(([kind, count]) => {
      const document = otherKinds[kind];
      if (!document) throw new Error(`nobody knows how to write a ${kind}`);
      return files(kind, count, (index) => document(index, mix.others));
    }),
    composites: files("composites", mix.composites, (index) => composite(index, mix)),
  };
}

function files(name: string, count: number, document: (index: number) => string): SourceFile[] {
  return Array.from({ length: Math.ceil(count / documentsPerFile) }, (_, file) => {
    const first = file * documentsPerFile;
    const length = Math.min(documentsPerFile, count - first);
    const documents = Array.from({ length }, (__, index) => document(first + index));
    return { path: `specs/${name}-${String(file).padStart(3, "0")}.yaml`, text: documents.join("---\n") };
  });
}

const installation = `apiVersion: watchkeeper.dev/v1alpha1
kind: Installation
metadata:
  name: bench
spec:
  region: us-east-1
  interval: 10s
  defaultTags: { ManagedBy: watchkeeper }
`;

function topic(index: number): string {
  return `${heading("Topic", `team-${index}`)}  displayName: Team ${index}
  subscriptions:
    - protocol: sqs
      endpoint: arn:aws:sqs:us-east-1:111122223333:team-${index}
      rawMessageDelivery: true
    - protocol: email
      endpoint: team-${index}@acme.example
  tags: { team: team-${index} }
`;
}

function trail(index: number, bucket: string): string {
  return `${heading("Trail", `audit-${index}`)}  s3BucketName: ${bucket}
  s3KeyPrefix: trail-${index}
  enableLogFileValidation: true
  advancedEventSelectors:
    - name: Management events without the noise of keys
      fieldSelectors:
        - { field: eventCategory, equals: [Management] }
        - { field: eventSource, notEquals: [kms.amazonaws.com] }
`;
}

function flowLog(index: number, total: number, bucket: string): string {
  const first = index * flowLogsPerDocument;
  const length = Math.min(flowLogsPerDocument, total - first);
  const ids = Array.from({ length }, (_, offset) => `    - ${vpcId(first + offset)}\n`);
  return `${heading("FlowLog", `vpcs-${index}`)}  resourceType: VPC
  trafficType: REJECT
  logDestinationType: s3
  logDestination: arn:aws:s3:::${bucket}/flow-logs
  resourceIds:
${ids.join("")}`;
}

/** Most alarms are on one metric, a tenth on a percentile, a tenth on metric maths. */
function alarm(index: number, topics: number): string {
  const start = heading("MetricAlarm", `service-${index}`);
  const condition = [maths, percentile][index % 10] ?? plain;
  return `${start}  alarmDescription: "Service ${index} needs a look. Runbook: https://wiki.acme.example/${index}"
${condition(index)}  evaluationPeriods: 5
  datapointsToAlarm: 3
  threshold: ${(index % 97) + 0.5}
  comparisonOperator: GreaterThanThreshold
  treatMissingData: notBreaching
  alarmActions:
    - ref: Topic/team-${index % topics}
  okActions:
    - arn:aws:sns:us-east-1:111122223333:all-clear
  tags: { team: team-${index % topics}, service: service-${index} }
`;
}

function plain(index: number): string {
  return `  namespace: AWS/ApplicationELB
  metricName: HTTPCode_Target_5XX_Count
  dimensions:
    LoadBalancer: app/shop/50dc6c495c0c9188
    TargetGroup: targetgroup/service-${index}/943f017f100becff
  statistic: Sum
  period: 60
`;
}

function percentile(index: number): string {
  return `  namespace: Acme/Shop
  metricName: Latency
  dimensions: { Service: service-${index} }
  extendedStatistic: p99
  evaluateLowSampleCountPercentile: ignore
  period: 60
`;
}

function maths(index: number): string {
  const metric = (id: string, name: string) => `    - id: ${id}
      metricStat:
        metric:
          namespace: Acme/Shop
          metricName: ${name}
          dimensions: { Service: service-${index} }
        period: 60
        stat: Sum
      returnData: false
`;
  return `  metrics:
${metric("failed", "Failed")}${metric("all", "Requests")}    - id: rate
      expression: IF(all > 20, 100 * FILL(failed, 0) / all, 0)
      label: Failed requests (%)
`;
}

function composite(index: number, { alarms, topics }: Mix): string {
  const children = [0, 1, 2].map((offset) => `ALARM("service-${(index * 50 + offset) % alarms}")`);
  return `${heading("CompositeAlarm", `area-${index}`)}  alarmRule: ${children.join(" OR ")}
  alarmActions:
    - ref: Topic/team-${index % topics}
  tags: { team: team-${index % topics} }
`;
}
