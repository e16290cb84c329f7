import { CloudTrailClient, DescribeTrailsCommand, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { CreateFlowLogsCommand, DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { ListSubscriptionsCommand, SNSClient } from "@aws-sdk/client-sns";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { fillSampleAccount } from "../../controller/sandbox/sample-account.ts";
import { account, clientOf, clientsOf, testSandbox } from "./sandbox.ts";

async function filled() {
  const sandbox = testSandbox();
  const sample = await fillSampleAccount(sandbox);
  return { sandbox, sample, config: clientOf(sandbox) };
}

describe("the sample account", () => {
  it("is the same each time", async () => {
    const [first, second] = [await filled(), await filled()];
    expect(second.sample).toEqual(first.sample);
    expect(second.sandbox.history.of(account, "us-east-1")).toEqual(
      first.sandbox.history.of(account, "us-east-1"),
    );
  });

  it("made no call that failed, and none that counts as the controller's", async () => {
    const { sandbox } = await filled();
    const events = [account, "444455556666"].flatMap((owner) =>
      ["us-east-1", "ap-northeast-2"].flatMap((region) => sandbox.history.of(owner, region)),
    );
    expect(events.filter(({ errorCode }) => errorCode !== undefined)).toEqual([]);
    expect(new Set(events.map(({ caller }) => caller.userName))).toEqual(
      new Set(["terraform", "mira", "admin"]),
    );
    expect(sandbox.calls.entries).toEqual([]);
  });

  it("has a production VPC to find by its tags, in both regions", async () => {
    const { sample, config } = await filled();
    const Filters = [{ Name: "tag:Env", Values: ["prod"] }];
    for (const [region, id] of [
      ["us-east-1", sample.vpcs.prod],
      ["ap-northeast-2", sample.vpcs.seoul],
    ] as const) {
      const { Vpcs } = await new EC2Client({ ...config, region }).send(new DescribeVpcsCommand({ Filters }));
      expect(Vpcs?.map(({ VpcId }) => VpcId)).toEqual([id]);
    }
  });

  it("takes flow logs into its log group and its bucket", async () => {
    const { sample, config } = await filled();
    const of = { ResourceType: "VPC" as const, ResourceIds: [sample.vpcs.prod], TrafficType: "ALL" as const };
    const ec2 = new EC2Client(config);
    const DeliverLogsPermissionArn = `arn:aws:iam::${account}:role/FlowLogsToCloudWatchLogs`;
    for (const to of [
      { LogGroupName: "/aws/vpc/flow-logs", DeliverLogsPermissionArn },
      { LogDestinationType: "s3" as const, LogDestination: "arn:aws:s3:::acme-audit-logs/flow-logs" },
    ])
      expect((await ec2.send(new CreateFlowLogsCommand({ ...of, ...to }))).FlowLogIds).toHaveLength(1);
  });

  it("has monitoring of others, and the event history says whose", async () => {
    const { sandbox, config } = await filled();
    const AlarmTypes = ["MetricAlarm" as const, "CompositeAlarm" as const];
    const alarms = await clientsOf(sandbox).cloudwatch.send(new DescribeAlarmsCommand({ AlarmTypes }));
    expect(alarms.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual([
      "legacy-db-connections",
      "legacy-db-free-storage",
      "mira-load-test-cpu",
    ]);
    expect(alarms.CompositeAlarms).toMatchObject([{ AlarmName: "legacy-db-unwell" }]);
    const trails = new CloudTrailClient(config);
    expect((await trails.send(new DescribeTrailsCommand({}))).trailList).toMatchObject([
      { Name: "terraform-baseline" },
    ]);
    const { Subscriptions } = await new SNSClient(config).send(new ListSubscriptionsCommand({}));
    expect(Subscriptions?.map(({ SubscriptionArn }) => SubscriptionArn === "PendingConfirmation")).toEqual([
      true,
      false,
    ]);
    const LookupAttributes = [
      { AttributeKey: "ResourceName" as const, AttributeValue: "mira-load-test-cpu" },
    ];
    expect((await trails.send(new LookupEventsCommand({ LookupAttributes }))).Events).toMatchObject([
      { EventName: "PutMetricAlarm", Username: "mira" },
    ]);
  });

  it("lets itself into the second account with the external id alone", async () => {
    const { sandbox, sample } = await filled();
    const { sts } = clientsOf(sandbox);
    const assume = (ExternalId?: string) =>
      sts.send(
        new AssumeRoleCommand({
          RoleArn: "arn:aws:iam::444455556666:role/watchkeeper",
          RoleSessionName: "watchkeeper",
          ExternalId,
        }),
      );
    await expect(assume()).rejects.toMatchObject({ name: "AccessDenied" });
    const { Credentials } = await assume("acme-watchkeeper");
    const there = new EC2Client(
      clientOf(sandbox, {
        accessKeyId: Credentials?.AccessKeyId ?? "",
        secretAccessKey: Credentials?.SecretAccessKey ?? "",
      }),
    );
    const { Vpcs } = await there.send(new DescribeVpcsCommand({}));
    expect(Vpcs).toMatchObject([{ VpcId: sample.vpcs.otherAccount, OwnerId: "444455556666" }]);
  });
});
