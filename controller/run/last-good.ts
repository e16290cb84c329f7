import type { Specs } from "../load.ts";
import type { Settings } from "../settings.ts";

/** Specs that can be worked with, and how. */
export interface Working {
  readonly specs: Specs;
  readonly settings: Settings;
}

/** What to go by after the specs were read. */
export interface Choice {
  /** Absent as long as there was never a good set. */
  readonly working: Working | undefined;
  /** The latest good set, for the next choice: without the fault that `working` may carry. */
  readonly good: Working | undefined;
  /** What is wrong with the specs as they stand now. */
  readonly fault: string | undefined;
}

/**
 * Takes the specs as they were read when they are good. Otherwise keeps the last good set, marked with what is wrong:
 * guards delete nothing on the word of faulty specs.
 *
 * @param settle throws when the specs lack what it takes to work, such as an owner
 */
export function chooseSpecs(
  read: Specs,
  settle: (specs: Specs) => Settings,
  good: Working | undefined,
): Choice {
  let fault = read.fault;
  if (fault === undefined) {
    try {
      const working = { specs: read, settings: settle(read) };
      return { working, good: working, fault: undefined };
    } catch (error) {
      fault = error instanceof Error ? error.message : String(error);
    }
  }
  return { working: good && { ...good, specs: { ...good.specs, fault } }, good, fault };
}
