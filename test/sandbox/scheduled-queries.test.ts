import {
  CloudWatchLogsClient,
  CreateScheduledQueryCommand,
  type CreateScheduledQueryCommandInput,
  DeleteScheduledQueryCommand,
  GetScheduledQueryCommand,
  GetScheduledQueryHistoryCommand,
  ListScheduledQueriesCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateScheduledQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type StoredScheduledQuery,
  scheduledQueriesOf,
} from "../../controller/sandbox/services/logs/scheduled-query-store.ts";
import { seedRole } from "../kinds/trail.ts";
import { account, clientOf, testSandbox } from "./sandbox.ts";

let client: CloudWatchLogsClient;
let sandbox: ReturnType<typeof testSandbox>;

beforeEach(async () => {
  sandbox = testSandbox();
  client = new CloudWatchLogsClient(clientOf(sandbox));
  await seedRole(sandbox, "queries", "logs.amazonaws.com");
});

const settings = {
  queryLanguage: "CWLI",
  queryString: "stats count() by service",
  logGroupIdentifiers: ["/acme/shop"],
  scheduleExpression: "cron(0 6 * * ? *)",
  executionRoleArn: `arn:aws:iam::${account}:role/queries`,
} satisfies Partial<CreateScheduledQueryCommandInput>;
const invalid = { name: "ValidationException" };
const missing = { name: "ResourceNotFoundException" };

const create = async (name: string, more: Partial<CreateScheduledQueryCommandInput> = {}) =>
  (await client.send(new CreateScheduledQueryCommand({ name, ...settings, ...more }))).scheduledQueryArn ??
  "";
const get = (identifier: string) => client.send(new GetScheduledQueryCommand({ identifier }));

/** Changes a query as AWS keeps it. */
function change(name: string, into: Partial<StoredScheduledQuery>): void {
  const table = scheduledQueriesOf({ world: sandbox.world, account, region: "us-east-1" });
  const query = table.get(name);
  if (query) table.put(name, { ...query, ...into });
}

