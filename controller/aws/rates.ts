/** Calls a second that AWS lets an account make in a region, and how many at once after a pause. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A budget that several operations share. */
interface Budget extends Rate {
  readonly service: string;
  /** Undefined for whatever else the service has. */
  readonly operations?: RegExp;
  /** Each operation has so much for itself. */
  readonly each?: true;
}

/**
 * AWS's published default quotas, by the SDK's service id: Service Quotas and the API references of CloudWatch,
 * CloudTrail, SNS, CloudWatch Logs, EventBridge, Systems Manager and EC2. The first match counts; each is a bucket of its own.
 */
const budgets: readonly Budget[] = [
  { service: "CloudWatch", operations: /^Put(Metric|Composite)Alarm$/, perSecond: 3, burst: 3 },
  { service: "CloudWatch", operations: /^PutLogAlarm$/, perSecond: 3, burst: 3 },
  { service: "CloudWatch", operations: /^DeleteAlarms$/, perSecond: 3, burst: 3 },
  { service: "CloudWatch", operations: /^DescribeAlarms$/, perSecond: 9, burst: 9 },
  { service: "CloudWatch", operations: /^ListTagsForResource$/, perSecond: 10, burst: 10 },
  { service: "CloudWatch", operations: /^(Tag|Untag)Resource$/, perSecond: 20, burst: 20 },
  { service: "CloudWatch", operations: /^(Put|Describe)AnomalyDetectors?$/, perSecond: 10, burst: 10 },
  { service: "CloudWatch", operations: /^DeleteAnomalyDetector$/, perSecond: 5, burst: 5 },
  { service: "CloudWatch", operations: /Dashboards?$|MetricStreams?$/, perSecond: 10, burst: 10 },
  { service: "CloudTrail", operations: /^(Get|Describe|List)/, perSecond: 10, burst: 10 },
  { service: "CloudTrail", operations: /^LookupEvents$/, perSecond: 2, burst: 2 },
  { service: "CloudTrail", perSecond: 1, burst: 1 },
  { service: "SNS", operations: /^(Tag|Untag)Resource$|^ListTagsForResource$/, perSecond: 10, burst: 10 },
  { service: "SNS", operations: /^List/, perSecond: 30, burst: 30 },
  { service: "SNS", operations: /^(Subscribe|Unsubscribe)$/, perSecond: 100, burst: 100 },
  {
    service: "CloudWatch Logs",
    operations: /^(DescribeLogGroups|CreateLogGroup|DeleteLogGroup)$/,
    perSecond: 10,
    burst: 10,
  },
  // "5 transactions per second (TPS/account/Region)" of each: CloudWatch Logs service quotas.
  { service: "CloudWatch Logs", perSecond: 5, burst: 5, each: true },
  { service: "EventBridge", perSecond: 50, burst: 50 },
  { service: "SSM", operations: /^GetParameter(s|sByPath)?$/, perSecond: 40, burst: 40 },
  { service: "SSM", operations: /^PutParameter$/, perSecond: 3, burst: 3 },
  { service: "EC2", operations: /^(Describe|Get)/, perSecond: 20, burst: 100 },
  { service: "EC2", perSecond: 5, burst: 50 },
];

/** What is assumed where AWS publishes nothing; the budget adapts from there. */
const unpublished: Rate = { perSecond: 20, burst: 20 };

/** The budget of an operation and the name of the bucket it draws from, one an account and region. */
export function rateOf(service: string, operation: string): { bucket: string; rate: Rate } {
  const index = budgets.findIndex((b) => b.service === service && (b.operations?.test(operation) ?? true));
  const budget = budgets[index];
  if (budget) return { bucket: `${service}#${index}${budget.each ? operation : ""}`, rate: budget };
  const reads = isRead(operation);
  return { bucket: `${service}#${reads ? "reads" : operation}`, rate: unpublished };
}

/** Whether an operation only reads, by AWS's naming. */
export function isRead(operation: string): boolean {
  return /^(Describe|Get|List|Lookup|Head|Search|Filter|AssumeRole)/.test(operation);
}
