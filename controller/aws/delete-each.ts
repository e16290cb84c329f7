import type { Observed } from "../kind.ts";
import type { Aws } from "./aws.ts";
import { CredentialsError, classify } from "./errors.ts";

/** `Kind.remove` where AWS deletes one a call: returns the error of each that is still there, by id. */
export async function deleteEach<Live extends object>(
  aws: Aws,
  doomed: readonly Observed<Live>[],
  deletion: (one: Observed<Live>) => Promise<unknown>,
): Promise<Map<string, unknown>> {
  const failed = new Map<string, unknown>();
  await aws.each(doomed, async (one) => {
    try {
      await deletion(one);
    } catch (error) {
      if (error instanceof CredentialsError) throw error;
      if (classify(error) !== "not-found") failed.set(one.id, error);
    }
  });
  return failed;
}
