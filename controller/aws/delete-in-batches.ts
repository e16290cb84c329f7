import type { Aws } from "./aws.ts";
import { batches } from "./batches.ts";
import { CredentialsError, classify } from "./errors.ts";

/**
 * Deletes by name, many at once, and returns the error of each that is still there. Where a call fails for what may be
 * about one of its names alone, each goes by itself.
 *
 * @param send makes one call; what it returns are the errors of single names that the answer had inside
 */
export async function deleteInBatches(
  aws: Aws,
  names: readonly string[],
  atOnce: number,
  send: (names: string[]) => Promise<ReadonlyMap<string, unknown>>,
): Promise<Map<string, unknown>> {
  const errors = new Map<string, unknown>();
  const single: string[] = [];
  const run = async (batch: string[]) => {
    try {
      for (const [name, error] of await send(batch))
        if (classify(error) !== "not-found") errors.set(name, error);
    } catch (error) {
      if (error instanceof CredentialsError) throw error;
      const meaning = classify(error);
      if (batch.length > 1 && (meaning === "not-found" || meaning === "terminal" || meaning === "denied"))
        single.push(...batch);
      else if (meaning !== "not-found") for (const name of batch) errors.set(name, error);
    }
  };
  await aws.each(batches(names, atOnce), run);
  await aws.each(single, (name) => run([name]));
  return errors;
}
