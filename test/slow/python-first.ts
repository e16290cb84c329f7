import { python } from "./python.ts";

/** Makes the Python environment before the test files that share it run beside each other. */
export async function setup(): Promise<void> {
  // What can't be had fails the files that need it, with its reason, and not the others.
  await python().catch(() => undefined);
}
