import { setMaxListeners } from "node:events";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import pLimit from "p-limit";
import type { Scope } from "../kind.ts";
import type { Aws, ClientClass, TagIndex } from "./aws.ts";
import { CredentialsError, mayMeanDisabledRegion, RegionDisabledError } from "./errors.ts";
import { type PaceOptions, pacer, type SdkClient } from "./pace.ts";
import { type Access, type Keys, roleCredentials } from "./role-credentials.ts";
import { readTagIndex } from "./tag-index.ts";

export interface ConnectionOptions extends PaceOptions {
  /** Replaces the network, e.g. by a sandbox in this process. */
  readonly transport?: object | undefined;
  /** Replaces the SDK's credential chain, e.g. by a sandbox's keys. */
  readonly credentials?: Keys | undefined;
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
  const pace = pacer(options);
  const clients = new Map<unknown, Map<string, unknown>>();
  const base = { requestHandler: transport, maxAttempts: 1, forcePathStyle: isElsewhere() };
  const own = options.credentials ? { credentials: options.credentials } : {};

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
      ...credentialsOf(access, visit.owner, scope.region),
      region: scope.region,
      customUserAgent: [["watchkeeper"], ["owner", visit.owner]],
    });
    ofClass.set(key, client);
    // Every client of the SDK has these; they have no common type.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    pace(client as SdkClient, {
      scope,
      signal: () => signals.get(client),
      refused: async (error) =>
        mayMeanDisabledRegion(error) && (await isAcceptedElsewhere(scope, visit, signals.get(client)))
          ? new RegionDisabledError(scope, error)
          : new CredentialsError(error),
    });
    return client;
  };

  const credentialsOf = (access: Access | undefined, owner: string, region: string) => {
    if (!access?.roleArn) return own;
    const client = { ...base, region };
    return { credentials: roleCredentials(access.roleArn, access, owner, options.credentials, client) };
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

/** Whether something stands in AWS's place, which has no host name for every bucket: S3's client puts them in the path. */
function isElsewhere(): boolean {
  return Boolean(process.env["AWS_ENDPOINT_URL_S3"] ?? process.env["AWS_ENDPOINT_URL"]);
}
