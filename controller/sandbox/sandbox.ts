import type { HttpHandler } from "@smithy/core/protocols";
import type { Clock } from "../clock.ts";
import { type CallLog, createCallLog } from "./call-log.ts";
import { eventParameters, isReadOnly } from "./event-parameters.ts";
import { ConnectionLost, Crash, type Fault, type FaultSchedule } from "./faults.ts";
import { History } from "./history.ts";
import { type AccessKey, callerOf, userKey } from "./identities.ts";
import { idSource, uuidOf } from "./ids.ts";
import { inProcessHandler } from "./in-process.ts";
import { createQuotas, type RateTable } from "./quotas.ts";
import { AwsError, type CallContext, type Caller } from "./service.ts";
import { isDisabled } from "./services/ec2/regions.ts";
import { services } from "./services.ts";
import { World } from "./state.ts";
import { credentialOf } from "./wire/credential.ts";
import { dispatcher, type Routed, readInput } from "./wire/dispatch.ts";
import { commonError, failureOf } from "./wire/failures.ts";
import type { WireRequest, WireResponse } from "./wire/message.ts";
import type { OperationModel, ServiceModel } from "./wire/model.ts";

export interface SandboxOptions {
  readonly clock: Clock;
  /** The same seed gives the same ids. */
  readonly seed: number;
  /** Whose an unknown access key is; `111122223333` by default. */
  readonly account?: string;
  /** Milliseconds that every call over the wire takes. */
  readonly latency?: number;
  /** Milliseconds by which reads trail writes. */
  readonly lag?: number;
  /** Milliseconds until other services know a new role or policy. */
  readonly propagation?: number;
  /** Whether calls over the wire are held to AWS's published rates, or to these. */
  readonly quotas?: boolean | RateTable;
  readonly faults?: FaultSchedule;
}