describe("a scheduled query", () => {
  it("has an ARN of AWS's own, is found by both, and is enabled in UTC", async () => {
    const arn = await create("errors");
    expect(arn).toMatch(new RegExp(`^arn:aws:logs:us-east-1:${account}:scheduled-query:[0-9a-f-]{36}$`));
    const expected = {
      ...settings,
      name: "errors",
      scheduledQueryArn: arn,
      state: "ENABLED",
      timezone: "UTC",
      scheduleType: "CUSTOMER_MANAGED",
    };
    expect(await get("errors")).toMatchObject(expected);
    expect(await get(arn)).toMatchObject(expected);
  });

  it("is made once a name", async () => {
    await create("errors");
    await expect(create("errors")).rejects.toMatchObject({ name: "ConflictException" });
  });

  it.each<[string, Partial<CreateScheduledQueryCommandInput>]>([
    ["a name with spaces", { name: "a b" }],
    ["no schedule", { scheduleExpression: "daily" }],
    ["a time that ends before it begins", { startTimeOffset: 60, endTimeOffset: 60 }],
    ["an end before its start", { scheduleStartTime: 20, scheduleEndTime: 10 }],
    ["51 log groups", { logGroupIdentifiers: Array.from({ length: 51 }, (_, index) => `g${index}`) }],
    ["a role that can't be assumed", { executionRoleArn: `arn:aws:iam::${account}:role/none` }],
    [
      "a destination that is no bucket",
      {
        destinationConfiguration: {
          s3Configuration: { destinationIdentifier: "acme", roleArn: settings.executionRoleArn },
        },
      },
    ],
  ])("isn't made with %s", async (_, more) => {
    await expect(create("errors", more)).rejects.toMatchObject(invalid);
  });

  it("loses by an update what that doesn't say", async () => {
    const arn = await create("errors", {
      description: "Errors",
      startTimeOffset: 3600,
      timezone: "Asia/Seoul",
    });
    await client.send(new UpdateScheduledQueryCommand({ identifier: arn, ...settings, state: "DISABLED" }));
    const { description, startTimeOffset, timezone, state } = await get("errors");
    expect({ description, startTimeOffset, timezone, state }).toEqual({ timezone: "UTC", state: "DISABLED" });
  });

  it("is deleted with its tags", async () => {
    const arn = await create("errors", { tags: { team: "payments" } });
    await client.send(new DeleteScheduledQueryCommand({ identifier: arn }));
    await expect(get("errors")).rejects.toMatchObject(missing);
    const again = client.send(new DeleteScheduledQueryCommand({ identifier: "errors" }));
    await expect(again).rejects.toMatchObject(missing);
    const tags = client.send(new ListTagsForResourceCommand({ resourceArn: arn }));
    await expect(tags).rejects.toMatchObject(missing);
  });

  it("is tagged and untagged", async () => {
    const resourceArn = await create("errors", { tags: { team: "payments" } });
    await client.send(new TagResourceCommand({ resourceArn, tags: { env: "prod" } }));
    await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ["team"] }));
    const { tags } = await client.send(new ListTagsForResourceCommand({ resourceArn }));
    expect(tags).toEqual({ env: "prod" });
    const found = await sandbox.call("tagging", "GetResources", { ResourceTypeFilters: ["logs"] });
    expect(JSON.stringify(found)).toContain(resourceArn);
  });

  it("that AWS keeps for an alarm is changed by nobody", async () => {
    await create("errors");
    change("errors", { scheduleType: "AWS_MANAGED" });
    const refused = { name: "AccessDeniedException" };
    const update = client.send(new UpdateScheduledQueryCommand({ identifier: "errors", ...settings }));
    await expect(update).rejects.toMatchObject(refused);
    const removal = client.send(new DeleteScheduledQueryCommand({ identifier: "errors" }));
    await expect(removal).rejects.toMatchObject(refused);
  });

  it("tells its last run, and the history of all", async () => {
    await create("errors");
    change("errors", {
      runs: [
        { queryId: "1", executionStatus: "Complete", triggeredTimestamp: 1000 },
        { queryId: "2", executionStatus: "Failed", triggeredTimestamp: 2000, errorMessage: "no role" },
      ],
    });
    expect(await get("errors")).toMatchObject({ lastExecutionStatus: "Failed", lastTriggeredTime: 2000 });
    const range = { identifier: "errors", startTime: 0, endTime: 3000 };
    const { triggerHistory = [] } = await client.send(new GetScheduledQueryHistoryCommand(range));
    expect(triggerHistory.map(({ queryId }) => queryId)).toEqual(["2", "1"]);
    const complete = await client.send(
      new GetScheduledQueryHistoryCommand({ ...range, executionStatuses: ["Complete"] }),
    );
    expect(complete.triggerHistory?.map(({ queryId }) => queryId)).toEqual(["1"]);
  });
});

describe("the list of scheduled queries", () => {
  it("has pages by name, and filters", async () => {
    for (const name of ["c", "a", "b"]) await create(name);
    change("b", { scheduleType: "AWS_MANAGED" });
    const first = await client.send(new ListScheduledQueriesCommand({ maxResults: 2 }));
    expect(first.scheduledQueries?.map(({ name }) => name)).toEqual(["a", "b"]);
    const nextToken = first.nextToken ?? "";
    const second = await client.send(new ListScheduledQueriesCommand({ maxResults: 2, nextToken }));
    expect(second.scheduledQueries?.map(({ name }) => name)).toEqual(["c"]);
    const own = await client.send(new ListScheduledQueriesCommand({ scheduleType: "CUSTOMER_MANAGED" }));
    expect(own.scheduledQueries?.map(({ name }) => name)).toEqual(["a", "c"]);
    const off = await client.send(new ListScheduledQueriesCommand({ state: "DISABLED" }));
    expect(off.scheduledQueries).toEqual([]);
    const tooMany = client.send(new ListScheduledQueriesCommand({ maxResults: 1001 }));
    await expect(tooMany).rejects.toMatchObject(invalid);
  });
});
