import { expect, test } from "vitest";
import { canonicalPolicy } from "../../controller/value/policy.ts";

const same = (a: unknown, b: unknown) => expect(canonicalPolicy(a)).toEqual(canonicalPolicy(b));
const differ = (a: unknown, b: unknown) => expect(canonicalPolicy(a)).not.toEqual(canonicalPolicy(b));

const statement = {
  Sid: "x",
  Effect: "Allow",
  Principal: { AWS: "111122223333" },
  Action: "sns:Publish",
  Resource: "arn:aws:sns:us-east-1:111122223333:t",
};

test("a scalar is the list of it", () => {
  same(
    { Statement: statement },
    { Statement: [{ ...statement, Action: ["sns:Publish"], Resource: [statement.Resource] }] },
  );
});

test("an account is its root", () => {
  same(
    { Statement: [statement] },
    { Statement: [{ ...statement, Principal: { AWS: ["arn:aws:iam::111122223333:root"] } }] },
  );
});

test("an account of China or GovCloud is its root too, and a deleted principal nobody else", () => {
  const by = (AWS: string) => ({ Statement: [{ ...statement, Principal: { AWS } }] });
  same(by("111122223333"), by("arn:aws-cn:iam::111122223333:root"));
  same(by("111122223333"), by("arn:aws-us-gov:iam::111122223333:root"));
  differ(by("arn:aws:iam::111122223333:role/alarms"), by("AROAIOSFODNN7EXAMPLE"));
});

test("everybody may be written in two ways", () => {
  same(
    { Statement: [{ ...statement, Principal: "*" }] },
    { Statement: [{ ...statement, Principal: { AWS: "*" } }] },
  );
});

test("the old version is the default, the new one isn't", () => {
  same({ Statement: [statement] }, { Version: "2008-10-17", Statement: [statement] });
  differ({ Statement: [statement] }, { Version: "2012-10-17", Statement: [statement] });
});

test("actions and condition keys have no case, resources do", () => {
  const condition = (key: string) => ({
    Statement: [{ ...statement, Condition: { StringEquals: { [key]: "1" } } }],
  });
  same({ Statement: [statement] }, { Statement: [{ ...statement, Action: "SNS:publish" }] });
  same(condition("AWS:SourceOwner"), condition("aws:sourceowner"));
  differ(
    { Statement: [statement] },
    { Statement: [{ ...statement, Resource: statement.Resource.toUpperCase() }] },
  );
});

test("the order of statements, actions and condition values means nothing", () => {
  const other = { ...statement, Sid: "y", Action: ["sns:Subscribe", "sns:Publish"] };
  same(
    { Statement: [statement, other] },
    { Statement: [{ ...other, Action: ["sns:Publish", "sns:Subscribe"] }, statement] },
  );
});

test("a boolean condition is its text", () => {
  const secure = (value: unknown) => ({
    Statement: [{ ...statement, Condition: { Bool: { "aws:SecureTransport": value } } }],
  });
  same(secure(true), secure("true"));
});

test("a deny is not an allow, and another principal is another policy", () => {
  differ({ Statement: [statement] }, { Statement: [{ ...statement, Effect: "Deny" }] });
  differ({ Statement: [statement] }, { Statement: [{ ...statement, Principal: { AWS: "444455556666" } }] });
});

test("what isn't a policy comes back as it is", () => {
  expect(canonicalPolicy("{oops")).toBe("{oops");
  expect(canonicalPolicy({ a: 1 })).toEqual({ a: 1 });
});