/** Somebody who calls AWS, and where from. */
export interface Person {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** In whose name a direct call is made. */
export interface DirectCall {
  /** The caller's account by default. */
  readonly account?: string;
  /** `us-east-1` by default. */
  readonly region?: string;
  readonly as?: Person;
}

/** An AWS in this process. */
export interface Sandbox {
  readonly world: World;
  readonly history: History;
  readonly calls: CallLog;
  readonly clock: Clock;
  /** Milliseconds that every call over the wire takes. */
  latency: number;
  /** Milliseconds by which reads trail writes. */
  lag: number;
  /** Milliseconds until other services know a new role or policy. */
  propagation: number;
  /** Whether calls over the wire are held to quotas: the given rates, or the published ones. */
  quotas: boolean;
  /** For `new XClient({ requestHandler })`: the wire without a socket. */
  readonly requestHandler: HttpHandler;
  /** Answers a request as AWS would. Rejects with `Crash` or `ConnectionLost` when a fault says so. */
  handle(request: WireRequest): Promise<WireResponse>;
  /** Sets what goes wrong from now on, counts calls from 1 again, and lets a crashed caller live. */
  schedule(faults: FaultSchedule | undefined): void;
  /** An IAM user with keys, for calls that somebody else makes. */
  person(userName: string, options?: { account?: string; sourceIp?: string; userAgent?: string }): Person;
  /**
   * Calls an operation without the wire and what happens on it (latency, quotas, faults, the call log); the event
   * history records it. Rejects with the `AwsError` that a client would see.
   * @param service by signing name, e.g. `monitoring`
   */
  call(service: string, operation: string, input?: unknown, options?: DirectCall): Promise<unknown>;
}

/** One call, whichever way it came. */
interface Call {
  readonly model: ServiceModel;
  readonly operation: OperationModel;
  readonly region: string;
  readonly account: string;
  readonly caller: Caller;
  readonly input: unknown;
}

const defaultRegion = "us-east-1";

/** The services' models never change, and making them costs more than a sandbox. */
const { models, route } = dispatcher(services);

/** An AWS with nothing in it. Throws a `TypeError` when the SDK's packages aren't shaped as expected. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock, seed, account: defaultAccount = "111122223333" } = options;
  const resourceId = idSource(`${seed}/resources`);
  const requestId = idSource(`${seed}/requests`);
  const world: World = new World(
    clock,
    () => sandbox.lag,
    () => sandbox.propagation,
    defaultAccount,
  );
  const history = new History();
  const calls = createCallLog();
  const takeToken = createQuotas(clock, typeof options.quotas === "object" ? options.quotas : {});
  let faults = options.faults;
  let count = 0;
  let crashed = false;

  const perform = async (call: Call, behind: boolean): Promise<unknown> => {
    const { model, operation, caller, account, region, input } = call;
    const implementation = model.service.operations[operation.name];
    const context: CallContext = { account, region, caller, clock, world, history, id: resourceId };
    try {
      const output = await world.answer(() => implementation?.(context, input), behind);
      record(call, { output });
      return output;
    } catch (error) {
      record(call, { error });
      throw error;
    }
  };

  const record = (
    { model, operation, account, region, caller, input }: Call,
    { output, error }: { output?: unknown; error?: unknown },
  ) => {
    const readOnly = isReadOnly(operation.name);
    history.record({
      eventId: uuidOf(requestId(32)),
      eventTime: clock.now(),
      eventSource: model.service.eventSource,
      eventName: model.service.eventNames?.[operation.name] ?? operation.name,
      region,
      account,
      readOnly,
      caller,
      // Few events are ever looked up, so their wording waits until one is.
      get requestParameters() {
        return eventParameters(operation.input, input, model.service.eventParameterNames);
      },
      get responseElements() {
        return readOnly ? null : eventParameters(operation.output, output);
      },
      ...(error instanceof Error ? { errorCode: codeOf(error), errorMessage: error.message } : {}),
    });
  };

  /** A call over the wire: what the schedule and the quotas make of it, and then its effect. */
  const answer = async (call: Call): Promise<unknown> => {
    const { model, operation, account, region, input, caller } = call;
    const service = model.service.signingName;
    const isWrite = !isReadOnly(operation.name);
    count += 1;
    const fault = faults?.({
      number: count,
      service,
      operation: operation.name,
      account,
      region,
      isWrite,
      input,
    });
    const log = (outcome: string) =>
      calls.add({
        service,
        operation: operation.name,
        account,
        region,
        user: caller.userName,
        input,
        outcome,
        isWrite,
        ...(fault ? { fault: fault.kind } : {}),
      });
    try {
      const refusal = await beforeEffect(call, fault);
      if (refusal) {
        record(call, { error: refusal });
        throw refusal;
      }
      const output = await perform(call, fault?.kind === "stale-read");
      log("ok");
      return output;
    } catch (error) {
      log(codeOf(error));
      throw error;
    } finally {
      // The effect is there, whatever came of it; only the answer to it never arrives.
      if (fault) afterEffect(fault);
    }
  };

  const beforeEffect = async (
    { model, operation, account, region, caller }: Call,
    fault: Fault | undefined,
  ) => {
    const service = model.service.signingName;
    switch (fault?.kind) {
      case "fail-before":
        return commonError(service, "internal", "An internal error has occurred");
      case "throttle":
        return commonError(service, "throttled", "Rate exceeded");
      case "denied":
        return commonError(
          service,
          "denied",
          `User: ${caller.arn} is not authorized to perform: ${service}:${operation.name}`,
        );
      case "expired-token":
        return commonError(service, "expired", "The security token included in the request is expired");
      case "crash-before":
        crashed = true;
        throw new Crash();
      case "third-party-edit":
        await fault.edit();
        break;
      case "clock-jump":
        fault.jump();
        break;
      case "crash-after":
      case "lost-response":
      case "stale-read":
      case undefined:
        break;
      default:
        fault satisfies never;
    }
    return sandbox.quotas && !takeToken({ service, operation: operation.name, account, region })
      ? commonError(service, "throttled", "Rate exceeded")
      : undefined;
  };

