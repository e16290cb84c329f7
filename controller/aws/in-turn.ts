import { CredentialsError, classify } from "./errors.ts";

/** Errors with which AWS has refused one step and says nothing of the next. */
const refusals = new Set(["terminal", "denied", "not-found", "already-exists"]);

/**
 * Takes steps one after the other. One that AWS refuses, a policy with a deleted principal or an endpoint that it
 * doesn't take, isn't in the way of the others, in this pass or any later one. Throws the first refusal at the end,
 * and any other error at once.
 */
export async function inTurn(steps: Iterable<() => Promise<void>>): Promise<void> {
  const refused: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      if (error instanceof CredentialsError || !isRefusal(error)) throw error;
      refused.push(error);
    }
  }
  if (refused.length > 0) throw refused[0];
}

/** AWS's answers alone: a pass that is stopped, or a mistake of ours, is no refusal. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "$metadata" in error && refusals.has(classify(error));
}
