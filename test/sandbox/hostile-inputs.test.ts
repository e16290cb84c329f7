import { NormalizedSchema } from "@smithy/core/schema";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { AwsError } from "../../controller/sandbox/service.ts";
import { services } from "../../controller/sandbox/services.ts";
import { membersOf, requiredMembers, serviceModel } from "../../controller/sandbox/wire/model.ts";
import { account, testSandbox } from "./sandbox.ts";

const arn = (service: string, name: string) => `arn:aws:${service}:us-east-1:${account}:${name}`;

/** Texts that mean something to a service, and texts that shouldn't. */
const text = fc.oneof(
  fc.constantFrom(
    "here",
    "AWS/EC2",
    "Sum",
    "Average",
    "VPC",
    "ALL",
    "email",
    "All",
    "OK",
    "10.0.0.0/16",
    "60",
  ),
  fc.constantFrom(
    arn("cloudwatch", "alarm:here"),
    arn("sns", "here"),
    arn("logs", "log-group:here"),
    arn("cloudtrail", "trail/here"),
    "arn:aws:s3:::here",
    `arn:aws:iam::${account}:role/here`,
  ),
  fc.constantFrom(
    "",
    "__proto__",
    "constructor",
    "\u0000",
    "\ud800",
    "*",
    "{}",
    "null",
    "[]",
    '{"Statement":[{}]}',
  ),
  fc.constantFrom("ALARM(here)", "ALARM(", "(".repeat(300), "NOT ".repeat(300), "a".repeat(300)),
  fc.string({ unit: "binary", maxLength: 20 }),
);

/** Any value that a schema allows. */
function allowed(schema: NormalizedSchema, depth = 0): fc.Arbitrary<unknown> {
  if (schema.isStructSchema()) {
    const members = membersOf(schema).filter(([name]) => depth < 5 || requiredMembers(schema).includes(name));
    const record = Object.fromEntries(members.map(([name, member]) => [name, allowed(member, depth + 1)]));
    return fc.record(record, { requiredKeys: [...requiredMembers(schema)] });
  }
  if (schema.isListSchema()) return fc.array(allowed(schema.getValueSchema(), depth + 1), { maxLength: 3 });
  if (schema.isMapSchema()) {
    return fc.dictionary(text, allowed(schema.getValueSchema(), depth + 1), { maxKeys: 3 });
  }
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isTimestampSchema()) return fc.date({ noInvalidDate: true });
  if (schema.isBlobSchema()) return fc.uint8Array({ maxLength: 20 });
  if (schema.isNumericSchema()) {
    return fc.oneof(fc.constantFrom(0, 1, 2, 60, 100, -1, 0.5, Number.MAX_VALUE), fc.integer());
  }
  return text;
}

/** A sandbox that has one thing of most kinds, all called `here`. */
async function furnished(): Promise<Sandbox> {
  const sandbox = testSandbox();
  const trust = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }] });
  await sandbox.call("s3", "CreateBucket", { Bucket: "here" });
  await sandbox.call("logs", "CreateLogGroup", { logGroupName: "here", tags: { team: "a" } });
  await sandbox.call("iam", "CreateRole", { RoleName: "here", AssumeRolePolicyDocument: trust });
  await sandbox.call("sns", "CreateTopic", { Name: "here" });
  await sandbox.call("monitoring", "PutMetricAlarm", {
    AlarmName: "here",
    Namespace: "AWS/EC2",
    MetricName: "CPUUtilization",
    Statistic: "Average",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: "GreaterThanThreshold",
  });
  return sandbox;
}

describe.each(services.map((service) => [service.signingName, service] as const))("%s", (name, service) => {
  const model = serviceModel(service);

  it.each(Object.keys(service.operations))(
    "%s answers or refuses whatever its schema allows",
    async (operation) => {
      const sandbox = await furnished();
      const schema = NormalizedSchema.of(model.operations.get(operation)?.input ?? "unit");
      const input = schema.isUnitSchema() ? fc.constant({}) : allowed(schema);
      await fc.assert(
        fc.asyncProperty(input, async (given) => {
          const refusal: unknown = await sandbox.call(name, operation, given).then(
            () => undefined,
            (error: unknown) => error,
          );
          if (refusal instanceof Error && !(refusal instanceof AwsError)) throw refusal;
          expect(refusal === undefined || refusal instanceof AwsError).toBe(true);
        }),
        { numRuns: 60, seed: 1 },
      );
    },
  );
});
