import { beforeEach, describe, expect, test } from "vitest";
import { type CommandLine, commandLine, installation } from "./cli/command-line.ts";

/*
 * A trail outlives its document, and its changes may be refused: what it writes to has to let it go on, whatever git says
 * of the rest.
 */

const document = (kind: string, name: string, spec: string, annotations = "") => `
apiVersion: watchkeeper.dev/v1alpha1
kind: ${kind}
metadata: { name: ${name}, annotations: { ${annotations} } }
spec: ${spec}
`;

const trail = (bucket: string, annotations = "") =>
  document(
    "Trail",
    "audit",
    `{ s3BucketName: { ref: LogBucket/${bucket} }, cloudWatchLogsLogGroupArn: { ref: LogGroup/audit }, cloudWatchLogsRoleArn: { ref: DeliveryRole/delivery } }`,
    annotations,
  );

let on: CommandLine;

beforeEach(async () => {
  on = commandLine({
    "installation.yaml": installation,
    "bucket.yaml": document("LogBucket", "acme-evidence", "{}"),
    "other.yaml": document("LogBucket", "acme-other", "{}"),
    "group.yaml": document("LogGroup", "audit", "{}"),
    "role.yaml": document("DeliveryRole", "delivery", "{ services: [{ service: events.amazonaws.com }] }"),
    "trail.yaml": trail("acme-evidence"),
  });
  await on.run("apply specs --yes");
  on.writes();
});

describe("a retained trail whose document is gone", () => {
  beforeEach(() => on.write({ "trail.yaml": undefined }));

  test("is still let into its bucket and its role", async () => {
    const { code, stdout } = await on.run("apply specs --yes");
    expect(stdout).toContain("0 to update");
    expect({ code, writes: on.writes() }).toEqual({ code: 0, writes: [] });
  });

  test("isn't shut out while it can't be read", async () => {
    on.sandbox.schedule(({ operation }) => (operation === "GetTrailStatus" ? { kind: "denied" } : undefined));
    const { code, stdout } = await on.run("apply specs --yes");
    expect(stdout).toContain("LogBucket/acme-evidence may be relied on by a Trail in 111122223333/us-east-1");
    expect({ code, writes: on.writes() }).toEqual({ code: 1, writes: [] });
  });

  test("keeps its role while the listing of trails fails, also when the role's document goes", async () => {
    on.write({ "role.yaml": undefined });
    on.sandbox.schedule(({ operation }) =>
      operation === "DescribeTrails" ? { kind: "fail-before" } : undefined,
    );
    const { code, stdout } = await on.run("apply specs --yes");
    expect(stdout).toContain("DeliveryRole/delivery may be relied on by a Trail");
    expect({ code, writes: on.writes() }).toEqual({ code: 1, writes: [] });
  });
});

/** The policy of the bucket in which the trail is at first. */
async function policy() {
  const { Policy } = (await on.sandbox.call("s3", "GetBucketPolicy", { Bucket: "acme-evidence" })) as {
    Policy: string;
  };
  return Policy;
}

describe("a trail that is to move to another bucket", () => {
  test("is still let into the one it has while its change is refused", async () => {
    on.write({ "trail.yaml": trail("acme-other", "watchkeeper.dev/reconcile: disabled") });
    await on.run("apply specs --yes");
    expect(await policy()).toContain("trail/audit");
  });

  test("is still let into the one it has while it can't be moved", async () => {
    on.write({ "trail.yaml": trail("acme-other") });
    on.sandbox.schedule(({ operation }) => (operation === "UpdateTrail" ? { kind: "denied" } : undefined));
    const { stdout } = await on.run("apply specs --yes");
    expect(stdout).toContain("kept as it is, since Trail/audit still uses it");
    expect(await policy()).toContain("trail/audit");
  });

  test("is shut out of the one it had in the same apply, once it has moved", async () => {
    on.write({ "trail.yaml": trail("acme-other") });
    expect(await on.run("apply specs --yes")).toMatchObject({ code: 0 });
    expect(await policy()).not.toContain("trail/audit");
    on.writes();
    await on.run("apply specs --yes");
    expect(on.writes()).toEqual([]);
  });
});

test("a bucket goes on letting a trail in whose document is broken", async () => {
  on.write({ "trail.yaml": document("Trail", "audit", "{ s3BucketName: { ref: LogBucket/acme-typo } }") });
  await on.run("apply specs --yes");
  on.write({ "trail.yaml": "kind: Trail\nspec: [" });
  await on.run("apply specs --yes");
  expect(on.writes()).toEqual([]);
});

test("a bucket goes on letting a trail in that can't be deleted", async () => {
  on.write({ "trail.yaml": trail("acme-evidence", "watchkeeper.dev/deletion-policy: delete") });
  await on.run("apply specs --yes");
  on.write({ "trail.yaml": undefined });
  on.sandbox.schedule(({ operation }) => (operation === "DeleteTrail" ? { kind: "denied" } : undefined));
  await on.run("apply specs --yes --allow-data-loss");
  expect(await policy()).toContain("trail/audit");
});

test("what can't be read isn't deleted, since nobody can say what would be lost", async () => {
  const going = document("LogGroup", "going", "{}", "watchkeeper.dev/deletion-policy: delete");
  on.write({ "going.yaml": going });
  await on.run("apply specs --yes");
  on.writes();
  on.write({ "going.yaml": undefined });
  on.sandbox.schedule(({ operation }) =>
    operation === "DescribeSubscriptionFilters" ? { kind: "denied" } : undefined,
  );
  const { code } = await on.run("apply specs --yes");
  expect({ code, writes: on.writes() }).toEqual({ code: 1, writes: [] });
});
