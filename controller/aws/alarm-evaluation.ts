import type { Condition, Observed } from "../kind.ts";

/** Why CloudWatch can't evaluate an alarm as it should, e.g. `EVALUATION_ERROR`. */
export interface AlarmStatus {
  readonly evaluationState: string;
  readonly reason: string;
}

/** What `Observed.status` holds of an alarm's evaluation; `undefined` when all is well. */
export function evaluationStatus(alarm: {
  EvaluationState?: string | undefined;
  StateReason?: string | undefined;
}): AlarmStatus | undefined {
  const { EvaluationState: evaluationState, StateReason: reason = "" } = alarm;
  return evaluationState ? { evaluationState, reason } : undefined;
}

/** The condition that an alarm's evaluation is in, if it is in trouble. */
export function evaluationTrouble({ status }: Observed): Condition[] {
  if (!isStatus(status)) return [];
  const message = `CloudWatch reports ${status.evaluationState}: ${status.reason || "no reason given"}`;
  return [{ reason: "EvaluationTrouble", severity: "warning", message }];
}

function isStatus(status: unknown): status is AlarmStatus {
  return typeof status === "object" && status !== null && "evaluationState" in status;
}
