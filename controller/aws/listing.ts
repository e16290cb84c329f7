import type { Listing, Observed } from "../kind.ts";
import type { Problem } from "../problem.ts";
import type { Aws } from "./aws.ts";
import { CredentialsError, classify, describeError, isOutOfReach } from "./errors.ts";

/** Where a kind puts what it finds. */
export interface Found<Live extends object> {
  add(item: Observed<Live>): void;
  /** Counts resources that are neither wanted nor ours. */
  foreign(count: number): void;
  /** Notes that one resource's details could not be read; the listing itself stays complete. */
  unreadable(item: Omit<Observed<Live>, "shape">, error: unknown): void;
  /** Notes that something that isn't of this kind stands where one is looked for. */
  taken(item: Omit<Observed<Live>, "shape">, by: string): void;
}

/**
 * Runs a kind's reads. An error that escapes `gather` makes the listing incomplete and becomes a problem that
 * names the call; refused credentials end the pass instead.
 *
 * @param what the reads, for the message, e.g. `cloudwatch:DescribeAlarms`
 */
export async function list<Live extends object>(
  aws: Aws,
  kind: string,
  what: string,
  gather: (found: Found<Live>) => Promise<void>,
): Promise<Listing<Live>> {
  const items: Observed<Live>[] = [];
  const problems: Problem[] = [];
  let foreign = 0;
  let complete = true;
  let refused: string | undefined;
  const { account, region } = aws.scope;
  const leaveAlone = (item: Omit<Observed<Live>, "shape">, code: string, message: string) => {
    items.push({ ...item, shape: undefined });
    problems.push({ severity: "error", code, message, object: `${kind} ${item.id}`, account, region });
  };
  const found: Found<Live> = {
    add: (item) => items.push(item),
    foreign: (count) => {
      foreign += count;
    },
    unreadable: (item, error) => {
      rethrowIfFatal(error);
      leaveAlone(
        item,
        "unreadable",
        `its details could not be read: ${describeError(error)}; it is left alone in this pass`,
      );
    },
    taken: (item, by) => leaveAlone(item, "name-taken", `${by}; choose another name, or delete that one`),
  };
  try {
    await gather(found);
  } catch (error) {
    rethrowIfFatal(error);
    complete = false;
    if (isOutOfReach(error)) refused = describeError(error);
    problems.push({
      severity: "error",
      code: "incomplete-listing",
      message: `${what} failed: ${describeError(error)}; no ${kind} is created or deleted here until it can be read`,
      object: kind,
      account,
      region,
    });
  }
  items.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.arn < b.arn ? -1 : 1));
  return { items, foreign, complete, problems, ...(refused !== undefined && { refused }) };
}

/** Refused credentials and whatever isn't an error of AWS's or the network's end the pass. */
export function rethrowIfFatal(error: unknown): void {
  if (error instanceof CredentialsError) throw error;
  if (classify(error) === "credentials") throw new CredentialsError(error);
  const known =
    error instanceof Error && ("$metadata" in error || "$fault" in error || classify(error) === "ambiguous");
  if (!known) throw error;
}
