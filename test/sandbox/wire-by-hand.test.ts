import { gzipSync } from "node:zlib";
import { CborCodec } from "@smithy/core/cbor";
import { describe, expect, it } from "vitest";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { bytesOf, textOf, type WireRequest } from "../../controller/sandbox/wire/message.ts";
import { account, testSandbox } from "./sandbox.ts";

const documentSchema = 15;

/** Sends what a client of another make would, and gives its status, headers and text. */
async function send(
  sandbox: Sandbox,
  { service = "sts", ...request }: Partial<WireRequest> & { service?: string },
) {
  const authorization = `AWS4-HMAC-SHA256 Credential=AKIATEST/20260301/eu-west-1/${service}/aws4_request, Signature=0`;
  const response = await sandbox.handle({
    method: "POST",
    path: "/",
    query: {},
    body: new Uint8Array(),
    sourceIp: "127.0.0.1",
    ...request,
    headers: { authorization, ...request.headers },
  });
  return { ...response, text: textOf(response.body) };
}

const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
const json = (target: string) => ({ "content-type": "application/x-amz-json-1.1", "x-amz-target": target });
const cbor = { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" };

const alarm =
  "AlarmName=cpu&Namespace=AWS%2FEC2&MetricName=CPUUtilization&Statistic=Average&Period=60&EvaluationPeriods=3" +
  "&Threshold=80.5&ComparisonOperator=GreaterThanThreshold" +
  "&Dimensions.member.1.Name=InstanceId&Dimensions.member.1.Value=i-1";

describe("requests of other clients", () => {
  it("CloudWatch answers by query to who asks by query", async () => {
    const sandbox = testSandbox();
    const request = { service: "monitoring", headers: form };
    const body = bytesOf(`Action=PutMetricAlarm&Version=2010-08-01&${alarm}`);
    const put = await send(sandbox, { ...request, body });
    expect(put.text).toContain("<PutMetricAlarmResponse");
    expect(put.status).toBe(200);
    const described = await send(sandbox, {
      ...request,
      body: bytesOf("Action=DescribeAlarms&Version=2010-08-01&AlarmNames.member.1=cpu"),
    });
    expect(described.headers["content-type"]).toContain("text/xml");
    expect(described.text).toContain("<AlarmName>cpu</AlarmName>");
    expect(described.text).toContain("<Name>InstanceId</Name><Value>i-1</Value>");
    expect(described.text).toContain("<Threshold>80.5</Threshold>");
    expect(described.text).toContain(`arn:aws:cloudwatch:eu-west-1:${account}:alarm:cpu`);
  });

  it("CloudWatch answers by CBOR to who asks by CBOR, errors too", async () => {
    const sandbox = testSandbox();
    const call = async (operation: string, input: unknown) => {
      const serializer = new CborCodec().createSerializer();
      serializer.write(documentSchema, input);
      const path = `/service/GraniteServiceVersion20100801/operation/${operation}`;
      const response = await send(sandbox, { path, headers: cbor, body: serializer.flush() });
      const output: unknown = new CborCodec().createDeserializer().read(documentSchema, response.body);
      return { ...response, output };
    };
    const put = await call("PutMetricAlarm", {
      AlarmName: "cpu",
      Namespace: "AWS/EC2",
      MetricName: "CPUUtilization",
      Statistic: "Average",
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 0.1,
      ComparisonOperator: "GreaterThanThreshold",
    });
    expect(put.status).toBe(200);
    expect(put.headers["smithy-protocol"]).toBe("rpc-v2-cbor");
    const described = await call("DescribeAlarms", {});
    expect(described.output).toMatchObject({ MetricAlarms: [{ AlarmName: "cpu", Threshold: 0.1 }] });
    const missing = await call("TagResource", {
      ResourceARN: `arn:aws:cloudwatch:us-east-1:${account}:alarm:none`,
      Tags: [],
    });
    expect(missing.headers["x-amzn-query-error"]).toMatch(/;Sender$/);
    expect(missing.status).toBeGreaterThanOrEqual(400);
  });

  it("a gzipped body is read", async () => {
    const response = await send(testSandbox(), {
      headers: { ...json("Logs_20140328.CreateLogGroup"), "content-encoding": "gzip" },
      body: gzipSync('{"logGroupName":"/app"}'),
    });
    expect(response.status).toBe(200);
  });

  it("an aws-chunked upload is stored without its framing, once its trailing checksum is right", async () => {
    const sandbox = testSandbox();
    await sandbox.call("s3", "CreateBucket", { Bucket: "logs" });
    const put = (checksum: string) =>
      send(sandbox, {
        service: "s3",
        method: "PUT",
        path: "/logs/a",
        headers: {
          "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
          "content-encoding": "aws-chunked",
        },
        body: bytesOf(
          `5\r\nhello\r\n3;chunk-signature=0\r\n wo\r\n0\r\nx-amz-checksum-crc32:${checksum}\r\n\r\n`,
        ),
      });
    expect((await put("AAAAAA==")).text).toContain("<Code>BadDigest</Code>");
    expect((await put("ei1gBQ==")).status).toBe(200);
    const got = await send(sandbox, { service: "s3", method: "GET", path: "/logs/a" });
    expect(got.text).toBe("hello wo");
  });

  it("a bucket may stand in the host's name", async () => {
    const sandbox = testSandbox();
    const headers = { host: "logs.s3.us-east-1.amazonaws.com" };
    await sandbox.call("s3", "CreateBucket", { Bucket: "logs" });
    expect((await send(sandbox, { service: "s3", method: "GET", headers })).text).toContain(
      "<Name>logs</Name>",
    );
  });
});

describe("requests that can't be answered get the protocol's error", () => {
  it.each([
    ["JSON that isn't", json("Logs_20140328.CreateLogGroup"), "{", 400, "SerializationException"],
    [
      "JSON of a wrong type",
      json("Logs_20140328.CreateLogGroup"),
      '{"logGroupName":7}',
      400,
      "SerializationException",
    ],
    ["JSON that is a list", json("Logs_20140328.CreateLogGroup"), "[1]", 400, "SerializationException"],
    ["JSON without a required member", json("Logs_20140328.CreateLogGroup"), "{}", 400, "'logGroupName'"],
    ["an operation nobody knows", json("Logs_20140328.Nothing"), "{}", 400, "UnknownOperationException"],
    ["a service nobody knows", json("Nothing.Nothing"), "{}", 400, "UnknownOperationException"],
    [
      "a query action nobody knows",
      form,
      "Action=Nothing&Version=2011-06-15",
      400,
      "<Code>InvalidAction</Code>",
    ],
    ["a query of no version", form, "Action=GetCallerIdentity", 400, "<Code>InvalidAction</Code>"],
    [
      "a query with a number that isn't",
      form,
      "Action=AssumeRole&Version=2011-06-15&RoleArn=a&RoleSessionName=b&DurationSeconds=soon",
      400,
      "<Code>MalformedInput</Code>",
    ],
    ["a query without a required member", form, "Action=AssumeRole&Version=2011-06-15", 400, "'roleArn'"],
    [
      "gzip that isn't",
      { ...json("Logs_20140328.CreateLogGroup"), "content-encoding": "gzip" },
      "x",
      400,
      "gzip",
    ],
    ["CBOR that isn't", cbor, "\u001f", 400, "SerializationException"],
  ])("%s", async (_, headers, body, status, text) => {
    const path = headers === cbor ? "/service/GraniteServiceVersion20100801/operation/PutMetricAlarm" : "/";
    const response = await send(testSandbox(), { path, headers, body: bytesOf(body) });
    expect(response.text).toContain(text);
    expect(response.status).toBe(status);
  });

  it("XML that isn't", async () => {
    const response = await send(testSandbox(), {
      service: "s3",
      method: "PUT",
      path: "/logs",
      query: { tagging: "" },
      body: bytesOf("<Tagging><TagSet"),
    });
    expect(response.text).toContain("<Code>MalformedXML</Code>");
    expect(response.status).toBe(400);
  });

  it("an S3 address that isn't valid, and an S3 operation that the sandbox hasn't", async () => {
    const sandbox = testSandbox();
    expect((await send(sandbox, { service: "s3", method: "GET", path: "/%zz" })).text).toContain(
      "InvalidURI",
    );
    const abac = await send(sandbox, { service: "s3", method: "GET", path: "/logs", query: { abac: "" } });
    expect(abac).toMatchObject({ status: 501, text: expect.stringContaining("<Code>NotImplemented</Code>") });
  });

  it("an upload that ends too soon", async () => {
    const response = await send(testSandbox(), {
      service: "s3",
      method: "PUT",
      path: "/logs/a",
      headers: { "content-encoding": "aws-chunked" },
      body: bytesOf("50\r\nhello"),
    });
    expect(response.text).toContain("<Code>IncompleteBody</Code>");
  });
});
