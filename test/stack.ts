export const head = "apiVersion: watchkeeper.dev/v1alpha1";
/** Lets what holds evidence be deleted. */
export const evidence = "watchkeeper.dev/deletion-policy: delete";

/** The files of a trail with its bucket, group, role, topic, flow logs and alarm, the retained ones so annotated. */
export const stack = (annotations = ""): Record<string, string> => ({
  "bucket.yaml": `${head}
kind: LogBucket
metadata:
  name: acme-evidence
  annotations: { ${annotations} }
spec: {}
`,
  "group.yaml": `${head}
kind: LogGroup
metadata:
  name: audit
  annotations: { ${annotations} }
spec:
  logGroupName: /acme/audit
  retentionInDays: 90
  metricFilters:
    - filterName: root-use
      filterPattern: '{ $.userIdentity.type = "Root" }'
      metricTransformations: [{ metricName: RootUse, metricNamespace: Acme/Audit, metricValue: "1" }]
`,
  "role.yaml": `${head}
kind: DeliveryRole
metadata: { name: delivery }
spec: {}
`,
  "topic.yaml": `${head}
kind: Topic
metadata: { name: security }
spec:
  policy:
    Version: "2012-10-17"
    Statement:
      - { Effect: Allow, Principal: { Service: cloudtrail.amazonaws.com }, Action: sns:Publish, Resource: "arn:aws:sns:us-east-1:111122223333:security" }
`,
  "trail.yaml": `${head}
kind: Trail
metadata:
  name: audit
  annotations: { ${annotations} }
spec:
  s3BucketName: { ref: LogBucket/acme-evidence }
  s3KeyPrefix: trail
  cloudWatchLogsLogGroupArn: { ref: LogGroup/audit }
  cloudWatchLogsRoleArn: { ref: DeliveryRole/delivery }
  snsTopicName: { ref: Topic/security }
`,
  "flow-log.yaml": `${head}
kind: FlowLog
metadata: { name: vpcs }
spec:
  forEach: { vpc: {} }
  resourceType: VPC
  resourceIds: ["\${each.id}"]
  trafficType: ALL
  logDestinationType: cloud-watch-logs
  logGroupName: { ref: LogGroup/audit }
  deliverLogsPermissionArn: { ref: DeliveryRole/delivery }
`,
  "flow-log-files.yaml": `${head}
kind: FlowLog
metadata: { name: vpc-files }
spec:
  forEach: { vpc: {} }
  resourceType: VPC
  resourceIds: ["\${each.id}"]
  trafficType: REJECT
  logDestinationType: s3
  logDestination: { ref: LogBucket/acme-evidence }
`,
  "alarm.yaml": `${head}
kind: MetricAlarm
metadata: { name: root-use }
spec:
  namespace: Acme/Audit
  metricName: RootUse
  statistic: Sum
  period: 300
  evaluationPeriods: 1
  threshold: 0
  comparisonOperator: GreaterThanThreshold
  alarmActions: [{ ref: Topic/security }]
`,
});
