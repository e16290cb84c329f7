import {
  AddTagsCommand,
  CloudTrailClient,
  CreateTrailCommand,
  type CreateTrailCommandInput,
  DeleteTrailCommand,
  DescribeTrailsCommand,
  GetEventConfigurationCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  type InsightType,
  ListTagsCommand,
  ListTrailsCommand,
  type LookupAttributeKey,
  LookupEventsCommand,
  PutEventConfigurationCommand,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  RemoveTagsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
  type UpdateTrailCommandInput,
} from "@aws-sdk/client-cloudtrail";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { beforeEach, describe, expect, it } from "vitest";
import { account, clientOf, clientsOf, testSandbox } from "./sandbox.ts";

let sandbox: ReturnType<typeof testSandbox>;
let client: CloudTrailClient;
let seoul: CloudTrailClient;

const arn = `arn:aws:cloudtrail:us-east-1:${account}:trail/audit`;
const groupArn = `arn:aws:logs:us-east-1:${account}:log-group:/audit`;
const roleArn = `arn:aws:iam::${account}:role/delivery`;
const policyFor = (...services: string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: services.map((Service) => ({
      Effect: "Allow",
      Principal: { Service },
      Action: ["s3:GetBucketAcl", "s3:PutObject", "sts:AssumeRole"],
      Resource: "*",
    })),
  });

beforeEach(async () => {
  sandbox = testSandbox();
  client = new CloudTrailClient(clientOf(sandbox));
  seoul = new CloudTrailClient({ ...clientOf(sandbox), region: "ap-northeast-2" });
  for (const Bucket of ["logs", "logs2", "private"]) await sandbox.call("s3", "CreateBucket", { Bucket });
  for (const Bucket of ["logs", "logs2"])
    await sandbox.call("s3", "PutBucketPolicy", {
      Bucket,
      Policy: policyFor("cloudtrail.amazonaws.com")
        .replace(',"sts:AssumeRole"', "")
        .replace('"*"', `"arn:aws:s3:::${Bucket}*"`),
    });
  await sandbox.call("logs", "CreateLogGroup", { logGroupName: "/audit" });
  const AssumeRolePolicyDocument = policyFor("cloudtrail.amazonaws.com");
  await sandbox.call("iam", "CreateRole", { RoleName: "delivery", AssumeRolePolicyDocument });
  const PolicyDocument = JSON.stringify({ Statement: { Effect: "Allow", Action: "logs:*", Resource: "*" } });
  await sandbox.call("iam", "PutRolePolicy", { RoleName: "delivery", PolicyName: "logs", PolicyDocument });
});

const create = (changes: Partial<CreateTrailCommandInput> = {}, by = client) =>
  by.send(new CreateTrailCommand({ Name: "audit", S3BucketName: "logs", ...changes }));
const update = (changes: Partial<UpdateTrailCommandInput>, by = client) =>
  by.send(new UpdateTrailCommand({ Name: "audit", ...changes }));
const read = async (Name = "audit", by = client) =>
  (await by.send(new GetTrailCommand({ Name }))).Trail ?? {};

