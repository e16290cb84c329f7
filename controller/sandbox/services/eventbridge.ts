import * as module from "@aws-sdk/client-eventbridge";
import type { Service } from "../service.ts";

/** EventBridge: rules and their targets. */
export const eventbridge: Service = {
  module,
  client: "EventBridgeClient",
  signingName: "events",
  eventSource: "events.amazonaws.com",
  operations: {},
};
