import * as fc from "fast-check";
import { expect, it } from "vitest";
import { services } from "../../controller/sandbox/services.ts";
import { testSandbox } from "./sandbox.ts";

const targets = [
  "Logs_20140328",
  "GraniteServiceVersion20100801",
  "CloudTrail_20131101",
  "ResourceGroupsTaggingAPI_20170126",
];
const versions = ["2010-03-31", "2010-05-08", "2010-08-01", "2011-06-15", "2016-11-15"];
const operations = services.flatMap((service) => Object.keys(service.operations));

const awkward = fc.oneof(
  fc.constantFrom(
    "",
    "0",
    "-1",
    "1e999",
    "null",
    "[]",
    "{}",
    "__proto__",
    "constructor",
    "\u0000",
    "\ud800",
    "true",
  ),
  fc.string({ unit: "binary" }),
);

/** Parameters that look enough like an operation's to get somewhere. */
const members = services.flatMap((service) =>
  Object.values(service.module).flatMap((schema) =>
    Array.isArray(schema) && schema[0] === 3 && String(schema[2]).match(/(?:Request|Input)$/)
      ? schema[4]
      : [],
  ),
);
const member = fc.oneof(fc.constantFrom(...new Set(members.map(String))), awkward);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    awkward,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(member, tie("any"), { maxKeys: 4 }),
  ),
})).any;

const jsonRequest = fc
  .tuple(fc.constantFrom(...targets), fc.constantFrom(...operations), value)
  .map(([target, operation, body]) => ({
    method: "POST",
    path: "/",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `${target}.${operation}` },
    body: JSON.stringify(body),
  }));

const steps = fc.array(fc.oneof(member, fc.constantFrom("member", "entry", "1", "2", "key", "value")), {
  minLength: 1,
  maxLength: 5,
});
const queryRequest = fc
  .tuple(
    fc.constantFrom(...versions),
    fc.constantFrom(...operations),
    fc.array(fc.tuple(steps, awkward), { maxLength: 8 }),
  )
  .map(([Version, Action, parameters]) => ({
    method: "POST",
    path: "/",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams([
      ["Action", Action],
      ["Version", Version],
      ...parameters.map(([names, text]): [string, string] => [names.join("."), text]),
    ]).toString(),
  }));

const restRequest = fc.record({
  method: fc.constantFrom("GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS"),
  path: fc.oneof(
    fc.constantFrom("/", "/logs", "/logs/key", "//", "/%", "/%ff", "/service/X/operation/Y"),
    fc.string({ unit: "binary" }).map((text) => `/${text}`),
  ),
  headers: fc.constantFrom<Record<string, string>>(
    {},
    { "content-encoding": "aws-chunked" },
    { "content-encoding": "gzip" },
    { "smithy-protocol": "rpc-v2-cbor" },
    { authorization: "Credential=////" },
  ),
  body: fc.oneof(
    fc.string(),
    fc.constantFrom("<Tagging><TagSet><Tag/></TagSet></Tagging>", "<", "<a/>", "<a>&x;</a>"),
  ),
});

it("whatever is asked, an answer comes, and it isn't the sandbox's own failure", async () => {
  const sandbox = testSandbox();
  await sandbox.call("s3", "CreateBucket", { Bucket: "logs" });
  const subresource = fc.constantFrom(
    "policy",
    "tagging",
    "location",
    "delete",
    "list-type",
    "max-keys",
    "none",
  );
  const request = fc.tuple(
    fc.oneof(jsonRequest, queryRequest, restRequest),
    fc.dictionary(subresource, awkward, { maxKeys: 2 }),
  );
  await fc.assert(
    fc.asyncProperty(request, async ([{ method, path, headers, body }, query]) => {
      const { status, body: answer } = await sandbox.handle({
        method,
        path,
        query,
        headers,
        body: Buffer.from(body),
        sourceIp: "127.0.0.1",
      });
      expect(answer).toBeInstanceOf(Uint8Array);
      expect(status === 500 ? Buffer.from(answer).toString() : "").toBe("");
    }),
    { numRuns: 3000, seed: 1 },
  );
});
