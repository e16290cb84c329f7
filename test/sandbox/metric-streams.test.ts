import {
  CloudWatchClient,
  DeleteMetricStreamCommand,
  GetMetricStreamCommand,
  ListMetricStreamsCommand,
  PutMetricStreamCommand,
  type PutMetricStreamInput,
  StartMetricStreamsCommand,
  StopMetricStreamsCommand,
} from "@aws-sdk/client-cloudwatch";
import { beforeEach, describe, expect, it } from "vitest";
import { fixture } from "../kinds/metric-stream.ts";
import { clientOf, testSandbox } from "./sandbox.ts";

let client: CloudWatchClient;
let sandbox: ReturnType<typeof testSandbox>;

beforeEach(async () => {
  sandbox = testSandbox();
  client = new CloudWatchClient(clientOf(sandbox));
  await fixture.seed?.(sandbox);
});

const body = (changes: Partial<PutMetricStreamInput> = {}): PutMetricStreamInput => ({
  Name: "metrics",
  FirehoseArn: "arn:aws:firehose:us-east-1:111122223333:deliverystream/metrics",
  RoleArn: "arn:aws:iam::111122223333:role/MetricStreamToFirehose",
  OutputFormat: "json",
  ...changes,
});
const put = (changes: Partial<PutMetricStreamInput> = {}) =>
  client.send(new PutMetricStreamCommand(body(changes)));
const get = (Name = "metrics") => client.send(new GetMetricStreamCommand({ Name }));
const state = async () => (await get()).State;

describe("a metric stream", () => {
  it("runs once it is made, with what AWS fills in", async () => {
    const { Arn } = await put({ IncludeFilters: [{ Namespace: "AWS/EC2" }] });
    expect(Arn).toBe("arn:aws:cloudwatch:us-east-1:111122223333:metric-stream/metrics");
    expect(await get()).toMatchObject({
      State: "running",
      IncludeFilters: [{ Namespace: "AWS/EC2", MetricNames: [] }],
      IncludeLinkedAccountsMetrics: false,
    });
  });

  it("is neither started nor stopped by an update, which resets what it leaves out", async () => {
    await put({ IncludeFilters: [{ Namespace: "AWS/EC2" }] });
    await client.send(new StopMetricStreamsCommand({ Names: ["metrics"] }));
    const made = (await get()).CreationDate;
    await sandbox.clock.sleep(60_000);
    await put();
    expect(await get()).toMatchObject({ State: "stopped", CreationDate: made });
    expect((await get()).IncludeFilters).toBeUndefined();
    await client.send(new StartMetricStreamsCommand({ Names: ["metrics"] }));
    expect(await state()).toBe("running");
  });

  it("is stopped with others or not at all", async () => {
    await put();
    await expect(
      client.send(new StopMetricStreamsCommand({ Names: ["metrics", "unknown"] })),
    ).rejects.toMatchObject({ name: "InvalidParameterValueException" });
    expect(await state()).toBe("running");
  });

  it("is gone after its deletion, and deleting it once more is no error", async () => {
    await put();
    for (let times = 0; times < 2; times++)
      await client.send(new DeleteMetricStreamCommand({ Name: "metrics" }));
    await expect(get()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("is listed by pages, without its role and its filters", async () => {
    for (const Name of ["a", "b", "c"]) await put({ Name });
    const first = await client.send(new ListMetricStreamsCommand({ MaxResults: 2 }));
    expect(first.Entries?.map(({ Name }) => Name)).toEqual(["a", "b"]);
    expect(first.Entries?.[0]).not.toHaveProperty("RoleArn");
    const second = await client.send(new ListMetricStreamsCommand({ NextToken: first.NextToken }));
    expect(second.Entries?.map(({ Name }) => Name)).toEqual(["c"]);
    await expect(client.send(new ListMetricStreamsCommand({ MaxResults: 501 }))).rejects.toMatchObject({
      name: "InvalidParameterValueException",
    });
  });

  it("needs a role that CloudWatch knows by now", async () => {
    sandbox.propagation = 10_000;
    await expect(put()).rejects.toThrow("could not be assumed");
    await sandbox.clock.sleep(10_000);
    await put();
    expect(await state()).toBe("running");
  });
});

const statistics = (...AdditionalStatistics: string[]) => ({
  StatisticsConfigurations: [
    { IncludeMetrics: [{ Namespace: "AWS/Lambda", MetricName: "Duration" }], AdditionalStatistics },
  ],
});

it.each<[string, Partial<PutMetricStreamInput>, string]>([
  ["a name with a period", { Name: "a.b" }, "InvalidParameterValueException"],
  [
    "a delivery stream of another region",
    { FirehoseArn: "arn:aws:firehose:eu-west-1:111122223333:deliverystream/metrics" },
    "InvalidParameterValueException",
  ],
  [
    "a role that nobody made",
    { RoleArn: "arn:aws:iam::111122223333:role/Nobody" },
    "InvalidParameterValueException",
  ],
  [
    "filters of both kinds",
    { IncludeFilters: [{ Namespace: "a" }], ExcludeFilters: [{ Namespace: "b" }] },
    "InvalidParameterCombinationException",
  ],
  [
    "a namespace twice",
    { IncludeFilters: [{ Namespace: "a" }, { Namespace: "a" }] },
    "InvalidParameterValueException",
  ],
  ["a filter without a namespace", { IncludeFilters: [{}] }, "InvalidParameterValueException"],
  ["an unknown statistic", statistics("median"), "InvalidParameterValueException"],
  [
    "more than percentiles in OpenTelemetry",
    { ...statistics("tm98"), OutputFormat: "opentelemetry1.0" },
    "InvalidParameterValueException",
  ],
])("a metric stream with %s is refused", async (_, changes, name) => {
  await expect(put(changes)).rejects.toMatchObject({ name });
});
