import { type KindFixture, testScope } from "./fixture.ts";
import { seedRole } from "./trail.ts";

const { account, region } = testScope;
const minimal = { eventPattern: { source: ["aws.signin"] } };
const scheduled = { scheduleExpression: "rate(1 day)" };
const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const roleArn = role("EventBridge");
const topic = arn("sns", "oncall");
const to = (...targets: object[]) => ({ ...minimal, targets });
const one = (target: object) => to({ targetId: "one", ...target });

const task = {
  arn: arn("ecs", "cluster/shop"),
  roleArn,
};
const definition = arn("ecs", "task-definition/cleanup");
const job = { arn: arn("batch", "job-queue/nightly"), roleArn };
const cluster = { arn: arn("redshift", "cluster:reports"), roleArn };
const destination = { arn: arn("events", "api-destination/pager/0f3a"), roleArn };
const api = { arn: arn("appsync", "endpoints/graphql-api/abc123"), roleArn };

export const fixture: KindFixture = {
  bases: { default: minimal, scheduled },
  fields: {
    ruleName: { skip: "another name is another rule" },
    eventBusName: { skip: "on another bus it is another rule" },
    eventPattern: { base: "scheduled" },
  },
  variants: {
    "a pattern as an object, or as text": [
      minimal,
      { eventPattern: '{"detail":{"n":[{"numeric":[">",0]}]},"source":["acme.shop"]}' },
    ],
    "a pattern, or a schedule": [minimal, scheduled],
    "on another bus": [
      { ...minimal, eventBusName: "orders", description: "Orders" },
      { eventPattern: { source: ["acme.orders"] }, eventBusName: arn("events", "event-bus/orders") },
    ],
    "more targets, or others": [
      to({ targetId: "a", arn: topic }, { targetId: "b", arn: topic }),
      to({ targetId: "b", arn: arn("sns", "security") }, { targetId: "c", arn: topic, roleArn }),
    ],
    "five targets, and five others": [
      to(...["a", "b", "c", "d", "e"].map((targetId) => ({ targetId, arn: topic }))),
      to(...["f", "g", "h", "i", "j"].map((targetId) => ({ targetId, arn: topic }))),
    ],
    "input, or a part of the event": [
      one({ arn: topic, input: { page: "now", levels: [1, 2] } }),
      one({ arn: topic, inputPath: "$.detail" }),
    ],
    "input as a list, or as text": [
      one({ arn: topic, input: ["page", "now"] }),
      one({ arn: topic, input: '{"page":"later"}' }),
    ],
    "input transformed": [
      one({
        arn: topic,
        inputTransformer: {
          inputPathsMap: { who: "$.detail.userIdentity.arn", when: "$.time" },
          inputTemplate: '"<who> signed in at <when>"',
        },
      }),
      one({ arn: topic, inputTransformer: { inputTemplate: '"Somebody signed in"' } }),
    ],
    "a log group": [one({ arn: arn("logs", "log-group:/aws/events/a:*") }), one({ arn: topic })],
    "a Kinesis stream": [
      one({ arn: arn("kinesis", "stream/events"), roleArn, kinesisParameters: { partitionKeyPath: "$.id" } }),
      one({ arn: arn("kinesis", "stream/events"), roleArn: role("Other") }),
    ],
    "Run Command": [
      one({
        arn: `arn:aws:ssm:${region}::document/AWS-RunShellScript`,
        roleArn,
        runCommandParameters: { runCommandTargets: [{ key: "tag:Env", values: ["staging", "prod"] }] },
      }),
      one({
        arn: `arn:aws:ssm:${region}::document/AWS-RunShellScript`,
        roleArn,
        runCommandParameters: {
          runCommandTargets: [{ key: "InstanceIds", values: ["i-0123456789abcdef0"] }],
        },
      }),
    ],
    "an ECS task": [
      one({ ...task, ecsParameters: { taskDefinitionArn: definition } }),
      one({
        ...task,
        ecsParameters: {
          taskDefinitionArn: `${definition}:7`,
          taskCount: 2,
          launchType: "FARGATE",
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets: ["subnet-2", "subnet-1"],
              securityGroups: ["sg-2", "sg-1"],
              assignPublicIp: "ENABLED",
            },
          },
          platformVersion: "1.4.0",
          group: "cleanup",
          enableECSManagedTags: true,
          enableExecuteCommand: true,
          propagateTags: "TASK_DEFINITION",
          referenceId: "nightly",
          tags: { team: "platform", env: "prod" },
        },
      }),
    ],
    "where an ECS task runs": [
      one({
        ...task,
        ecsParameters: {
          taskDefinitionArn: definition,
          networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-1"] } },
          capacityProviderStrategy: [
            { capacityProvider: "spot", weight: 3 },
            { capacityProvider: "on-demand", weight: 1, base: 1 },
          ],
          placementConstraints: [{ type: "memberOf", expression: "attribute:ecs.os-type == linux" }],
          placementStrategy: [{ type: "spread", field: "instanceId" }, { type: "random" }],
        },
      }),
      one({
        ...task,
        ecsParameters: {
          taskDefinitionArn: definition,
          launchType: "EC2",
          placementConstraints: [{ type: "distinctInstance" }],
          placementStrategy: [{ type: "binpack", field: "memory" }],
        },
      }),
    ],
    "a Batch job": [
      one({ ...job, batchParameters: { jobDefinition: "export", jobName: "export" } }),
      one({
        ...job,
        batchParameters: {
          jobDefinition: arn("batch", "job-definition/export:3"),
          jobName: "export-all",
          arrayProperties: { size: 10 },
          retryStrategy: { attempts: 3 },
        },
      }),
    ],
    "a FIFO queue": [
      one({ arn: arn("sqs", "orders.fifo"), sqsParameters: { messageGroupId: "orders" } }),
      one({ arn: arn("sqs", "orders.fifo"), sqsParameters: { messageGroupId: "all" } }),
    ],
    "an API destination": [
      one({
        ...destination,
        httpParameters: {
          pathParameterValues: ["$.detail.service", "pages"],
          headerParameters: { "X-Team": "platform" },
          queryStringParameters: { urgent: "true" },
        },
      }),
      one({ ...destination, httpParameters: { headerParameters: { "X-Team": "security" } } }),
    ],
    "SQL of Redshift": [
      one({
        ...cluster,
        redshiftDataParameters: {
          database: "reports",
          dbUser: "reporter",
          sql: "CALL refresh()",
          statementName: "refresh",
          withEvent: true,
        },
      }),
      one({
        ...cluster,
        redshiftDataParameters: {
          database: "reports",
          secretManagerArn: arn("secretsmanager", "secret:reports-a1b2c3"),
          sqls: ["CALL first()", "CALL second()"],
        },
      }),
    ],
    "a SageMaker pipeline": [
      one({
        arn: arn("sagemaker", "pipeline/train"),
        roleArn,
        sageMakerPipelineParameters: { pipelineParameterList: { Epochs: "3", Input: "s3://acme/in" } },
      }),
      one({ arn: arn("sagemaker", "pipeline/train"), roleArn }),
    ],
    "an AppSync API": [
      one({ ...api, appSyncParameters: { graphQLOperation: "mutation A { a }" } }),
      one({ ...api, appSyncParameters: { graphQLOperation: "mutation B { b }" } }),
    ],
    "dead letters and retries": [
      one({
        arn: topic,
        deadLetterConfig: { arn: arn("sqs", "undelivered") },
        retryPolicy: { maximumRetryAttempts: 2 },
      }),
      one({ arn: topic, retryPolicy: { maximumEventAgeInSeconds: 3600 } }),
    ],
    "retries as they are anyway": [
      one({ arn: topic, retryPolicy: { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 86_400 } }),
      one({ arn: topic, retryPolicy: { maximumRetryAttempts: 0 } }),
    ],
  },
  async seed(sandbox) {
    await sandbox.call("events", "CreateEventBus", { Name: "orders" });
    for (const name of ["EventBridge", "EventBridgeToSecurity", "EventBridgeToAudit", "Other"])
      await seedRole(sandbox, name, "events.amazonaws.com");
  },
};
