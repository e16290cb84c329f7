import type { CallContext } from "../../service.ts";
import { assumedRole } from "../iam/assuming.ts";
import { invalid } from "./rule-store.ts";

const service = "events.amazonaws.com";

/** Refuses a role that doesn't exist, isn't known yet or doesn't trust EventBridge. */
export function checkAssumed(context: CallContext, role: string, ruleArn: string): void {
  if (!assumedRole(context, role, { service, sourceArn: ruleArn }))
    throw invalid(`Provided role '${role}' cannot be assumed by principal '${service}'.`);
}
