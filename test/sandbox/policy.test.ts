import { describe, expect, test } from "vitest";
import { allows } from "../../controller/sandbox/policy.ts";

const trail = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";
const statement = {
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: ["s3:PutObject"],
  Resource: "arn:aws:s3:::logs/AWSLogs/111122223333/*",
  Condition: { StringEquals: { "aws:SourceArn": trail, "s3:x-amz-acl": "bucket-owner-full-control" } },
};
const request = {
  service: "cloudtrail.amazonaws.com",
  action: "s3:PutObject",
  resource: "arn:aws:s3:::logs/AWSLogs/111122223333/CloudTrail/x.json.gz",
  context: {
    "aws:sourcearn": trail,
    "s3:x-amz-acl": "bucket-owner-full-control",
    "aws:securetransport": "true",
  },
};
const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

describe("a policy", () => {
  test("allows what a statement is about", () => {
    expect(allows(policy(statement), request)).toBe(true);
    expect(allows(JSON.stringify({ Statement: statement }), request)).toBe(true);
  });

  test("allows nothing else", () => {
    const others = [
      { service: "config.amazonaws.com" },
      { action: "s3:GetObject" },
      { resource: "arn:aws:s3:::logs/AWSLogs/444455556666/x" },
      { context: { "aws:sourcearn": `${trail}-2` } },
      { context: {} },
    ];
    for (const other of others) expect(allows(policy(statement), { ...request, ...other })).toBe(false);
    expect(allows(undefined, request)).toBe(false);
  });

  test("denies what another statement denies", () => {
    const deny = { ...statement, Effect: "Deny", Principal: "*", Action: "s3:*" };
    const insecure = { ...deny, Condition: { Bool: { "aws:SecureTransport": false } } };
    expect(allows(policy(statement, deny), request)).toBe(false);
    expect(allows(policy(statement, insecure), request)).toBe(true);
  });

  test("knows patterns, and holds a condition it doesn't know for unmet", () => {
    const like = {
      ...statement,
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:111122223333:*" } },
    };
    expect(allows(policy(like), request)).toBe(true);
    expect(
      allows(policy({ ...like, Condition: { NumericLessThan: { "aws:SourceArn": "1" } } }), request),
    ).toBe(false);
  });
});
