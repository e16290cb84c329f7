import { describe, expect, test } from "vitest";
import type { DeliveryRoleSpec } from "../../controller/generated/types.ts";
import type { Grant, Observed } from "../../controller/kind.ts";
import { type DeliveryRoleShape, roleFromAws } from "../../controller/kinds/delivery-role/shape.ts";
import { deliveryRole } from "../../controller/kinds/delivery-role.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { rig, sketch, wantedBy } from "../rig.ts";
import { testScope } from "./fixture.ts";
import { ourTags, sandboxed, verdict, wantedOf, writeOf } from "./sandboxed.ts";

const { account } = testScope;
const arn = `arn:aws:iam::${account}:role/audit`;
const group = `arn:aws:logs:us-east-1:${account}:log-group:/aws/cloudtrail/audit`;
const setting = { scope: testScope, name: "audit", each: undefined };
const services = [{ service: "sns.amazonaws.com" }];
const spec: DeliveryRoleSpec = { services };
const statement = { actions: ["logs:PutLogEvents"], resources: [`${group}:*`] };

function shapeOf(given: DeliveryRoleSpec): DeliveryRoleShape {
  return deliveryRole.desired(given, setting);
}

function allowed(given: DeliveryRoleSpec, grants: readonly Grant[]): DeliveryRoleShape | string | undefined {
  return deliveryRole.allow?.(shapeOf(given), grants);
}

const trailGrant: Grant = {
  on: arn,
  service: "cloudtrail.amazonaws.com",
  sourceAccount: account,
  sourceArn: `arn:aws:cloudtrail:us-east-1:${account}:trail/audit`,
  allows: [{ actions: ["logs:PutLogEvents", "logs:CreateLogStream"], resources: [`${group}:log-stream:*`] }],
};

async function readOne(aws: ReturnType<typeof sandboxed>["aws"], id = "audit") {
  const target = { id, wanted: shapeOf(spec), observed: undefined };
  return deliveryRole.read(aws(), [target], { tags: true });
}

async function created(given: DeliveryRoleSpec = spec, id = "audit") {
  const world = sandboxed();
  await deliveryRole.put(world.aws(), writeOf(id, shapeOf(given)));
  const { items } = await readOne(world.aws, id);
  const [observed] = items;
  if (!observed) throw new Error("the role was not made");
  return { ...world, observed };
}

const call = (sandbox: Sandbox, operation: string, input: object = {}) =>
  sandbox.call("iam", operation, { RoleName: "audit", ...input });

describe("whom a role trusts", () => {
  test("is who refers to it, for their account and resource alone", () => {
    expect(allowed({}, [trailGrant])).toMatchObject({
      assumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "cloudtrail.amazonaws.com" },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "aws:SourceAccount": [account] },
              ArnLike: { "aws:SourceArn": [trailGrant.sourceArn] },
            },
          },
        ],
      },
    });
  });

  test("is one statement a service, however many refer to it and in whichever order", () => {
    const other = {
      ...trailGrant,
      sourceArn: "arn:aws:cloudtrail:us-east-1:444455556666:trail/b",
      sourceAccount: "444455556666",
    };
    const flowLogs = { ...trailGrant, service: "vpc-flow-logs.amazonaws.com" };
    const shape = allowed(spec, [trailGrant, other, flowLogs]);
    expect(shape).toEqual(allowed(spec, [flowLogs, other, trailGrant, other]));
    expect(shape).toMatchObject({
      assumeRolePolicyDocument: {
        Statement: [
          { Condition: { StringEquals: { "aws:SourceAccount": [account, "444455556666"] } } },
          { Principal: { Service: "sns.amazonaws.com" } },
          { Principal: { Service: "vpc-flow-logs.amazonaws.com" } },
        ],
      },
    });
  });

  test("isn't narrowed to resources for an account where one use doesn't say which it acts for", () => {
    const { sourceArn: _, ...silent } = trailGrant;
    const elsewhere = { ...trailGrant, sourceAccount: "444455556666" };
    expect(allowed({}, [trailGrant, silent])).toMatchObject({
      assumeRolePolicyDocument: {
        Statement: [{ Condition: { StringEquals: { "aws:SourceAccount": [account] } } }],
      },
    });
    expect(allowed({}, [trailGrant, silent])).not.toHaveProperty(
      "assumeRolePolicyDocument.Statement.0.Condition.ArnLike",
    );
    // The other account is let in no further for that.
    expect(allowed({}, [elsewhere, silent])).toMatchObject({
      assumeRolePolicyDocument: {
        Statement: [
          { Condition: { StringEquals: { "aws:SourceAccount": [account] } } },
          {
            Condition: {
              StringEquals: { "aws:SourceAccount": ["444455556666"] },
              ArnLike: { "aws:SourceArn": [trailGrant.sourceArn] },
            },
          },
        ],
      },
    });
  });

  test("has no condition for a service that says nothing of whom it acts for", () => {
    const shape = shapeOf({ services: [{ service: "sns.amazonaws.com", sourceAccounts: [] }] });
    expect(shape.assumeRolePolicyDocument).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
  });

  test("can't be nobody", () => {
    expect(allowed({ statements: [statement] }, [])).toMatch(/nobody refers to it.*add services/);
    expect(allowed(spec, [])).toEqual(shapeOf(spec));
  });
});