describe("a trail", () => {
  it("is created with its defaults, and not logging", async () => {
    await create();
    expect(await read()).toEqual({
      Name: "audit",
      TrailARN: arn,
      HomeRegion: "us-east-1",
      S3BucketName: "logs",
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: false,
      LogFileValidationEnabled: false,
      HasCustomEventSelectors: false,
      HasInsightSelectors: false,
      IsOrganizationTrail: false,
      RecursiveLogging: true,
    });
    const status = await client.send(new GetTrailStatusCommand({ Name: "audit" }));
    expect(status).toMatchObject({ IsLogging: false });
    expect(status).not.toHaveProperty("StartLoggingTime");
  });

  it("reads back full ARNs for what was given short, and the logs pair as it is kept", async () => {
    await sandbox.call("sns", "CreateTopic", {
      Name: "trails",
      Attributes: {
        Policy: policyFor("cloudtrail.amazonaws.com").replace(
          /"Action":\[[^\]]*\]/g,
          '"Action":"sns:Publish"',
        ),
      },
    });
    await create({
      SnsTopicName: "trails",
      KmsKeyId: "alias/trails",
      CloudWatchLogsLogGroupArn: groupArn,
      CloudWatchLogsRoleArn: roleArn,
      EnableLogFileValidation: true,
      S3KeyPrefix: "p",
    });
    expect(await read()).toMatchObject({
      SnsTopicARN: `arn:aws:sns:us-east-1:${account}:trails`,
      SnsTopicName: "trails",
      KmsKeyId: expect.stringMatching(/^arn:aws:kms:us-east-1:111122223333:key\/[0-9a-f-]{36}$/),
      CloudWatchLogsLogGroupArn: `${groupArn}:*`,
      CloudWatchLogsRoleArn: roleArn,
      LogFileValidationEnabled: true,
      S3KeyPrefix: "p",
    });
    await update({
      SnsTopicName: "",
      KmsKeyId: "",
      CloudWatchLogsLogGroupArn: "",
      CloudWatchLogsRoleArn: "",
      S3KeyPrefix: "",
    });
    const cleared = await read();
    for (const member of [
      "SnsTopicARN",
      "KmsKeyId",
      "CloudWatchLogsLogGroupArn",
      "CloudWatchLogsRoleArn",
      "S3KeyPrefix",
    ])
      expect(cleared).not.toHaveProperty(member);
    expect(cleared).toMatchObject({ LogFileValidationEnabled: true });
  });

  it.each<[string, Partial<CreateTrailCommandInput>]>([
    ["InvalidTrailNameException", { Name: "ab" }],
    ["InvalidTrailNameException", { Name: "my--trail" }],
    ["InvalidTrailNameException", { Name: "192.168.5.4" }],
    ["S3BucketDoesNotExistException", { S3BucketName: "nowhere" }],
    ["InsufficientS3BucketPolicyException", { S3BucketName: "private" }],
    ["InvalidS3PrefixException", { S3KeyPrefix: "x".repeat(201) }],
    ["InsufficientSnsTopicPolicyException", { SnsTopicName: "nobody" }],
    ["InvalidCloudWatchLogsLogGroupArnException", { CloudWatchLogsRoleArn: roleArn }],
    ["InvalidCloudWatchLogsRoleArnException", { CloudWatchLogsLogGroupArn: groupArn }],
    [
      "InvalidCloudWatchLogsRoleArnException",
      { CloudWatchLogsLogGroupArn: groupArn, CloudWatchLogsRoleArn: `${roleArn}2` },
    ],
    ["InvalidParameterCombinationException", { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: false }],
    ["InvalidKmsKeyIdException", { KmsKeyId: "a key" }],
    ["InvalidTagParameterException", { TagsList: [{ Key: "aws:a", Value: "1" }] }],
  ])("is refused with %s for %j", async (name, changes) => {
    await expect(create(changes)).rejects.toMatchObject({ name });
    expect((await client.send(new DescribeTrailsCommand({}))).trailList).toEqual([]);
  });

  it("exists once, among five a region", async () => {
    await create();
    await expect(create()).rejects.toMatchObject({ name: "TrailAlreadyExistsException" });
    for (const Name of ["two", "three", "four", "five"]) await create({ Name });
    await expect(create({ Name: "six" })).rejects.toMatchObject({
      name: "MaximumNumberOfTrailsExceededException",
    });
  });

  it("is updated only in what is named", async () => {
    await create({ EnableLogFileValidation: true, S3KeyPrefix: "p" });
    await update({ S3BucketName: "logs2" });
    expect(await read()).toMatchObject({
      S3BucketName: "logs2",
      S3KeyPrefix: "p",
      LogFileValidationEnabled: true,
    });
  });

  it("logs from start to stop", async () => {
    await create();
    await client.send(new StartLoggingCommand({ Name: "audit" }));
    await client.send(new StopLoggingCommand({ Name: arn }));
    expect(await client.send(new GetTrailStatusCommand({ Name: arn }))).toMatchObject({
      IsLogging: false,
      StartLoggingTime: sandbox.clock.now(),
      StopLoggingTime: sandbox.clock.now(),
    });
  });

  it("that isn't there is TrailNotFound", async () => {
    await expect(read()).rejects.toMatchObject({ name: "TrailNotFoundException" });
    await expect(read("arn:aws:s3:::audit")).rejects.toMatchObject({ name: "CloudTrailARNInvalidException" });
    await create();
    await client.send(new DeleteTrailCommand({ Name: "audit" }));
    await expect(read()).rejects.toMatchObject({ name: "TrailNotFoundException" });
  });
});

