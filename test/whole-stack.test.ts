import { beforeEach, describe, expect, test } from "vitest";
import { type CommandLine, commandLine, installation } from "./cli/command-line.ts";
import { evidence, head, stack } from "./stack.ts";

/*
 * A trail with everything around it, from an account that has nothing to one that has it all, and back: through roles and
 * policies that take a while to get around, and reads that lag.
 */

const canary = `${head}
kind: Topic
metadata: { name: stays }
spec: {}
`;

let on: CommandLine;

beforeEach(async () => {
  on = commandLine({ "installation.yaml": installation, "canary.yaml": canary });
  await on.sandbox.call("ec2", "CreateVpc", { CidrBlock: "10.0.0.0/16" });
  on.sandbox.propagation = 15_000;
  on.sandbox.lag = 1_000;
  await on.sandbox.clock.sleep(60_000);
});

async function succeeds(command: string) {
  const { code, stdout, stderr } = await on.run(command);
  expect({ code, said: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, said: "" });
  return stdout;
}

/** The calls that made, or took away, one of each. */
function milestones(): string[] {
  const telling =
    /^(Create|Delete)(Bucket|LogGroup|Role|Topic|Trail|FlowLogs)$|^PutMetricAlarm$|^DeleteAlarms$/;
  return on.sandbox.calls.entries
    .filter(({ operation, outcome }) => telling.test(operation) && outcome === "ok")
    .map(({ operation }) => operation);
}

function without(files: Record<string, string>) {
  return Object.fromEntries(Object.keys(files).map((path) => [path, undefined]));
}

describe("a trail with its bucket, group, role, topic and alarm", () => {
  test("comes up from nothing in one apply, in an order that AWS takes, and stays as it is", async () => {
    on.write(stack());
    await succeeds("apply specs --yes");
    const order = milestones();
    const before = (first: string, then: string) =>
      expect(order.indexOf(first)).toBeLessThan(order.indexOf(then));
    for (const name of ["CreateBucket", "CreateLogGroup", "CreateRole", "CreateTopic"])
      before(name, "CreateTrail");
    for (const name of ["CreateBucket", "CreateLogGroup", "CreateRole"]) before(name, "CreateFlowLogs");
    before("CreateTopic", "PutMetricAlarm");
    on.writes();
    await succeeds("plan specs --detailed-exitcode");
    await succeeds("apply specs --yes");
    expect(on.writes()).toEqual([]);
  });

  test("goes down again in one apply, users before what they use", async () => {
    const files = stack(evidence);
    on.write(files);
    await succeeds("apply specs --yes");
    on.sandbox.calls.clear();
    on.write(without(files));
    const planned = await on.run("plan specs");
    expect(planned.stdout).toContain("--allow-data-loss");
    await succeeds("apply specs --yes --allow-data-loss");
    const order = milestones();
    const before = (first: string, then: string) =>
      expect(order.indexOf(first)).toBeLessThan(order.indexOf(then));
    for (const name of ["DeleteBucket", "DeleteLogGroup", "DeleteRole", "DeleteTopic"]) {
      expect(order).toContain(name);
      before("DeleteTrail", name);
    }
    for (const name of ["DeleteBucket", "DeleteLogGroup", "DeleteRole"]) before("DeleteFlowLogs", name);
    on.writes();
    await on.sandbox.clock.sleep(on.sandbox.lag);
    await succeeds("plan specs --detailed-exitcode");
    expect(on.writes()).toEqual([]);
  });

  test("keeps what it relies on when its documents go and it is retained", async () => {
    const files = stack();
    on.write(files);
    await succeeds("apply specs --yes");
    on.sandbox.calls.clear();
    on.write(without(files));
    const { stdout } = await on.run("apply specs --yes --allow-data-loss");
    expect(stdout).toContain("DeliveryRole/delivery is still used by Trail/audit");
    expect(milestones().filter((name) => !["DeleteFlowLogs", "DeleteAlarms"].includes(name))).toEqual([]);
  });
});
