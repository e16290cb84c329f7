import type { WireRequest, WireResponse } from "./message.ts";
import type { OperationModel } from "./model.ts";

/** An error on its way to the client. */
export interface Failure {
  /** The code that JSON, CBOR and REST clients read. */
  readonly code: string;
  /** The code with its namespace, where the error is modelled. */
  readonly id: string;
  /** The code that query clients read. */
  readonly queryCode: string;
  readonly message: string;
  readonly status: number;
  /** Further members of the error's structure. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether query error codes go into a header beside the JSON. */
  readonly queryCompatible: boolean;
  readonly requestId: string;
}

/** How a service's operations and errors look on the wire. */
export interface Protocol {
  /** An operation's input; throws whatever the codec throws when the body isn't what it should be. */
  read(operation: OperationModel, request: WireRequest): unknown;
  write(operation: OperationModel, output: unknown, requestId: string): WireResponse;
  fail(failure: Failure): WireResponse;
  /** The code for a body that can't be read. */
  readonly malformed: string;
  /** The code for an operation that nobody knows. */
  readonly unknown: string;
}

/** Who is at fault, in the words of the query protocols. */
export function faultOf({ status }: Failure): "Sender" | "Receiver" {
  return status >= 500 ? "Receiver" : "Sender";
}

/** The header in which services that once spoke query still say the old code; empty for all others. */
export function queryErrorHeader(failure: Failure): Record<string, string> {
  return failure.queryCompatible ? { "x-amzn-query-error": `${failure.queryCode};${faultOf(failure)}` } : {};
}