describe("a multi-region trail", () => {
  const described = async (by: CloudTrailClient, includeShadowTrails?: boolean) =>
    (await by.send(new DescribeTrailsCommand({ includeShadowTrails }))).trailList;

  beforeEach(async () => {
    await create({ IsMultiRegionTrail: true });
  });

  it("has a shadow in every other region, unless shadows aren't wanted", async () => {
    expect(await described(seoul)).toMatchObject([{ TrailARN: arn, HomeRegion: "us-east-1" }]);
    expect(await described(seoul, false)).toEqual([]);
    const named = async (...trailNameList: string[]) =>
      (await seoul.send(new DescribeTrailsCommand({ trailNameList }))).trailList;
    expect(await named("audit")).toEqual([]);
    expect(await named(arn)).toMatchObject([{ Name: "audit" }]);
    expect(await read("audit", seoul)).toMatchObject({ HomeRegion: "us-east-1" });
    expect((await seoul.send(new ListTrailsCommand({}))).Trails).toEqual([
      { Name: "audit", TrailARN: arn, HomeRegion: "us-east-1" },
    ]);
  });

  it("can only be changed at home", async () => {
    const wrongRegion = { name: "InvalidHomeRegionException" };
    await expect(update({ S3KeyPrefix: "p" }, seoul)).rejects.toMatchObject(wrongRegion);
    await expect(seoul.send(new StopLoggingCommand({ Name: arn }))).rejects.toMatchObject(wrongRegion);
    await expect(seoul.send(new DeleteTrailCommand({ Name: "audit" }))).rejects.toMatchObject(wrongRegion);
    await expect(create({}, seoul)).rejects.toMatchObject({ name: "TrailAlreadyExistsException" });
  });
});

describe("selectors", () => {
  const get = () => client.send(new GetEventSelectorsCommand({ TrailName: "audit" }));
  const put = (selectors: object) =>
    client.send(new PutEventSelectorsCommand({ TrailName: "audit", ...selectors }));
  const management = {
    ReadWriteType: "All",
    IncludeManagementEvents: true,
    DataResources: [],
    ExcludeManagementEventSources: [],
  };
  const advanced = [{ Name: "n", FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }];

  beforeEach(async () => {
    await create();
  });

  it("are all management events until they are put", async () => {
    expect(await get()).toMatchObject({ TrailARN: arn, EventSelectors: [management] });
    await put({ EventSelectors: [{ ReadWriteType: "WriteOnly" }] });
    expect(await get()).toMatchObject({ EventSelectors: [{ ...management, ReadWriteType: "WriteOnly" }] });
    expect(await read()).toMatchObject({ HasCustomEventSelectors: true });
    await put({ EventSelectors: [{}] });
    expect(await read()).toMatchObject({ HasCustomEventSelectors: false });
  });

  it("are basic or advanced, the last ones put", async () => {
    await put({ AdvancedEventSelectors: advanced });
    expect(await get()).toMatchObject({ AdvancedEventSelectors: advanced });
    expect(await get()).not.toHaveProperty("EventSelectors");
    await put({ EventSelectors: [{}] });
    expect(await get()).not.toHaveProperty("AdvancedEventSelectors");
  });

  it.each<[string, object]>([
    ["nothing", {}],
    ["both kinds", { EventSelectors: [{}], AdvancedEventSelectors: advanced }],
    ["six", { EventSelectors: Array.from({ length: 6 }, () => ({})) }],
    ["neither management nor data events", { EventSelectors: [{ IncludeManagementEvents: false }] }],
    [
      "an unknown data resource",
      { EventSelectors: [{ DataResources: [{ Type: "AWS::SQS::Queue", Values: ["arn:aws:sqs"] }] }] },
    ],
    [
      "251 data resources",
      {
        EventSelectors: [
          {
            DataResources: [
              {
                Type: "AWS::S3::Object",
                Values: Array.from({ length: 251 }, (_, i) => `arn:aws:s3:::b${i}/`),
              },
            ],
          },
        ],
      },
    ],
    [
      "no category",
      { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: "readOnly", Equals: ["true"] }] }] },
    ],
    [
      "a category by its beginning",
      { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", StartsWith: ["Man"] }] }] },
    ],
    [
      "data events of no type",
      { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Data"] }] }] },
    ],
  ])("of %s are refused", async (_, selectors) => {
    await expect(put(selectors)).rejects.toMatchObject({ name: "InvalidEventSelectorsException" });
  });

  it("for insights are off until they are put, and off again with none", async () => {
    const insights = () => client.send(new GetInsightSelectorsCommand({ TrailName: "audit" }));
    const putInsights = (...types: InsightType[]) =>
      client.send(
        new PutInsightSelectorsCommand({
          TrailName: "audit",
          InsightSelectors: types.map((InsightType) => ({ InsightType })),
        }),
      );
    await expect(insights()).rejects.toMatchObject({ name: "InsightNotEnabledException" });
    await putInsights("ApiErrorRateInsight");
    expect(await insights()).toMatchObject({ InsightSelectors: [{ InsightType: "ApiErrorRateInsight" }] });
    expect(await read()).toMatchObject({ HasInsightSelectors: true });
    await expect(putInsights("Hunch" as InsightType)).rejects.toMatchObject({
      name: "InvalidInsightSelectorsException",
    });
    await putInsights();
    await expect(insights()).rejects.toMatchObject({ name: "InsightNotEnabledException" });
  });

  it("come with aggregations", async () => {
    const AggregationConfigurations = [
      { EventCategory: "Data" as const, Templates: ["API_ACTIVITY" as const] },
    ];
    await client.send(new PutEventConfigurationCommand({ TrailName: "audit", AggregationConfigurations }));
    expect(await client.send(new GetEventConfigurationCommand({ TrailName: "audit" }))).toMatchObject({
      TrailARN: arn,
      AggregationConfigurations,
    });
  });
});

