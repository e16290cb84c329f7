// Made from schemas/ by `npm run generate`; edit those instead.

import type { Ref } from "../document.ts";

/**
 * An AWS account that documents can be placed in, and the role through which it is reached.
 */
export interface AccountSpec {
  /**
   * The account's twelve digits, in quotes.
   */
  id: string;
  /**
   * The role to assume there. Without it, the caller's own credentials must belong to the account.
   */
  roleArn?: string;
  /**
   * The external id that the role's trust policy asks for.
   */
  externalId?: string;
  /**
   * The name under which the calls appear in the account's CloudTrail.
   */
  sessionName?: string;
  /**
   * Where documents placed in this account go when they name no region, and where it is searched for what to prune. Without it, the installation's.
   *
   * @minItems 1
   * @maxItems 100
   */
  regions?: string[];
}

/**
 * A CloudWatch alarm over the states of other alarms: one page instead of twenty. Another alarm can suppress its actions.
 */
export interface CompositeAlarmSpec {
  /**
   * The alarm's name in AWS, unique in an account and region among alarms of every type. The document's name when absent.
   */
  alarmName?: string;
  /**
   * Text for whoever is woken up by it; Markdown shows formatted in the console.
   */
  alarmDescription?: string;
  /**
   * Whether the actions are carried out at all when the state changes.
   */
  actionsEnabled?: boolean;
  /**
   * What happens when the alarm goes into ALARM: ARNs, or references to topics, in any order. At most 5.
   */
  alarmActions?: (string | Ref)[];
  /**
   * What happens when the alarm goes back to OK: ARNs, or references to topics, in any order. At most 5.
   */
  okActions?: (string | Ref)[];
  /**
   * What happens when the alarm has no state yet: ARNs, or references to topics, in any order. At most 5.
   */
  insufficientDataActions?: (string | Ref)[];
  /**
   * Alarms' names or ARNs in `ALARM(…)`, `OK(…)` and `INSUFFICIENT_DATA(…)`, with `AND`, `OR`, `NOT`, `TRUE`, `FALSE`, parentheses and `AT_LEAST(2, ALARM, (a, b, c))`. Names with spaces, commas or parentheses need double quotes. Alarms of the same account and region; at most 100 of them. Those that stand in git are made first.
   */
  alarmRule: string;
  /**
   * While this alarm is in ALARM, no actions are carried out: a name, an ARN or a reference. It needs both periods beside it.
   */
  actionsSuppressor?: string | Ref;
  /**
   * How many seconds the actions wait for the suppressor to go into ALARM.
   */
  actionsSuppressorWaitPeriod?: number;
  /**
   * How many seconds the actions still wait after the suppressor has left ALARM.
   */
  actionsSuppressorExtensionPeriod?: number;
  /**
   * What the notifications and state-change events carry beside the state.
   */
  actionConfiguration?: {
    /**
     * Passes the alarm's tags on to topics, functions and EventBridge. Without it they stay with the alarm.
     */
    alarmTagsPropagation?: {
      /**
       * Whether tags are passed on.
       */
      enabled: boolean;
      /**
       * The keys of the tags that are passed on, in any order; every other tag is kept back. Not together with `excludedTagKeys`.
       *
       * @minItems 1
       * @maxItems 50
       */
      includedTagKeys?: string[];
      /**
       * The keys of the tags that are kept back, in any order; every other tag is passed on. Not together with `includedTagKeys`.
       *
       * @minItems 1
       * @maxItems 50
       */
      excludedTagKeys?: string[];
    };
  };
  /**
   * The alarm's tags. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

/**
 * Flow logs of VPCs, subnets, network interfaces, transit gateways and Cloud WAN networks. Each resource that a document names is an object of its own. Nothing but tags can be changed on a flow log, so a change replaces it.
 */
export interface FlowLogSpec {
  /**
   * What is monitored.
   */
  resourceType:
    | "VPC"
    | "Subnet"
    | "NetworkInterface"
    | "TransitGateway"
    | "TransitGatewayAttachment"
    | "RegionalNatGateway"
    | "CoreNetwork"
    | "CoreNetworkAttachment"
    | "CoreNetworkEdge";
  /**
   * The ids of the resources; with `forEach`, `["${each.id}"]`.
   *
   * @minItems 1
   * @maxItems 300
   */
  resourceIds: string[];
  /**
   * Which traffic is recorded. Required, except for transit gateways and Cloud WAN, which don't take it.
   */
  trafficType?: "ALL" | "ACCEPT" | "REJECT";
  /**
   * Where the records go.
   */
  logDestinationType?: "cloud-watch-logs" | "s3" | "kinesis-data-firehose";
  /**
   * The ARN of the log group, of the bucket with an optional folder, or of the Firehose stream.
   */
  logDestination?: string;
  /**
   * The log group by name, in place of `logDestination`.
   */
  logGroupName?: string;
  /**
   * The role that publishes to the log group, or to a Firehose stream of another account.
   */
  deliverLogsPermissionArn?: string;
  /**
   * The role in the destination's account through which records are published across accounts.
   */
  deliverCrossAccountRole?: string;
  /**
   * The fields of a record in order, as in `${srcaddr} ${dstaddr} ${bytes}`; AWS's default format when absent.
   */
  logFormat?: string;
  /**
   * Over how many seconds packets are summed up into a record. Transit gateways and Cloud WAN: always 60.
   */
  maxAggregationInterval?: 60 | 600;
  /**
   * How the files in a bucket are written; only for `s3`.
   */
  destinationOptions?: {
    /**
     * Text, or Parquet, which is cheaper to query.
     */
    fileFormat?: "plain-text" | "parquet";
    /**
     * Whether keys are made of `name=value` folders, as Hive wants them.
     */
    hiveCompatiblePartitions?: boolean;
    /**
     * Whether files are partitioned by hour rather than by day.
     */
    perHourPartition?: boolean;
  };
  /**
   * Which tags the fields `instance-tag`, `interface-tag` and `asg-tag` of `logFormat` show.
   *
   * @minItems 1
   * @maxItems 3
   */
  tagFieldSpecifications?: {
    /**
     * What carries the tags.
     */
    resourceType: "network-interface" | "instance" | "auto-scaling-group";
    /**
     * The tags' keys: the first fills `instance-tag`, the second `instance-tag-2`, and so on for the other types.
     *
     * @minItems 1
     * @maxItems 2
     */
    tagKeys: string[];
  }[];
  /**
   * The flow log's tags: all that can be changed without a replacement. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

/**
 * The owner of everything in this repository, by its name, and the settings of its controller. One a repository.
 */
export interface InstallationSpec {
  /**
   * Where documents go that name no region.
   */
  region?: string;
  /**
   * Further regions that are searched for what to prune, in every account that names none itself.
   *
   * @minItems 1
   * @maxItems 100
   */
  regions?: string[];
  /**
   * How often the controller compares git with AWS, as a number and `s`, `m` or `h`.
   */
  interval?: string;
  /**
   * Whether somebody's change in AWS is undone (`revert`) or only shown (`report`), unless a document says otherwise.
   */
  driftPolicy?: "revert" | "report";
  /**
   * How much one pass may delete of a kind in an account and region: the larger of the two.
   */
  guards?: {
    /**
     * At most this many resources.
     */
    maxDeletes?: number;
    /**
     * At most this share of the resources that are there, in percent.
     */
    maxDeletePercent?: number;
  };
  /**
   * Tags of every resource. A document's own tag of the same key counts more.
   */
  defaultTags?: {[key: string]: string};
}

/**
 * A CloudWatch alarm that watches one metric, an expression over several, an anomaly band or a PromQL query. It is always changed in place, so that its state survives.
 */
export interface MetricAlarmSpec {
  /**
   * The alarm's name in AWS, unique in an account and region among alarms of every type. The document's name when absent.
   */
  alarmName?: string;
  /**
   * Text for whoever is woken up by it; Markdown shows formatted in the console.
   */
  alarmDescription?: string;
  /**
   * Whether the actions are carried out at all when the state changes.
   */
  actionsEnabled?: boolean;
  /**
   * What happens when the alarm goes into ALARM: ARNs, or references to topics, in any order. At most 5.
   */
  alarmActions?: (string | Ref)[];
  /**
   * What happens when the alarm goes back to OK: ARNs, or references to topics, in any order. At most 5.
   */
  okActions?: (string | Ref)[];
  /**
   * What happens when the alarm has too little data to tell: ARNs, or references to topics, in any order. At most 5.
   */
  insufficientDataActions?: (string | Ref)[];
  /**
   * The namespace of the metric, e.g. `AWS/ApplicationELB` or one of your own.
   */
  namespace?: string;
  /**
   * The name of the metric.
   */
  metricName?: string;
  /**
   * The metric's dimensions as a map from name to value. A metric is only found when all of them are given, exactly as it was published. At most 30.
   */
  dimensions?: {
    [k: string]: string;
  };
  /**
   * How the data points of a period become one value. Either this or `extendedStatistic`.
   */
  statistic?: "SampleCount" | "Average" | "Sum" | "Minimum" | "Maximum";
  /**
   * A percentile, a trimmed or winsorized mean, or a percentile rank: `p99`, `tm90`, `IQM`, `PR(0:300)`, `TM(10%:90%)` … Either this or `statistic`.
   */
  extendedStatistic?: string;
  /**
   * The seconds that make one data point: 10, 20, 30 or a multiple of 60. Below 60 it is a high-resolution alarm, at three times the price.
   */
  period?: number;
  /**
   * Only data points published with this unit count. Better left out: an alarm with a unit that nobody publishes never gets any data.
   */
  unit?:
    | "Seconds"
    | "Microseconds"
    | "Milliseconds"
    | "Bytes"
    | "Kilobytes"
    | "Megabytes"
    | "Gigabytes"
    | "Terabytes"
    | "Bits"
    | "Kilobits"
    | "Megabits"
    | "Gigabits"
    | "Terabits"
    | "Percent"
    | "Count"
    | "Bytes/Second"
    | "Kilobytes/Second"
    | "Megabytes/Second"
    | "Gigabytes/Second"
    | "Terabytes/Second"
    | "Bits/Second"
    | "Kilobits/Second"
    | "Megabits/Second"
    | "Gigabits/Second"
    | "Terabits/Second"
    | "Count/Second"
    | "None";
  /**
   * How many of the last periods are looked at.
   */
  evaluationPeriods?: number;
  /**
   * How many of those periods must breach the threshold, in any order. All of them when absent.
   */
  datapointsToAlarm?: number;
  /**
   * The value that is compared with. Not for anomaly bands, which have `thresholdMetricId`.
   */
  threshold?: number;
  /**
   * How the metric is compared with the threshold. The three with Upper or Lower in them are for anomaly bands.
   */
  comparisonOperator?:
    | "GreaterThanOrEqualToThreshold"
    | "GreaterThanThreshold"
    | "LessThanThreshold"
    | "LessThanOrEqualToThreshold"
    | "LessThanLowerOrGreaterThanUpperThreshold"
    | "LessThanLowerThreshold"
    | "GreaterThanUpperThreshold";
  /**
   * What a period without data counts as. Alarms on AWS/DynamoDB ignore such periods whatever it says.
   */
  treatMissingData?: "missing" | "notBreaching" | "breaching" | "ignore";
  /**
   * For percentiles: whether a period with too few samples to be significant is looked at or leaves the state as it is.
   */
  evaluateLowSampleCountPercentile?: "evaluate" | "ignore";
  /**
   * Metrics and expressions over them, each with an id, in any order; one of them is what the alarm watches. In place of the fields that describe a single metric. Also the only way to watch a metric of another account.
   *
   * @minItems 1
   */
  metrics?: {
    /**
     * The name that expressions know it by.
     */
    id: string;
    /**
     * A metric and how it is summed up. Either this or `expression`.
     */
    metricStat?: {
      /**
       * Which metric.
       */
      metric: {
        /**
         * The namespace of the metric, e.g. `AWS/ApplicationELB` or one of your own.
         */
        namespace: string;
        /**
         * The name of the metric.
         */
        metricName: string;
        /**
         * The metric's dimensions as a map from name to value. A metric is only found when all of them are given, exactly as it was published. At most 30.
         */
        dimensions?: {
          [k: string]: string;
        };
      };
      /**
       * The seconds that make one data point: 1, 5, 10, 20, 30 or a multiple of 60.
       */
      period: number;
      /**
       * Any statistic, extended ones included.
       */
      stat: string;
      /**
       * Only data points published with this unit count. Better left out: an alarm with a unit that nobody publishes never gets any data.
       */
      unit?:
        | "Seconds"
        | "Microseconds"
        | "Milliseconds"
        | "Bytes"
        | "Kilobytes"
        | "Megabytes"
        | "Gigabytes"
        | "Terabytes"
        | "Bits"
        | "Kilobits"
        | "Megabits"
        | "Gigabits"
        | "Terabits"
        | "Percent"
        | "Count"
        | "Bytes/Second"
        | "Kilobytes/Second"
        | "Megabytes/Second"
        | "Gigabytes/Second"
        | "Terabytes/Second"
        | "Bits/Second"
        | "Kilobits/Second"
        | "Megabits/Second"
        | "Gigabits/Second"
        | "Terabits/Second"
        | "Count/Second"
        | "None";
    };
    /**
     * Metric maths over the other ids, an `ANOMALY_DETECTION_BAND`, or a Metrics Insights query.
     */
    expression?: string;
    /**
     * What graphs call it.
     */
    label?: string;
    /**
     * Whether this is what the alarm watches: true for one, and for the band of an anomaly alarm.
     */
    returnData?: boolean;
    /**
     * The seconds that make one data point of an expression that has no metric to take them from, such as a Metrics Insights query.
     */
    period?: number;
    /**
     * The account that has the metric, when it is another one: it must share its metrics with this account.
     */
    accountId?: string;
  }[];
  /**
   * The id of the `ANOMALY_DETECTION_BAND` among `metrics` that serves as threshold.
   */
  thresholdMetricId?: string;
  /**
   * Which stretch of time is looked at: one that slides along, or one that keeps to the clock.
   */
  evaluationWindow?: {
    /**
     * The last periods as of now; it has no settings.
     */
    slidingWindow?: {};
    /**
     * Whole minutes, hours, days or weeks by the clock. The period must be 60, 300, 3600, 86400 or 604800.
     */
    wallClockWindow?: {
      /**
       * An IANA name, or an offset such as `+05:30` or `UTC+05:30` in steps of 5 minutes.
       */
      timezone?: string;
    };
  };
  /**
   * Holds the alarm back for a while after it is made or changed, until its metric is there.
   */
  warmUpConfiguration?: {
    /**
     * How long, in minutes.
     */
    warmUpPeriodDurationInMinutes: number;
    /**
     * Wait to the end even when there is enough data earlier.
     */
    onlyStartEvaluatingAfterWarmUpPeriodEnds?: boolean;
  };
  /**
   * A PromQL query in place of every field about metrics, thresholds and periods; each series it returns has a state of its own.
   */
  evaluationCriteria?: {
    /**
     * The query, and how long a series must breach or recover.
     */
    promQLCriteria: {
      /**
       * A PromQL expression that returns a vector: what is in it breaches.
       */
      query: string;
      /**
       * Seconds that a series must breach before it is in ALARM.
       */
      pendingPeriod?: number;
      /**
       * Seconds that a series must not breach before it is OK again.
       */
      recoveryPeriod?: number;
    };
  };
  /**
   * Seconds between two runs of a PromQL query: 10, 20, 30 or a multiple of 60. Required with `evaluationCriteria`, and only there.
   */
  evaluationInterval?: number;
  /**
   * What the notifications and state-change events carry beside the state.
   */
  actionConfiguration?: {
    /**
     * Passes the alarm's tags on to topics, functions and EventBridge. Without it they stay with the alarm.
     */
    alarmTagsPropagation?: {
      /**
       * Whether tags are passed on.
       */
      enabled: boolean;
      /**
       * The keys of the tags that are passed on, in any order; every other tag is kept back. Not together with `excludedTagKeys`.
       *
       * @minItems 1
       * @maxItems 50
       */
      includedTagKeys?: string[];
      /**
       * The keys of the tags that are kept back, in any order; every other tag is passed on. Not together with `includedTagKeys`.
       *
       * @minItems 1
       * @maxItems 50
       */
      excludedTagKeys?: string[];
    };
  };
  /**
   * The alarm's tags. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

/**
 * An SNS topic with everything it has: attributes, policies, tags and its subscriptions.
 */
export interface TopicSpec {
  /**
   * The topic's name in AWS; `metadata.name` without it. A FIFO topic's name ends in `.fifo`. Another name is another topic: the old one goes, with its subscriptions.
   */
  topicName?: string;
  /**
   * The sender's name in mails and, its first ten characters, in text messages.
   */
  displayName?: string;
  /**
   * Who may publish and subscribe: the topic's IAM policy. Without it the topic has AWS's default policy, under which its own account may do everything; with it that default is replaced as a whole. Compared by meaning. Let `Resource` be `"*"` where the topic is placed in several accounts or regions.
   */
  policy?: {
    [k: string]: unknown;
  };
  /**
   * How failed deliveries to HTTP and HTTPS endpoints are retried, for every subscription that has no policy of its own.
   */
  deliveryPolicy?: {
    /**
     * For HTTP and HTTPS endpoints, the only ones there is a policy for.
     */
    http: {
      /**
       * When and how often a failed delivery is tried again.
       */
      defaultHealthyRetryPolicy?: {
        /**
         * The shortest delay between two attempts, in seconds.
         */
        minDelayTarget?: number;
        /**
         * The longest delay between two attempts, in seconds; not below `minDelayTarget`.
         */
        maxDelayTarget?: number;
        /**
         * How many times a failed delivery is tried again, all phases together.
         */
        numRetries?: number;
        /**
         * How many of the retries come at once.
         */
        numNoDelayRetries?: number;
        /**
         * How many of the retries come next, each after `minDelayTarget`.
         */
        numMinDelayRetries?: number;
        /**
         * How many of the retries come last, each after `maxDelayTarget`.
         */
        numMaxDelayRetries?: number;
        /**
         * How the delay grows from `minDelayTarget` to `maxDelayTarget`.
         */
        backoffFunction?: "linear" | "arithmetic" | "geometric" | "exponential";
      };
      /**
       * Whether the subscriptions' own delivery policies are ignored.
       */
      disableSubscriptionOverrides?: boolean;
      /**
       * How fast deliveries are sent.
       */
      defaultThrottlePolicy?: {
        /**
         * Deliveries a second to one endpoint at most; without it there is no limit.
         */
        maxReceivesPerSecond?: number;
      };
      /**
       * How the requests look.
       */
      defaultRequestPolicy?: {
        /**
         * The Content-Type of the delivery's HTTP request.
         */
        headerContentType?: string;
      };
    };
  };
  /**
   * The KMS key that encrypts messages at rest: its id, ARN or `alias/…`; without it they aren't encrypted. CloudWatch alarms can't publish under AWS's own `alias/aws/sns`: use a key of yours whose policy lets cloudwatch.amazonaws.com use it.
   */
  kmsMasterKeyId?: string;
  /**
   * How notifications are signed: 1 with SHA1, 2 with SHA256.
   */
  signatureVersion?: 1 | 2;
  /**
   * Whether the topic sends X-Ray segments of its own (`Active`) or only passes the publisher's tracing header on. Standard topics only.
   */
  tracingConfig?: "PassThrough" | "Active";
  /**
   * The largest message that can be published, in bytes. Above 262144 a topic can have 100 subscriptions at most, all of them SQS, Firehose or Lambda.
   */
  maximumMessageSize?: number;
  /**
   * Whether messages keep their order and are delivered once. Fixed at creation; the name must end in `.fifo`.
   */
  fifoTopic?: boolean;
  /**
   * Whether messages without a deduplication id get the hash of their body as one. FIFO topics only.
   */
  contentBasedDeduplication?: boolean;
  /**
   * Where duplicates are looked for: in the whole topic, or for more throughput in each message group. FIFO topics only.
   */
  fifoThroughputScope?: "Topic" | "MessageGroup";
  /**
   * How long the topic keeps messages for replay. FIFO topics only. Without it there is no archive; taking it out deletes what is archived.
   */
  archivePolicy?: {
    /**
     * Days a message is kept.
     */
    MessageRetentionPeriod: number;
  };
  /**
   * The role with which SNS logs successful deliveries to a platform application (mobile push).
   */
  applicationSuccessFeedbackRoleArn?: string;
  /**
   * The percentage of successful deliveries to a platform application (mobile push) that is logged.
   */
  applicationSuccessFeedbackSampleRate?: number;
  /**
   * The role with which SNS logs failed deliveries to a platform application (mobile push); all of them, once it is set.
   */
  applicationFailureFeedbackRoleArn?: string;
  /**
   * The role with which SNS logs successful deliveries to a Firehose stream.
   */
  firehoseSuccessFeedbackRoleArn?: string;
  /**
   * The percentage of successful deliveries to a Firehose stream that is logged.
   */
  firehoseSuccessFeedbackSampleRate?: number;
  /**
   * The role with which SNS logs failed deliveries to a Firehose stream; all of them, once it is set.
   */
  firehoseFailureFeedbackRoleArn?: string;
  /**
   * The role with which SNS logs successful deliveries to an HTTP or HTTPS endpoint.
   */
  httpSuccessFeedbackRoleArn?: string;
  /**
   * The percentage of successful deliveries to an HTTP or HTTPS endpoint that is logged.
   */
  httpSuccessFeedbackSampleRate?: number;
  /**
   * The role with which SNS logs failed deliveries to an HTTP or HTTPS endpoint; all of them, once it is set.
   */
  httpFailureFeedbackRoleArn?: string;
  /**
   * The role with which SNS logs successful deliveries to a Lambda function.
   */
  lambdaSuccessFeedbackRoleArn?: string;
  /**
   * The percentage of successful deliveries to a Lambda function that is logged.
   */
  lambdaSuccessFeedbackSampleRate?: number;
  /**
   * The role with which SNS logs failed deliveries to a Lambda function; all of them, once it is set.
   */
  lambdaFailureFeedbackRoleArn?: string;
  /**
   * The role with which SNS logs successful deliveries to an SQS queue.
   */
  sqsSuccessFeedbackRoleArn?: string;
  /**
   * The percentage of successful deliveries to an SQS queue that is logged.
   */
  sqsSuccessFeedbackSampleRate?: number;
  /**
   * The role with which SNS logs failed deliveries to an SQS queue; all of them, once it is set.
   */
  sqsFailureFeedbackRoleArn?: string;
  /**
   * What personal data is audited, masked or refused in messages. Standard topics only; AWS no longer offers it to new customers. It is read only where it is or was declared here: one that somebody adds to a topic without one isn't noticed.
   */
  dataProtectionPolicy?: {
    [k: string]: unknown;
  };
  /**
   * Every subscription of the topic, told apart by protocol and endpoint. The document is the whole truth: one that somebody added by hand shows up as drift, by its protocol and endpoint, and is unsubscribed with the next apply unless the annotation `watchkeeper.dev/drift: report` or `watchkeeper.dev/ignore: "/spec/subscriptions"` says otherwise. Mail and web endpoints stay pending until their owner confirms: that counts as subscribed and is reported beside drift; nobody is mailed twice. One that nobody confirms is forgotten by AWS after 48 hours and then subscribed anew.
   *
   * @maxItems 1000
   */
  subscriptions?: Subscription[];
  /**
   * The topic's tags, up to 46 of them: Watchkeeper adds its own.
   */
  tags?: {[key: string]: string};
}
/**
 * One endpoint that gets the topic's messages.
 */
export interface Subscription {
  /**
   * How messages are delivered.
   */
  protocol: "application" | "email" | "email-json" | "firehose" | "http" | "https" | "lambda" | "sms" | "sqs";
  /**
   * Where to: a mail address, a URL, a phone number, or an ARN, as the protocol wants it. Neither it nor the protocol can change: another one is another subscription. Not a `{ ref }`: no kind makes queues, functions or streams.
   */
  endpoint: string;
  /**
   * Which messages it gets; without it all of them. Five keys at most.
   */
  filterPolicy?: {
    [k: string]: unknown;
  };
  /**
   * What the filter policy looks at. Only together with `filterPolicy`; only a body's filter can be nested.
   */
  filterPolicyScope?: "MessageAttributes" | "MessageBody";
  /**
   * Whether the message is delivered as it was published, without SNS's JSON around it. HTTP, HTTPS, SQS and Firehose only.
   */
  rawMessageDelivery?: boolean;
  /**
   * How failed deliveries are retried, in place of the topic's delivery policy. HTTP and HTTPS only.
   */
  deliveryPolicy?: {
    /**
     * When and how often a failed delivery is tried again.
     */
    healthyRetryPolicy?: {
      /**
       * The shortest delay between two attempts, in seconds.
       */
      minDelayTarget?: number;
      /**
       * The longest delay between two attempts, in seconds; not below `minDelayTarget`.
       */
      maxDelayTarget?: number;
      /**
       * How many times a failed delivery is tried again, all phases together.
       */
      numRetries?: number;
      /**
       * How many of the retries come at once.
       */
      numNoDelayRetries?: number;
      /**
       * How many of the retries come next, each after `minDelayTarget`.
       */
      numMinDelayRetries?: number;
      /**
       * How many of the retries come last, each after `maxDelayTarget`.
       */
      numMaxDelayRetries?: number;
      /**
       * How the delay grows from `minDelayTarget` to `maxDelayTarget`.
       */
      backoffFunction?: "linear" | "arithmetic" | "geometric" | "exponential";
    };
    /**
     * How fast deliveries are sent.
     */
    throttlePolicy?: {
      /**
       * Deliveries a second to one endpoint at most; without it there is no limit.
       */
      maxReceivesPerSecond?: number;
    };
    /**
     * How the requests look.
     */
    requestPolicy?: {
      /**
       * The Content-Type of the delivery's HTTP request.
       */
      headerContentType?: string;
    };
  };
  /**
   * The queue that gets what could not be delivered. SNS knows no `maxReceiveCount` here: the delivery policy says how often it tries.
   */
  redrivePolicy?: {
    /**
     * The ARN of the SQS queue.
     */
    deadLetterTargetArn: string;
  };
  /**
   * The role with which SNS writes to the Firehose stream. Firehose only, and required there.
   */
  subscriptionRoleArn?: string;
  /**
   * Delivers messages of the topic's archive again. FIFO topics only.
   */
  replayPolicy?: {
    /**
     * What the two points are; AWS knows only timestamps.
     */
    PointType: "Timestamp";
    /**
     * The first message, by when it was published.
     */
    StartingPoint: string;
    /**
     * The last message; without it the replay runs up to now and goes over to new messages.
     */
    EndingPoint?: string;
  };
}

/**
 * A CloudTrail trail: what it records, where it delivers, and whether it is logging. AWS spreads this over several calls; here it is one document. A trail is kept in AWS when its document goes, unless the document says otherwise.
 */
export interface TrailSpec {
  /**
   * The trail's name in AWS; the document's name when absent. Letters, digits, periods, underscores and dashes.
   */
  trailName?: string;
  /**
   * The bucket that receives the log files. Its policy must let CloudTrail write.
   */
  s3BucketName: string;
  /**
   * What the log files' keys begin with, before `AWSLogs/`.
   */
  s3KeyPrefix?: string;
  /**
   * The topic that is told about each delivered log file: a name, an ARN, or a reference. Its policy must let CloudTrail publish.
   */
  snsTopicName?: string | Ref;
  /**
   * Whether events of global services such as IAM are recorded. A multi-region trail must record them.
   */
  includeGlobalServiceEvents?: boolean;
  /**
   * Whether the trail records every region, or only its own.
   */
  isMultiRegionTrail?: boolean;
  /**
   * Whether the trail records every account of the organization. Place it in the management account: a delegated administrator's trail lives there too.
   */
  isOrganizationTrail?: boolean;
  /**
   * Whether digest files are delivered, with which one can prove that no log file was changed or removed.
   */
  enableLogFileValidation?: boolean;
  /**
   * The log group that also receives the events, with or without the closing `:*`. Goes together with `cloudWatchLogsRoleArn`.
   */
  cloudWatchLogsLogGroupArn?: string;
  /**
   * The role that CloudTrail assumes to write to the log group.
   */
  cloudWatchLogsRoleArn?: string;
  /**
   * The KMS key that encrypts the log files: its ARN or its id. CloudTrail answers an alias with the ARN of the key behind it, so an alias can't be compared and never converges.
   */
  kmsKeyId?: string;
  /**
   * Whether the events that CloudTrail causes by delivering this trail's own log files are recorded too.
   */
  recursiveLogging?: boolean;
  /**
   * Whether the trail records. AWS creates trails stopped; a trail that should log is started, and a stopped one is drift.
   */
  logging?: boolean;
  /**
   * Which events are recorded, in the basic form: management events, and data events of S3 objects, Lambda functions and DynamoDB tables. Without these and `advancedEventSelectors`, all management events. Their order means nothing.
   *
   * @minItems 1
   */
  eventSelectors?: {
    /**
     * Whether reading calls, writing calls or both are recorded.
     */
    readWriteType?: "All" | "ReadOnly" | "WriteOnly";
    /**
     * Whether management events are recorded.
     */
    includeManagementEvents?: boolean;
    /**
     * The resources whose data events are recorded.
     */
    dataResources?: {
      /**
       * The type of these resources. Other types need `advancedEventSelectors`.
       */
      type: "AWS::DynamoDB::Table" | "AWS::Lambda::Function" | "AWS::S3::Object";
      /**
       * ARNs, S3 prefixes such as `arn:aws:s3:::bucket/`, or a whole service such as `arn:aws:s3`.
       *
       * @minItems 1
       */
      values: string[];
    }[];
    /**
     * Services whose management events are left out.
     */
    excludeManagementEventSources?: ("kms.amazonaws.com" | "rdsdata.amazonaws.com")[];
  }[];
  /**
   * Which events are recorded, in the advanced form: management, data and network activity events by their fields. An event is recorded when one selector matches. Excludes `eventSelectors`; their order means nothing.
   *
   * @minItems 1
   */
  advancedEventSelectors?: {
    /**
     * What the selector is for.
     */
    name?: string;
    /**
     * Conditions, all of which an event must meet.
     *
     * @minItems 1
     */
    fieldSelectors: {
      /**
       * A field of the event record; `eventCategory` is always needed, `resources.type` for data events, `eventSource` for network activity.
       */
      field: string;
      /**
       * The field is one of these.
       *
       * @minItems 1
       */
      equals?: string[];
      /**
       * The field begins with one of these.
       *
       * @minItems 1
       */
      startsWith?: string[];
      /**
       * The field ends in one of these.
       *
       * @minItems 1
       */
      endsWith?: string[];
      /**
       * The field is none of these.
       *
       * @minItems 1
       */
      notEquals?: string[];
      /**
       * The field begins with none of these.
       *
       * @minItems 1
       */
      notStartsWith?: string[];
      /**
       * The field ends in none of these.
       *
       * @minItems 1
       */
      notEndsWith?: string[];
    }[];
  }[];
  /**
   * Which unusual activity CloudTrail Insights looks for; none when absent.
   */
  insightSelectors?: {
    /**
     * Unusual rates of calls, or of calls that fail.
     */
    insightType: "ApiCallRateInsight" | "ApiErrorRateInsight";
    /**
     * The events that it watches; the selectors must record them.
     *
     * @minItems 1
     */
    eventCategories?: ("Management" | "Data")[];
  }[];
  /**
   * Summaries of data events that CloudTrail delivers beside the events themselves; none when absent. The selectors must record data events.
   *
   * @maxItems 1
   */
  aggregationConfigurations?: {
    /**
     * The events that are summed up.
     */
    eventCategory: "Data";
    /**
     * By what they are summed up: calls, resources or users.
     *
     * @minItems 1
     * @maxItems 50
     */
    templates: ("API_ACTIVITY" | "RESOURCE_ACCESS" | "USER_ACTIONS")[];
  }[];
  /**
   * The trail's tags. Those of the installation are added to them.
   */
  tags?: {[key: string]: string};
}

export type { Ref };
