import type { Clock } from "../clock.ts";
import type { History } from "./history.ts";
import type { World } from "./state.ts";

/** Who calls, from where: what an event history records. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly principalId: string;
  readonly type: "IAMUser" | "AssumedRole" | "Root";
  readonly userName: string;
  readonly accessKeyId: string;
  readonly sourceIp: string;
  readonly userAgent: string;
}

/** What an operation of a service sees of the call it answers. */
export interface CallContext {
  readonly account: string;
  readonly region: string;
  readonly caller: Caller;
  readonly clock: Clock;
  /** Every account's state; a service keeps its own tables in it, see `World.table`. */
  readonly world: World;
  readonly history: History;
  /** A repeatable hexadecimal id of `length` digits, for resource ids and request ids. */
  id(length: number): string;
}

// A wire-level boundary: the SDK's schema has checked the types, and each operation narrows what it reads.
// oxlint-disable-next-line typescript/no-explicit-any
export type Operation = (context: CallContext, input: any) => unknown;

/** One AWS service of the sandbox: its operations by name, over the SDK client that knows its schemas. */
export interface Service {
  /** The package's exports, with its schemas: `import * as module from "@aws-sdk/client-…"`. */
  readonly module: Record<string, unknown>;
  /** The client's class name in `module`, e.g. `CloudWatchClient`. */
  readonly client: string;
  /** The name in the signature's credential scope, e.g. `monitoring`. */
  readonly signingName: string;
  /** The event source of the event history, e.g. `monitoring.amazonaws.com`. */
  readonly eventSource: string;
  /** The event history's names of operations, where they are others. */
  readonly eventNames?: Readonly<Record<string, string>>;
  /** The event history's names of request parameters, where they are others than the input's. */
  readonly eventParameterNames?: Readonly<Record<string, string>>;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** An error that AWS would answer with; `code` is the one its documentation names. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number | undefined;
  /** Further members of the error's structure. */
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    options: { status?: number; fields?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = "AwsError";
    this.code = code;
    this.status = options.status;
    this.fields = options.fields ?? {};
  }
}
