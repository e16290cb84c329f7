import { describe, expect, test } from "vitest";
import { kinds } from "../../controller/generated/registry.ts";
import type { Grant } from "../../controller/kind.ts";
import { testScope } from "./fixture.ts";

/** What objects of a kind ask of others, from a spec in which every reference is resolved. */
function asked(kindName: string, spec: object): Grant[] {
  const kind = kinds.get(kindName);
  if (!kind) throw new Error(`there is no kind ${kindName}`);
  const setting = { scope: testScope, name: "thing", each: undefined };
  const id = kind.id(spec, setting);
  const shape = kind.desired(spec, setting);
  return kind.grants?.({ id, arn: kind.arn?.(id, testScope), scope: testScope, shape }) ?? [];
}

describe("a trail", () => {
  const group = "arn:aws:logs:us-east-1:111122223333:log-group:audit";
  const arn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/thing";

  test("asks its bucket for the folder of its account, and its role for its group", () => {
    const grants = asked("Trail", {
      s3BucketName: "logs",
      s3KeyPrefix: "trail",
      cloudWatchLogsLogGroupArn: `${group}:*`,
      cloudWatchLogsRoleArn: "arn:aws:iam::111122223333:role/delivery",
    });
    expect(grants.map(({ on }) => on)).toEqual([
      "arn:aws:s3:::logs",
      "arn:aws:iam::111122223333:role/delivery",
    ]);
    expect(grants.every(({ sourceArn }) => sourceArn === arn)).toBe(true);
    const resources = grants.flatMap(({ allows }) => allows.flatMap((allowed) => allowed.resources));
    expect(resources).toEqual([
      "arn:aws:s3:::logs",
      "arn:aws:s3:::logs/trail/AWSLogs/111122223333/*",
      `${group}:log-stream:*`,
    ]);
  });

  test("of an organization asks for the folders of all accounts", () => {
    const [bucket] = asked("Trail", { s3BucketName: "logs", isOrganizationTrail: true });
    expect(bucket?.allows.flatMap(({ resources }) => resources)).toContain("arn:aws:s3:::logs/AWSLogs/*");
  });
});

describe("a flow log", () => {
  const files = (more: object) =>
    asked("FlowLog", {
      resourceType: "VPC",
      resourceIds: ["vpc-1"],
      trafficType: "ALL",
      logDestinationType: "s3",
      ...more,
    }).flatMap(({ allows }) => allows.flatMap(({ resources }) => resources));

  test("asks its bucket for the folder that it writes to, by either way of naming it", () => {
    expect(files({ logDestination: "arn:aws:s3:::logs/vpc/" })).toEqual([
      "arn:aws:s3:::logs",
      "arn:aws:s3:::logs/vpc/AWSLogs/111122223333/*",
    ]);
    const hive = { destinationOptions: { hiveCompatiblePartitions: true } };
    expect(files({ logDestination: "arn:aws:s3:::logs", ...hive })).toEqual([
      "arn:aws:s3:::logs",
      "arn:aws:s3:::logs/AWSLogs/aws-account-id=111122223333/*",
    ]);
  });

  test("asks its role for its group, and not to make groups", () => {
    const grants = asked("FlowLog", {
      resourceType: "VPC",
      resourceIds: ["vpc-1"],
      trafficType: "ALL",
      logGroupName: "flows",
      deliverLogsPermissionArn: "arn:aws:iam::111122223333:role/delivery",
    });
    expect(grants).toMatchObject([
      { on: "arn:aws:iam::111122223333:role/delivery", service: "vpc-flow-logs.amazonaws.com" },
    ]);
    const actions = grants.flatMap(({ allows }) => allows.flatMap((allowed) => allowed.actions));
    expect(actions).not.toContain("logs:CreateLogGroup");
    expect(actions).toContain("logs:PutLogEvents");
  });
});
