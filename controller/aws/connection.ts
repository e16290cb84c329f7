import { setMaxListeners } from "node:events";
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import pLimit from "p-limit";
import type { Clock } from "../clock.ts";
import type { Scope, Tags } from "../kind.ts";
import type { Aws, ClientClass, TagIndex } from "./aws.ts";
import { Budget } from "./budget.ts";
import { CredentialsError, classify, mayMeanDisabledRegion, RegionDisabledError } from "./errors.ts";
import { isRead, rateOf } from "./rates.ts";
import { fromTagList, ownerTag } from "./tags.ts";

/** How an account is reached; the caller's own needs no role. */
export interface Access {
  readonly roleArn?: string | undefined;
  readonly externalId?: string | undefined;
  /** The name of the session in the account's CloudTrail. */
  readonly sessionName?: string | undefined;
}

/** One attempt at one call, for metrics and tests. */
export interface CallRecord {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly outcome: "ok" | "throttled" | "error";
  readonly milliseconds: number;
}

export interface ConnectionOptions {
  readonly clock: Clock;
  /** Numbers in [0, 1), for the jitter of retries. */
  readonly random: () => number;
  /** Replaces the network, e.g. by a sandbox in this process. */
  readonly transport?: object | undefined;
  /** Replaces the SDK's credential chain, e.g. by a sandbox's keys. */
  readonly credentials?: { accessKeyId: string; secretAccessKey: string } | undefined;
  readonly onCall?: ((call: CallRecord) => void) | undefined;
}

/** What one pass may reach. */
export interface Visit {
  readonly owner: string;
  /** By account id. */
  readonly accounts: ReadonlyMap<string, Access>;
  readonly signal?: AbortSignal | undefined;
}

/** Clients and budgets, kept from pass to pass. */
export interface Connection {
  /** The account id and partition of the caller's own credentials. */
  identity(region: string): Promise<{ account: string; partition: string }>;
  /** The region of the environment or profile, as the SDK finds it. */
  defaultRegion(): Promise<string | undefined>;
  /** Opens a pass: what it reads once, such as the tag index, is forgotten with it. */
  visit(visit: Visit): (scope: Scope) => Aws;
}

const concurrency = 24;
const maxThrottledAttempts = 12;
const maxReadAttempts = 4;