describe("a trail's tags", () => {
  const list = async (ResourceIdList = [arn]) =>
    (await client.send(new ListTagsCommand({ ResourceIdList }))).ResourceTagList;

  it("are added, removed and listed, 20 trails a call", async () => {
    await create({ TagsList: [{ Key: "a", Value: "1" }] });
    await client.send(new AddTagsCommand({ ResourceId: arn, TagsList: [{ Key: "b", Value: "2" }] }));
    await client.send(new RemoveTagsCommand({ ResourceId: arn, TagsList: [{ Key: "a" }] }));
    expect(await list()).toEqual([{ ResourceId: arn, TagsList: [{ Key: "b", Value: "2" }] }]);
    await expect(list(Array.from({ length: 21 }, () => arn))).rejects.toThrow("20");
    await expect(list([`${arn}2`])).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

describe("the event history", () => {
  const lookup = async (AttributeKey: LookupAttributeKey, AttributeValue: string) =>
    (
      await client.send(
        new LookupEventsCommand({
          LookupAttributes: [{ AttributeKey, AttributeValue }],
        }),
      )
    ).Events ?? [];

  it("says who called, from where, with what", async () => {
    const mira = sandbox.person("mira", { sourceIp: "203.0.113.44", userAgent: "aws-cli" });
    await create({}, new CloudTrailClient(clientOf(sandbox, mira)));
    const [event] = await lookup("EventName", "CreateTrail");
    expect(event).toMatchObject({
      EventName: "CreateTrail",
      EventSource: "cloudtrail.amazonaws.com",
      Username: "mira",
      ReadOnly: "false",
      AccessKeyId: mira.accessKeyId,
    });
    expect(event?.Resources).toContainEqual({
      ResourceType: "AWS::CloudTrail::Trail",
      ResourceName: "audit",
    });
    expect(JSON.parse(event?.CloudTrailEvent ?? "")).toMatchObject({
      eventVersion: "1.11",
      userIdentity: {
        type: "IAMUser",
        arn: `arn:aws:iam::${account}:user/mira`,
        userName: "mira",
        accountId: account,
      },
      eventTime: "2026-03-01T12:00:00Z",
      eventName: "CreateTrail",
      awsRegion: "us-east-1",
      sourceIPAddress: "203.0.113.44",
      userAgent: "aws-cli",
      requestParameters: { name: "audit", s3BucketName: "logs" },
      responseElements: { trailARN: arn },
      eventID: event?.EventId,
      readOnly: false,
      eventType: "AwsApiCall",
      recipientAccountId: account,
    });
  });

  it("names the role behind a session, and what failed", async () => {
    const AssumeRolePolicyDocument = policyFor("any").replace('"Service":"any"', '"AWS":"*"');
    await sandbox.call("iam", "CreateRole", { RoleName: "deploy", AssumeRolePolicyDocument });
    const { Credentials } = await clientsOf(sandbox).sts.send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/deploy`, RoleSessionName: "ci" }),
    );
    const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = Credentials ?? {};
    const ci = new CloudTrailClient(clientOf(sandbox, { accessKeyId, secretAccessKey }));
    await expect(read("nobody", ci)).rejects.toThrow("Unknown trail");
    const [event] = await lookup("EventName", "GetTrail");
    expect(event).toMatchObject({ Username: "ci", ReadOnly: "true" });
    expect(JSON.parse(event?.CloudTrailEvent ?? "")).toMatchObject({
      userIdentity: {
        type: "AssumedRole",
        sessionContext: {
          sessionIssuer: { type: "Role", userName: "deploy", arn: `arn:aws:iam::${account}:role/deploy` },
        },
      },
      errorCode: "TrailNotFoundException",
      responseElements: null,
    });
  });

  it("is found by resource, source, user, access and time", async () => {
    await create();
    await sandbox.clock.sleep(60_000);
    const since = sandbox.clock.now();
    await update({ S3KeyPrefix: "p" });
    const named = async (key: LookupAttributeKey, value: string) =>
      (await lookup(key, value)).map(({ EventName }) => EventName);
    expect(await named("ResourceName", "audit")).toEqual(["UpdateTrail", "CreateTrail"]);
    expect(await named("ResourceType", "AWS::IAM::Role")).toEqual(["PutRolePolicy", "CreateRole"]);
    expect(await named("EventSource", "iam.amazonaws.com")).toEqual(["PutRolePolicy", "CreateRole"]);
    expect(await named("Username", "nobody")).toEqual([]);
    expect(await named("ReadOnly", "false")).toHaveLength(10);
    const { Events = [] } = await client.send(new LookupEventsCommand({ StartTime: since }));
    expect(Events.at(-1)?.EventName).toBe("UpdateTrail");
    const before = await client.send(new LookupEventsCommand({ EndTime: new Date(since.getTime() - 1000) }));
    expect(before.Events?.[0]?.EventName).toBe("CreateTrail");
  });

  it("is read 50 events a page while new ones arrive", async () => {
    for (let i = 0; i < 120; i++) await sandbox.call("sns", "CreateTopic", { Name: `t${i}` });
    const LookupAttributes = [{ AttributeKey: "EventName" as const, AttributeValue: "CreateTopic" }];
    const found = new Set<string | undefined>();
    const sizes: number[] = [];
    let NextToken: string | undefined;
    do {
      const reply = await client.send(new LookupEventsCommand({ LookupAttributes, NextToken }));
      sizes.push(reply.Events?.length ?? 0);
      for (const { EventId } of reply.Events ?? []) found.add(EventId);
      await sandbox.call("sns", "CreateTopic", { Name: `more-${sizes.length}` });
      ({ NextToken } = reply);
    } while (NextToken);
    expect(sizes).toEqual([50, 50, 20]);
    expect(found.size).toBe(120);
  });

  it("refuses what CloudTrail refuses", async () => {
    const refused = (input: object, name: string) =>
      expect(client.send(new LookupEventsCommand(input))).rejects.toMatchObject({ name });
    await refused({ MaxResults: 51 }, "InvalidMaxResultsException");
    await refused({ NextToken: "x" }, "InvalidNextTokenException");
    await refused({ StartTime: new Date(1), EndTime: new Date(0) }, "InvalidTimeRangeException");
    const one = { AttributeKey: "EventName", AttributeValue: "a" };
    await refused({ LookupAttributes: [one, one] }, "InvalidLookupAttributesException");
  });
});