  const afterEffect = ({ kind }: Fault) => {
    if (kind === "lost-response") throw new ConnectionLost();
    if (kind === "crash-after") {
      crashed = true;
      throw new Crash();
    }
  };

  const handle = async (request: WireRequest): Promise<WireResponse> => {
    if (crashed) throw new Crash();
    const id = uuidOf(requestId(32));
    const credential = credentialOf(request);
    const routed = route(request, credential.service);
    try {
      const { model, operation } = found(routed);
      const input = await readInput({ ...routed, model, operation }, request);
      if (sandbox.latency > 0) await clock.sleep(sandbox.latency);
      if (crashed) throw new Crash();
      const key = world.accessKeys.find(credential.accessKeyId);
      if (key.expires !== undefined && key.expires <= clock.now().getTime()) {
        const message = "The security token included in the request is expired";
        throw commonError(model.service.signingName, "expired", message);
      }
      const caller = callerOf(key, request.sourceIp, request.headers["user-agent"] ?? "");
      const region = credential.region ?? defaultRegion;
      if (isDisabled(region)) {
        const message = "The security token included in the request is invalid.";
        throw commonError(model.service.signingName, "unknown-key", message);
      }
      const output = await answer({ model, operation, region, account: key.account, caller, input });
      return routed.protocol.write(operation, output ?? {}, id);
    } catch (error) {
      if (error instanceof Crash || error instanceof ConnectionLost) throw error;
      return routed.protocol.fail(failureOf(error, routed.model, id));
    }
  };

  const sandbox: Sandbox = {
    world,
    history,
    calls,
    clock,
    latency: options.latency ?? 0,
    lag: options.lag ?? 0,
    propagation: options.propagation ?? 0,
    quotas: options.quotas !== undefined && options.quotas !== false,
    requestHandler: inProcessHandler((request) => sandbox.handle(request)),
    handle: async (request) => {
      const response = await handle(request);
      return request.method === "HEAD" ? { ...response, body: new Uint8Array() } : response;
    },
    schedule: (next) => {
      faults = next;
      count = 0;
      crashed = false;
    },
    person: (userName, { account = defaultAccount, sourceIp, userAgent } = {}) => {
      const accessKeyId = `AKIA${requestId(16).toUpperCase()}`;
      const key: AccessKey = {
        ...userKey(account, userName, accessKeyId),
        ...(sourceIp === undefined ? {} : { sourceIp }),
        ...(userAgent === undefined ? {} : { userAgent }),
      };
      world.accessKeys.give(key);
      return { accessKeyId, secretAccessKey: requestId(40) };
    },
    call: async (service, name, input = {}, { account, region = defaultRegion, as } = {}) => {
      const model = models.get(service);
      if (!model) throw new TypeError(`no service ${service} in the sandbox`);
      const operation = model.operations.get(name);
      if (!operation || !(name in model.service.operations))
        throw new TypeError(`no ${service}:${name} in the sandbox`);
      const key = as
        ? world.accessKeys.find(as.accessKeyId)
        : userKey(account ?? defaultAccount, "developer", "AKIADIRECT");
      const caller = callerOf(key, "127.0.0.1", "sandbox");
      return perform({ model, operation, region, account: account ?? key.account, caller, input }, false);
    },
  };
  return sandbox;
}

function found({ protocol, model, operation, asked }: Routed): {
  model: ServiceModel;
  operation: OperationModel;
} {
  if (model && operation && operation.name in model.service.operations) return { model, operation };
  const message = operation ? `The sandbox has no ${operation.name}` : `There is no operation ${asked}`;
  throw new AwsError(protocol.unknown, message, {
    status: protocol.unknown === "NotImplemented" ? 501 : 400,
  });
}

function codeOf(error: unknown): string {
  return error instanceof AwsError ? error.code : error instanceof Error ? error.name : "Error";
}