describe("what a role allows", () => {
  test("is what those need who refer to it, and its own statements, joined", () => {
    const shape = allowed({ statements: [{ ...statement, resources: [`${group}:log-stream:*`] }] }, [
      trailGrant,
      {
        ...trailGrant,
        allows: [{ actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${group}-2:*`] }],
      },
      { ...trailGrant, allows: [{ actions: ["firehose:PutRecord"], resources: ["*"] }] },
    ]);
    expect(shape).toMatchObject({
      policy: {
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: ["firehose:PutRecord"], Resource: ["*"] },
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: [`${group}-2:*`, `${group}:log-stream:*`],
          },
        ],
      },
    });
  });

  test("isn't joined across conditions, whose order means nothing", () => {
    const one = {
      StringEquals: { "aws:RequestedRegion": ["b", "a"] },
      Bool: { "aws:SecureTransport": "true" },
    };
    const same = {
      Bool: { "aws:SecureTransport": ["true"] },
      StringEquals: { "aws:RequestedRegion": ["a", "b"] },
    };
    const shape = shapeOf({
      statements: [statement, { ...statement, conditions: one }, { ...statement, conditions: same }],
    });
    expect(shape.policy).toMatchObject({ Statement: [{ Condition: same }, { Action: statement.actions }] });
    expect(shape.policy).toHaveProperty("Statement.length", 2);
  });

  test("is nothing where nobody needs anything", () => {
    expect(shapeOf(spec)).not.toHaveProperty("policy");
  });

  test("may not be more than IAM takes", () => {
    const resources = Array.from(
      { length: 200 },
      (_, index) => `arn:aws:logs:us-east-1:1:log-group:group-number-${index}`,
    );
    expect(
      allowed(spec, [{ ...trailGrant, allows: [{ actions: ["logs:PutLogEvents"], resources }] }]),
    ).toMatch(/has \d+ characters, and IAM takes 10240; let some of them use another DeliveryRole/);
  });
});

describe("a role in AWS", () => {
  test("is read as it was made, with the defaults that IAM fills in", async () => {
    const { observed, aws } = await created({ ...spec, statements: [statement] });
    expect(observed).toEqual({
      id: "audit",
      arn,
      tags: { ...ourTags, team: "payments" },
      shape: shapeOf({ ...spec, statements: [statement] }),
    });
    const listing = await deliveryRole.observe(aws(), new Map());
    expect(listing).toMatchObject({ items: [observed], foreign: 0, complete: true });
  });

  test("has its path in its id and its ARN", async () => {
    const id = deliveryRole.id({ ...spec, path: "/ops/logs/" }, setting);
    expect(deliveryRole.arn?.(id, testScope)).toBe(`arn:aws:iam::${account}:role/ops/logs/audit`);
    const { observed } = await created(spec, id);
    expect(observed).toMatchObject({
      id,
      arn: `arn:aws:iam::${account}:role/ops/logs/audit`,
      awsId: "audit",
    });
  });

  test("of another path or in another case takes the name", async () => {
    const { aws, sandbox } = await created(spec, "ops/Audit");
    for (const id of ["audit", "ops/audit"]) {
      const listing = await deliveryRole.observe(aws(), wantedOf("DeliveryRole", shapeOf(spec), id));
      expect(listing.items).toEqual([
        { id, arn: `arn:aws:iam::${account}:role/ops/Audit`, tags: {}, shape: undefined },
      ]);
      expect(listing.problems).toMatchObject([{ code: "name-taken" }]);
      expect(listing.problems[0]?.message).toContain("role/ops/Audit has this name");
    }
    const { items, problems } = await readOne(aws, "other/Audit");
    expect([items.length, problems[0]?.code]).toEqual([1, "name-taken"]);
    await expect(
      sandbox.call("iam", "CreateRole", {
        RoleName: "AUDIT",
        AssumeRolePolicyDocument: '{"Statement":[{}]}',
      }),
    ).rejects.toMatchObject({ code: "EntityAlreadyExists" });
  });

  test("of somebody else's is only counted", async () => {
    const { aws, sandbox } = sandboxed();
    await call(sandbox, "CreateRole", { AssumeRolePolicyDocument: '{"Statement":[{}]}' });
    expect(await deliveryRole.observe(aws(), new Map())).toMatchObject({ items: [], foreign: 1 });
  });

  test("that trusts what was deleted, or whose policy isn't one, is drift and no failure", async () => {
    const { aws, sandbox } = await created();
    const Principal = { AWS: "AIDAQ3EGEXAMPLE", Service: "sns.amazonaws.com" };
    const trust = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
    };
    await call(sandbox, "UpdateAssumeRolePolicy", { PolicyDocument: JSON.stringify(trust) });
    const { items } = await readOne(aws);
    expect(items[0]?.shape?.assumeRolePolicyDocument).toEqual(trust);
  });

  test.each([
    ["%", "%"],
    ["{", "{"],
    ["%7B%22a%22%3A1%7D", { a: 1 }],
  ])("with the policy document %j has the policy %j", (encoded, document) => {
    const inline = new Map([["watchkeeper", encoded]]);
    expect(
      roleFromAws({
        description: "",
        maxSessionDuration: undefined,
        permissionsBoundary: undefined,
        trust: "",
        inline,
        attached: [],
      }),
    ).toEqual({ maxSessionDuration: 3600, assumeRolePolicyDocument: "", policy: document });
  });
});

describe("what somebody adds by hand", () => {
  const wanted = wantedBy(deliveryRole, { services, statements: [statement] }, { name: "audit" });

  test("is drift, and is taken away again", async () => {
    const on = rig({ kinds: [deliveryRole] });
    await on.pass(wanted);
    const everything = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
    await call(on.sandbox, "AttachRolePolicy", { PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" });
    await call(on.sandbox, "PutRolePolicy", { PolicyName: "more", PolicyDocument: everything });
    await call(on.sandbox, "PutRolePolicy", { PolicyName: "watchkeeper", PolicyDocument: everything });
    const { plan } = await on.pass(wanted);
    expect(sketch(plan.changes)).toEqual([
      "update DeliveryRole/audit /spec/inlinePolicies (drift) /spec/managedPolicyArns (drift) /spec/policy (drift)",
    ]);
    expect(on.writes().filter((name) => name.startsWith("D"))).toEqual([
      "DetachRolePolicy",
      "DeleteRolePolicy",
    ]);
    expect(sketch((await on.plan(wanted)).changes)).toEqual([]);
  });

  test("stays where the document says to ignore it", async () => {
    const on = rig({ kinds: [deliveryRole] });
    const ignoring = wantedBy(
      deliveryRole,
      { services },
      {
        name: "audit",
        manners: { ignore: ["/spec/managedPolicyArns"] },
      },
    );
    await on.pass(ignoring);
    await call(on.sandbox, "AttachRolePolicy", { PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
    await call(on.sandbox, "UpdateRoleDescription", { Description: "mine" });
    await on.pass(ignoring);
    expect(await call(on.sandbox, "ListAttachedRolePolicies")).toMatchObject({ AttachedPolicies: [{}] });
    expect(sketch((await on.plan(ignoring)).changes)).toEqual([]);
  });

  test("isn't drift where a policy only says the same otherwise", async () => {
    const on = rig({ kinds: [deliveryRole] });
    await on.pass(wanted);
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: { Resource: statement.resources[0], Action: "logs:putLogEvents", Effect: "Allow" },
    });
    await call(on.sandbox, "PutRolePolicy", { PolicyName: "watchkeeper", PolicyDocument });
    expect(sketch((await on.plan(wanted)).changes)).toEqual([]);
  });
});

describe("deletion", () => {
  const remove = (aws: ReturnType<typeof sandboxed>["aws"], ...doomed: Observed<DeliveryRoleShape>[]) =>
    deliveryRole.remove(aws(), doomed);

  test("takes every policy away first, whoever added it", async () => {
    const { aws, sandbox, observed } = await created({ ...spec, statements: [statement] });
    await call(sandbox, "AttachRolePolicy", { PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" });
    await call(sandbox, "PutRolePolicy", { PolicyName: "more", PolicyDocument: '{"Statement":[{}]}' });
    expect(await remove(aws, observed)).toEqual(new Map());
    await expect(call(sandbox, "GetRole")).rejects.toMatchObject({ code: "NoSuchEntity" });
    expect(await remove(aws, observed)).toEqual(new Map());
  });

  test("takes nothing from a role that an instance profile holds", async () => {
    const { aws, sandbox, observed } = await created({ ...spec, statements: [statement] });
    const InstanceProfileName = "web";
    await sandbox.call("iam", "CreateInstanceProfile", { InstanceProfileName });
    await call(sandbox, "AddRoleToInstanceProfile", { InstanceProfileName });
    const errors = await remove(aws, observed);
    expect(String(errors.get("audit"))).toContain("instance profile web; remove it from there");
    expect((await readOne(aws)).items).toEqual([observed]);
  });
});

test("a role that IAM doesn't know yet right after its creation is waited for", async () => {
  const on = rig({ kinds: [deliveryRole] });
  const wanted = wantedBy(deliveryRole, { services, statements: [statement] }, { name: "audit" });
  // Somebody takes the role away under our hands, which looks to PutRolePolicy as if it weren't known yet.
  let spoilt = 0;
  on.sandbox.schedule(({ operation }) =>
    operation === "PutRolePolicy" && spoilt++ === 0
      ? { kind: "third-party-edit", edit: async () => void (await call(on.sandbox, "DeleteRole")) }
      : undefined,
  );
  const { outcomes } = await on.pass(wanted);
  expect(outcomes.map(({ status }) => status)).toEqual(["done"]);
  expect(sketch((await on.plan(wanted)).changes)).toEqual([]);
});

test("check() names what a schema can't say", () => {
  expect(verdict(deliveryRole, { services, path: "/aws-service-role/x/" })).toEqual([
    "/spec/path reserved-path",
  ]);
  expect(verdict(deliveryRole, { services, path: "/ops/" })).toEqual([]);
  const document = { kind: "DeliveryRole", spec, at: (file: string) => ({ file, line: 1, column: 1 }) };
  const metadata = { name: "x".repeat(65), labels: {}, annotations: {} };
  expect(deliveryRole.check({ ...document, metadata }).map(({ code }) => code)).toEqual(["invalid-name"]);
});
