import * as module from "@aws-sdk/client-ssm";
import type { Service } from "../service.ts";

/** Systems Manager: parameters. */
export const ssm: Service = {
  module,
  client: "SSMClient",
  signingName: "ssm",
  eventSource: "ssm.amazonaws.com",
  operations: {},
};