/** Connects to AWS, or to what `transport` stands for. Nothing is called until it is needed. */
export function connect(options: ConnectionOptions): Connection {
  const transport =
    options.transport ??
    new NodeHttpHandler({
      connectionTimeout: 5_000,
      requestTimeout: 30_000,
      httpsAgent: { maxSockets: 50, keepAlive: true },
      httpAgent: { maxSockets: 50, keepAlive: true },
    });
  const budgets = new Map<string, Budget>();
  const clients = new Map<unknown, Map<string, unknown>>();
  const base = { requestHandler: transport, maxAttempts: 1 };
  const own = options.credentials ? { credentials: options.credentials } : {};

  const budgetFor = (account: string, region: string, service: string, operation: string) => {
    const { bucket, rate } = rateOf(service, operation);
    const key = `${account}/${region}/${bucket}`;
    const budget = budgets.get(key) ?? new Budget(rate, options.clock);
    budgets.set(key, budget);
    return budget;
  };

  const credentialsFor = (access: Access | undefined, owner: string, region: string) =>
    access?.roleArn
      ? {
          credentials: explained(
            fromTemporaryCredentials({
              ...(options.credentials && { masterCredentials: options.credentials }),
              params: {
                RoleArn: access.roleArn,
                RoleSessionName: access.sessionName ?? `watchkeeper-${owner}`.slice(0, 64),
                ...(access.externalId && { ExternalId: access.externalId }),
              },
              clientConfig: { ...base, region },
            }),
          ),
        }
      : own;

  const clientOf = <Client extends object>(
    constructor: ClientClass<Client>,
    scope: Scope,
    visit: Visit,
  ): Client => {
    const access = visit.accounts.get(scope.account);
    const key = [
      scope.account,
      scope.region,
      visit.owner,
      access?.roleArn,
      access?.externalId,
      access?.sessionName,
    ].join(" ");
    const ofClass = clients.get(constructor) ?? new Map<string, unknown>();
    clients.set(constructor, ofClass);
    const known = ofClass.get(key);
    // It was made by this constructor.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (known) return known as Client;
    const client = new constructor({
      ...base,
      ...credentialsFor(access, visit.owner, scope.region),
      region: scope.region,
      customUserAgent: [["watchkeeper"], ["owner", visit.owner]],
    });
    ofClass.set(key, client);
    // Every client of the SDK has these; they have no common type.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    pace(client as SdkClient, scope, visit);
    return client;
  };

  /** Makes every call of a client wait for its budget, and retries those that had no effect. */
  const pace = (client: SdkClient, scope: Scope, visit: Visit) => {
    const service = client.config.serviceId;
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const operation = (context.commandName ?? "").replace(/Command$/, "");
        const budget = budgetFor(scope.account, scope.region, service, operation);
        const signal = signals.get(client);
        for (let attempt = 1; ; attempt++) {
          await budget.take(isRead(operation) ? "read" : "write", signal);
          const startedAt = options.clock.monotonic();
          const record = (outcome: CallRecord["outcome"]) =>
            options.onCall?.({
              service,
              operation,
              account: scope.account,
              region: scope.region,
              outcome,
              milliseconds: options.clock.monotonic() - startedAt,
            });
          try {
            const result = await next(args);
            record("ok");
            return result;
          } catch (error) {
            const kind = classify(error);
            record(kind === "throttled" ? "throttled" : "error");
            if (kind === "credentials")
              throw mayMeanDisabledRegion(error) && (await isAcceptedElsewhere(scope, visit, signal))
                ? new RegionDisabledError(scope, error)
                : new CredentialsError(error);
            if (kind === "throttled") budget.throttled();
            const limit =
              kind === "throttled"
                ? maxThrottledAttempts
                : isRead(operation) && kind === "ambiguous"
                  ? maxReadAttempts
                  : 1;
            if (attempt >= limit) throw error;
            const backoff = Math.min(20_000, 100 * 2 ** attempt);
            await options.clock.sleep(backoff * (0.5 + options.random() / 2), signal);
          }
        }
      },
      { step: "initialize", name: "watchkeeperPace", priority: "high" },
    );
  };
  /**
   * Whether the region in which the caller was identified takes an account's credentials. A region that isn't
   * enabled answers like every region does to a wrong key, so only a second opinion tells the two apart.
   */
  const isAcceptedElsewhere = (scope: Scope, visit: Visit, signal: AbortSignal | undefined) => {
    if (home === undefined || scope.region === home) return false;
    const sts = clientOf(STSClient, { ...scope, region: home }, visit);
    signals.set(sts, signal);
    const known = secondOpinions.get(sts);
    if (known) return known;
    const asked = sts
      .send(new GetCallerIdentityCommand({}))
      .then(
        () => true,
        () => false,
      )
      .finally(() => secondOpinions.delete(sts));
    secondOpinions.set(sts, asked);
    return asked;
  };
  const secondOpinions = new Map<STSClient, Promise<boolean>>();
  /** The region in which the caller was last identified. */
  let home: string | undefined;
  /** The signal of the pass that a client works for. */
  const signals = new WeakMap<object, AbortSignal | undefined>();

  return {
    async identity(region) {
      const sts = clientOf(
        STSClient,
        { account: "", region, partition: "" },
        { owner: "", accounts: new Map() },
      );
      const { Account = "", Arn = "" } = await sts.send(new GetCallerIdentityCommand({}));
      home = region;
      return { account: Account, partition: Arn.split(":")[1] ?? "aws" };
    },

    async defaultRegion() {
      try {
        return await new STSClient({ ...base, ...own }).config.region();
      } catch {
        return undefined;
      }
    },

    visit(visit) {
      // Every call that waits for its budget listens; there may be thousands, and all of them leave.
      if (visit.signal) setMaxListeners(0, visit.signal);
      const opened = new Map<string, Aws>();
      return (scope) => {
        const key = `${scope.account}/${scope.region}`;
        const known = opened.get(key);
        if (known) return known;
        let index: Promise<TagIndex> | undefined;
        const aws: Aws = {
          scope,
          owner: visit.owner,
          clock: options.clock,
          client: (constructor) => {
            const client = clientOf(constructor, scope, visit);
            signals.set(client, visit.signal);
            return client;
          },
          tagIndex: () => {
            index ??= readTagIndex(aws);
            return index;
          },
          each: (items, work) => {
            // A limit of its own for each call: one that is shared would lock up when the work calls it again.
            const limit = pLimit(concurrency);
            return Promise.all(items.map((item) => limit(() => work(item))));
          },
        };
        opened.set(key, aws);
        return aws;
      };
    },
  };
}

/** The same credentials; a role that doesn't let the caller in says where to look, which STS never tells. */
function explained<Provider extends (...args: never[]) => Promise<unknown>>(provider: Provider): Provider {
  const explaining = async (...args: Parameters<Provider>) => {
    try {
      return await provider(...args);
    } catch (error) {
      if (error instanceof Error && classify(error) === "denied" && !error.message.endsWith(roleAdvice))
        error.message += roleAdvice;
      throw error;
    }
  };
  // It takes and gives what the provider does.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return explaining as Provider;
}

const roleAdvice =
  " (see that the role exists, that its trust policy names this caller, and that the Account's externalId is the one it asks for)";

/**
 * The tags of what this owner has here, by ARN. GetResources filters by the owner tag, so that the pages are those
 * of our own resources; it never returns flow logs' or trails' tags that its own services don't answer better.
 */
async function readTagIndex(aws: Aws): Promise<TagIndex> {
  const byArn = new Map<string, Tags>();
  const client = aws.client(ResourceGroupsTaggingAPIClient);
  let PaginationToken: string | undefined;
  do {
    const page = await client.send(
      new GetResourcesCommand({
        ResourcesPerPage: 100,
        TagFilters: [{ Key: ownerTag, Values: [aws.owner] }],
        ResourceTypeFilters: indexedTypes,
        ...(PaginationToken && { PaginationToken }),
      }),
    );
    for (const { ResourceARN, Tags } of page.ResourceTagMappingList ?? []) {
      if (ResourceARN) byArn.set(ResourceARN, fromTagList(Tags));
    }
    PaginationToken = page.PaginationToken || undefined;
  } while (PaginationToken);
  return { byArn };
}

/** The types whose own listings carry no tags. */
const indexedTypes = ["cloudwatch:alarm", "sns"];

interface SdkClient {
  readonly config: { readonly serviceId: string };
  readonly middlewareStack: {
    add(
      middleware: (
        next: (args: unknown) => Promise<unknown>,
        context: { commandName?: string },
      ) => (args: unknown) => Promise<unknown>,
      options: { step: "initialize"; name: string; priority: "high" },
    ): void;
  };
}
