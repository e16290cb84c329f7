import { createHash } from "node:crypto";
import type { CreateVpcResult, FlowLog } from "@aws-sdk/client-ec2";
import { beforeEach, describe, expect, test } from "vitest";
import type { Aws } from "../../controller/aws/aws.ts";
import { classify, errorCode } from "../../controller/aws/errors.ts";
import { ownerTag } from "../../controller/aws/tags.ts";
import type { FlowLogSpec } from "../../controller/generated/types.ts";
import type { Observed } from "../../controller/kind.ts";
import { type FlowLogShape, flowLogFromAws } from "../../controller/kinds/flow-log/shape.ts";
import { flowLog } from "../../controller/kinds/flow-log.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import schema from "../../schemas/flow-log.json" with { type: "json" };
import { rig, wantedBy } from "../rig.ts";
import { type Spec, testScope } from "./fixture.ts";
import { fixture } from "./flow-log.ts";
import { ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";

const setting = { scope: testScope, name: "traffic", each: undefined };
const vpc = "vpc-0a1b2c3d4e5f60001";
const tgw = "tgw-0a1b2c3d4e5f60001";
const group = "arn:aws:logs:us-east-1:111122223333:log-group:/aws/vpc/flow-logs";
const vpcFormat =
  "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";
const bucketSpec = fixture.bases.default;
const groupSpec = fixture.bases["logGroup"] ?? {};

// Fixtures are specs as YAML has them; the schema's own test holds them valid.
const typed = (spec: Spec) => spec as unknown as FlowLogSpec;
const desired = (spec: Spec) => flowLog.desired(typed(spec), setting);
const idOf = (spec: Spec) => flowLog.id(typed(spec), setting);
const check = (spec: Spec) => verdict(flowLog, spec);

describe("the objects of a document", () => {
  test("are one for each resource, named after it", () => {
    const parts = flowLog.split?.(typed({ ...bucketSpec, resourceIds: ["vpc-1", "vpc-2"] }));
    expect(parts?.map(({ each, spec }) => [each, spec.resourceIds])).toEqual([
      ["vpc-1", ["vpc-1"]],
      ["vpc-2", ["vpc-2"]],
    ]);
  });

  test("are told apart by resource, destination and traffic, however the destination is written", () => {
    const id = `${vpc} → ${group} (ALL)`;
    const { logGroupName: _, ...rest } = groupSpec;
    expect(idOf(groupSpec)).toBe(id);
    expect(idOf({ ...rest, logDestination: group })).toBe(id);
    expect(idOf({ ...rest, logDestination: `${group}:*` })).toBe(id);
    expect(idOf({ ...bucketSpec, logDestination: "arn:aws:s3:::acme-flow-logs/" })).toBe(idOf(bucketSpec));
    expect(idOf(fixture.bases["transitGateway"] ?? {})).toBe(`${tgw} → arn:aws:s3:::acme-flow-logs`);
  });
});

describe("the shape of a flow log", () => {
  test("has AWS's defaults but neither its format nor another destination's options", () => {
    expect(desired(bucketSpec)).toEqual({
      resourceType: "VPC",
      resourceIds: [vpc],
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: "arn:aws:s3:::acme-flow-logs",
      maxAggregationInterval: 600,
      destinationOptions: {
        fileFormat: "plain-text",
        hiveCompatiblePartitions: false,
        perHourPartition: false,
      },
    });
    expect(desired(groupSpec)).not.toHaveProperty("destinationOptions");
    expect(desired({ ...bucketSpec, logFormat: vpcFormat })).toEqual(desired(bucketSpec));
    expect(desired(fixture.bases["transitGateway"] ?? {}).maxAggregationInterval).toBe(60);
  });

  test("folds what AWS materialises, also where the group's ARN is missing", () => {
    const live: FlowLog = {
      FlowLogId: "fl-1",
      ResourceId: vpc,
      TrafficType: "ALL",
      LogDestinationType: "cloud-watch-logs",
      LogGroupName: "/aws/vpc/flow-logs",
      DeliverLogsPermissionArn: "arn:aws:iam::111122223333:role/FlowLogsToCloudWatchLogs",
      LogFormat: vpcFormat,
      MaxAggregationInterval: 600,
    };
    expect(flowLogFromAws(live, testScope)).toEqual(desired(groupSpec));
    expect(flowLogFromAws({ ...live, LogDestination: `${group}:*` }, testScope)).toEqual(desired(groupSpec));
  });

  test("takes a format with every field for a transit gateway's default, also when fields are added", () => {
    const spec = fixture.bases["transitGateway"] ?? {};
    const everything =
      "${version} ${resource-type} ${account-id} ${tgw-id} ${tgw-attachment-id} ${tgw-src-vpc-account-id} ${tgw-dst-vpc-account-id} ${tgw-src-vpc-id} ${tgw-dst-vpc-id} ${tgw-src-subnet-id} ${tgw-dst-subnet-id} ${tgw-src-eni} ${tgw-dst-eni} ${tgw-src-az-id} ${tgw-dst-az-id} ${tgw-pair-attachment-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${log-status} ${type} ${packets-lost-no-route} ${packets-lost-blackhole} ${packets-lost-mtu-exceeded} ${packets-lost-ttl-expired} ${tcp-flags} ${region} ${flow-direction} ${pkt-src-aws-service} ${pkt-dst-aws-service}";
    expect(desired({ ...spec, logFormat: `${everything} \${something-new}` })).toEqual(desired(spec));
    expect(desired({ ...spec, logFormat: "${tgw-id}" })).toHaveProperty("logFormat", "${tgw-id}");
  });

  test("leaves open what AWS's answer doesn't tell: a Cloud WAN network's type and default format", () => {
    const spec = {
      ...bucketSpec,
      resourceType: "CoreNetworkEdge",
      resourceIds: ["core-network-0a1b2c3d4e5f60001"],
      trafficType: undefined,
    };
    const live: FlowLog = {
      ResourceId: "core-network-0a1b2c3d4e5f60001",
      LogDestinationType: "s3",
      LogDestination: "arn:aws:s3:::acme-flow-logs",
      LogFormat: "${version} ${bytes}",
      MaxAggregationInterval: 60,
    };
    expect(flowLogFromAws(live, testScope, desired(spec))).toEqual(desired(spec));
    expect(flowLogFromAws(live, testScope)).toMatchObject({
      resourceType: "CoreNetwork",
      logFormat: "${version} ${bytes}",
    });
  });

  test("can't be changed in any field", () => {
    const shape = { ...desired(groupSpec), ...desired(bucketSpec) };
    for (const field of Object.keys(shape)) {
      expect(Object.entries(flowLog.fields)).toContainEqual([
        field,
        expect.objectContaining({ immutable: true }),
      ]);
    }
  });
});

describe("the checks of a flow log", () => {
  test("let the fixtures through", () => {
    const specs = [...Object.values(fixture.bases), ...Object.values(fixture.variants).flat()];
    for (const spec of specs) expect(check(spec)).toEqual([]);
    expect(check({ ...bucketSpec, resourceIds: ["${each.id}"] })).toEqual([]);
  });

  test("report every broken rule at its place, all at once", () => {
    expect(
      check({
        resourceType: "TransitGateway",
        resourceIds: [tgw, vpc, tgw],
        trafficType: "ALL",
        maxAggregationInterval: 600,
        logGroupName: "/aws/vpc/flow-logs",
        logDestination: "arn:aws:s3:::acme-flow-logs",
        destinationOptions: { fileFormat: "parquet" },
        logFormat: "${srcaddr} dstaddr ${instance-tag}",
        tagFieldSpecifications: [
          { resourceType: "auto-scaling-group", tagKeys: ["Name"] },
          { resourceType: "auto-scaling-group", tagKeys: ["Team"] },
        ],
      }),
    ).toEqual([
      "/spec missing-field",
      "/spec/destinationOptions conflicting-fields",
      "/spec/logDestination invalid-arn",
      "/spec/logFormat invalid-format",
      "/spec/logFormat missing-companion",
      "/spec/logGroupName conflicting-fields",
      "/spec/maxAggregationInterval out-of-range",
      "/spec/resourceIds/1 wrong-resource-type",
      "/spec/resourceIds/2 duplicate",
      "/spec/tagFieldSpecifications/1 duplicate",
      "/spec/trafficType conflicting-fields",
    ]);
  });

  test.each([
    ["no traffic type", { ...bucketSpec, trafficType: undefined }, ["/spec missing-field"]],
    ["no destination", { ...bucketSpec, logDestination: undefined }, ["/spec missing-field"]],
    [
      "a group's name for a bucket",
      { ...bucketSpec, logGroupName: "x" },
      ["/spec/logGroupName conflicting-fields", "/spec/logGroupName conflicting-fields"],
    ],
    [
      "a folder called AWSLogs",
      { ...bucketSpec, logDestination: "arn:aws:s3:::acme-flow-logs/AWSLogs" },
      ["/spec/logDestination reserved-name"],
    ],
    [
      "a role for a bucket",
      { ...bucketSpec, deliverLogsPermissionArn: "arn:aws:iam::111122223333:role/x" },
      ["/spec/deliverLogsPermissionArn conflicting-fields"],
    ],
    [
      "26 transit gateways",
      {
        ...fixture.bases["transitGateway"],
        resourceIds: Array.from({ length: 26 }, (_, n) => `tgw-${n}`),
      },
      ["/spec/resourceIds too-many"],
    ],
  ])("find fault with %s", (_, spec, expected) => {
    expect(check(spec)).toEqual(expected);
  });
});

describe("a flow log in AWS", () => {
  let sandbox: Sandbox;
  let aws: () => Aws;

  beforeEach(async () => {
    ({ sandbox, aws } = sandboxed());
    await fixture.seed?.(sandbox);
    sandbox.calls.clear();
  });

  const operations = () => sandbox.calls.entries.map(({ operation }) => operation);

  async function read(spec: Spec, observed?: Observed<FlowLogShape>) {
    const target = { id: idOf(spec), wanted: desired(spec), observed };
    const { items, problems } = await flowLog.read(aws(), [target], { tags: true });
    expect(problems).toEqual([]);
    return items;
  }

  async function live(spec: Spec): Promise<Observed<FlowLogShape>> {
    const [item] = await read(spec);
    if (!item) throw new Error("there is no such flow log");
    return item;
  }

  const create = (spec: Spec, token = createHash("sha256").update(JSON.stringify(spec)).digest("hex")) =>
    flowLog.put(aws(), { ...writeOf(idOf(spec), desired(spec)), token });

  const specs = [
    ...Object.entries(fixture.bases),
    ...Object.entries(fixture.variants).flatMap(([name, [one, other]]) => [
      [`${name}, one`, one] as const,
      [`${name}, other`, other] as const,
    ]),
    ...Object.entries(schema.properties).flatMap(([name, { examples }]) => {
      const field = fixture.fields[name];
      if (field?.skip || name === "tags" || schema.required.includes(name)) return [];
      const base = { ...fixture.bases[field?.base ?? "default"], ...field?.with };
      return examples.map((value, index) => [`${name} ${index}`, { ...base, [name]: value }] as const);
    }),
  ];
  test.each(specs)("reads back as wanted: %s", async (_, spec) => {
    await create(spec);
    const item = await live(spec);
    expect(item.shape).toEqual(desired(spec));
    expect(item.tags).toMatchObject({ ...ourTags, team: "payments" });
    expect(item.awsId).toMatch(/^fl-/);
    expect(item.arn).toBe(`arn:aws:ec2:us-east-1:111122223333:vpc-flow-log/${item.awsId}`);
    const listing = await flowLog.observe(aws(), wantedOf("FlowLog", desired(spec), idOf(spec)));
    expect(listing.items).toEqual([item]);
  });

  test("that exists with the same destination is refused by its code, though AWS answers 200", async () => {
    await create(bucketSpec, "one");
    const refused = await create({ ...bucketSpec, maxAggregationInterval: 60 }, "two").catch(
      (error: unknown) => error,
    );
    expect(errorCode(refused)).toBe("FlowLogAlreadyExists");
    expect(classify(refused)).toBe("already-exists");
  });

  test("of a resource that doesn't exist is refused, though AWS answers 200", async () => {
    const refused = await create({ ...bucketSpec, resourceIds: ["vpc-0a1b2c3d4e5f6ffff"] }).catch(
      (error: unknown) => error,
    );
    expect(errorCode(refused)).toBe("InvalidVpcId.NotFound");
    expect(String(refused)).toContain("vpc-0a1b2c3d4e5f6ffff");
  });

  test("isn't made twice when the answer to its creation is lost", async () => {
    sandbox.schedule(({ number }) => (number === 1 ? { kind: "lost-response" } : undefined));
    await expect(create(bucketSpec)).rejects.toThrow(/ECONNRESET|lost|hang up|connection/i);
    sandbox.schedule(undefined);
    await create(bucketSpec);
    expect(await read(bucketSpec)).toHaveLength(1);
  });

  test("can't be updated", async () => {
    await create(bucketSpec);
    const before = await live(bucketSpec);
    await expect(
      flowLog.put(aws(), writeOf(before.id, desired({ ...bucketSpec, maxAggregationInterval: 60 }), before)),
    ).rejects.toThrow(/only replaced/);
  });

  test("is observed with all that carry our tag, and the others are counted", async () => {
    const other = { ...bucketSpec, logDestination: "arn:aws:s3:::acme-flow-logs/old" };
    await create(bucketSpec);
    await create(other);
    await sandbox.call("ec2", "CreateFlowLogs", {
      ResourceType: "VPC",
      ResourceIds: ["vpc-0a1b2c3d4e5f60002"],
      TrafficType: "ALL",
      LogDestinationType: "s3",
      LogDestination: "arn:aws:s3:::acme-flow-logs",
    });
    sandbox.calls.clear();
    const listing = await flowLog.observe(aws(), new Map());
    expect(listing).toMatchObject({ foreign: 1, complete: true, problems: [] });
    expect(listing.items.map(({ id }) => id)).toEqual([idOf(bucketSpec), idOf(other)].toSorted());
    expect(operations()).toEqual(["DescribeFlowLogs"]);
  });

  test("that a telemetry rule made is never ours, only in the way where git wants the same one", async () => {
    await sandbox.call("ec2", "CreateFlowLogs", {
      ResourceType: "VPC",
      ResourceIds: [vpc],
      TrafficType: "ALL",
      LogDestinationType: "s3",
      LogDestination: "arn:aws:s3:::acme-flow-logs",
      TagSpecifications: [
        {
          ResourceType: "vpc-flow-log",
          Tags: [
            { Key: "CloudWatchTelemetryRuleManaged", Value: "true" },
            { Key: ownerTag, Value: "acme" },
          ],
        },
      ],
    });
    expect(await flowLog.observe(aws(), new Map())).toMatchObject({ items: [], foreign: 1 });
    const wanted = wantedOf("FlowLog", desired(bucketSpec), idOf(bucketSpec));
    const { items, foreign } = await flowLog.observe(aws(), wanted);
    expect(items.map(({ id }) => id)).toEqual([idOf(bucketSpec)]);
    expect(foreign).toBe(0);
  });

  test("is read by its own id when it is known, and by its resource when not", async () => {
    await create(bucketSpec);
    await create({ ...bucketSpec, trafficType: "REJECT" });
    const item = await live(bucketSpec);
    expect(await read(bucketSpec, item)).toEqual([item]);
    await flowLog.remove(aws(), [item]);
    expect(await read(bucketSpec, item)).toEqual([]);
    expect(await read(bucketSpec)).toEqual([]);
    expect(await read({ ...bucketSpec, trafficType: "REJECT" })).toHaveLength(1);
  });

  test("that is gone doesn't hide the others that are read with it", async () => {
    await create(bucketSpec);
    await create({ ...bucketSpec, trafficType: "REJECT" });
    const [gone, kept] = [await live(bucketSpec), await live({ ...bucketSpec, trafficType: "REJECT" })];
    await flowLog.remove(aws(), [gone]);
    const targets = [gone, kept].map((observed) => ({ id: observed.id, wanted: undefined, observed }));
    const listing = await flowLog.read(aws(), targets, { tags: false });
    expect(listing).toMatchObject({ complete: true, problems: [] });
    expect(listing.items.map(({ id }) => id)).toEqual([kept.id]);
  });

  test("makes the listing incomplete when a page can't be read", async () => {
    sandbox.schedule(() => ({ kind: "denied" }));
    const listing = await flowLog.observe(aws(), new Map());
    expect(listing).toMatchObject({ items: [], complete: false });
    expect(listing.problems.map(({ code }) => code)).toEqual(["incomplete-listing"]);
  });

  test("gets and loses tags", async () => {
    await create(bucketSpec);
    await flowLog.tag(aws(), await live(bucketSpec), { team: "network" }, [ownerTag]);
    const { tags } = await live(bucketSpec);
    expect(tags).toMatchObject({ team: "network" });
    expect(tags).not.toHaveProperty(ownerTag);
  });

  test("is deleted in one call with others, and what is already gone counts as deleted", async () => {
    await create(bucketSpec);
    await create({ ...bucketSpec, trafficType: "REJECT" });
    const doomed = [await live(bucketSpec), await live({ ...bucketSpec, trafficType: "REJECT" })];
    sandbox.calls.clear();
    expect(await flowLog.remove(aws(), doomed)).toEqual(new Map());
    expect(operations()).toEqual(["DeleteFlowLogs"]);
    expect(await flowLog.remove(aws(), doomed)).toEqual(new Map());
  });

  test("that couldn't be deleted is named with its error", async () => {
    await create(bucketSpec);
    const doomed = await live(bucketSpec);
    sandbox.schedule(() => ({ kind: "denied" }));
    const failed = await flowLog.remove(aws(), [doomed]);
    expect([...failed.keys()]).toEqual([doomed.id]);
    expect(classify(failed.get(doomed.id))).toBe("denied");
  });

  test("that can't deliver is unwell, with AWS's reason", () => {
    const item = { id: "id", arn: "arn", shape: undefined, tags: {} };
    const status = { deliverLogsStatus: "FAILED", deliverLogsErrorMessage: "Access error" };
    expect(flowLog.health?.({ ...item, status: { ...status, deliverLogsStatus: "SUCCESS" } })).toEqual([]);
    const conditions = flowLog.health?.({ ...item, status });
    expect(conditions).toMatchObject([{ reason: "DeliveryFailed", severity: "error" }]);
    expect(conditions?.[0]?.message).toContain("Access error");
  });
});

test("a flow log that went with its VPC leaves nothing to do and nothing to complain about", async () => {
  const on = rig({ kinds: [flowLog] });
  await fixture.seed?.(on.sandbox);
  const Vpcs = await Promise.all(
    ["10.8.0.0/16", "10.9.0.0/16"].map(
      (CidrBlock) => on.sandbox.call("ec2", "CreateVpc", { CidrBlock }) as Promise<CreateVpcResult>,
    ),
  );
  const [stays = "", goes = ""] = Vpcs.map(({ Vpc }) => Vpc?.VpcId);
  const wanted = (...ids: string[]) =>
    ids.flatMap((each) =>
      wantedBy(flowLog, { ...fixture.bases.default, resourceIds: [each] }, { name: "every-vpc", each }),
    );
  await on.pass(wanted(stays, goes));
  await on.sandbox.call("ec2", "DeleteVpc", { VpcId: goes });
  on.writes();
  const { plan, outcomes } = await on.pass(wanted(stays));
  expect(plan).toMatchObject({ changes: [], problems: [] });
  expect([outcomes, on.writes()]).toEqual([[], []]);
});

test("a flow log of a VPC that isn't there is refused, without harm to the others", async () => {
  const on = rig({ kinds: [flowLog] });
  await fixture.seed?.(on.sandbox);
  const [there = ""] = fixture.bases.default["resourceIds"] as string[];
  const wanted = wantedBy(flowLog, {
    ...fixture.bases.default,
    resourceIds: [there, "vpc-0a1b2c3d4e5f6ffff"],
  });
  const { outcomes } = await on.pass(wanted);
  const told = outcomes.map((one) => (one.status === "failed" ? one.message : one.status));
  expect(told.toSorted()).toEqual([
    expect.stringMatching(/^InvalidVpcId.NotFound: vpc-0a1b2c3d4e5f6ffff: /),
    "done",
  ]);
});
