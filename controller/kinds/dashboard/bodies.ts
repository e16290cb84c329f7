import { CloudWatchClient, type DashboardEntry, GetDashboardCommand } from "@aws-sdk/client-cloudwatch";
import type { Aws } from "../../aws/aws.ts";
import { classify } from "../../aws/errors.ts";
import { type DashboardShape, shapeOf } from "./shape.ts";

/** A body that was read, and what ListDashboards then said of it. */
interface Known {
  readonly modified: number;
  readonly size: number | undefined;
  readonly shape: DashboardShape;
}

/**
 * How old a change must be for its time to tell that there was none since. LastModified is in seconds and a listing may
 * trail, so that a body that was just written could be taken for the one before.
 */
const settledMs = 60_000;

/** The bodies of the dashboards listed last, as long as the connection keeps its client, by ARN. */
const known = new WeakMap<CloudWatchClient, ReadonlyMap<string, Known>>();

/** Reads the body of a dashboard by its name; `undefined` when there is none. */
export async function readBody(aws: Aws, name: string): Promise<DashboardShape | undefined> {
  try {
    const client = aws.client(CloudWatchClient);
    const { DashboardBody } = await client.send(new GetDashboardCommand({ DashboardName: name }));
    return shapeOf(DashboardBody ?? "");
  } catch (error) {
    if (classify(error) === "not-found") return undefined;
    throw error;
  }
}

/**
 * Reads bodies as a listing goes on: one that it says is unchanged since it was last read isn't asked for again. `keep`
 * forgets what the listing hadn't.
 */
export function bodyReader(aws: Aws): {
  of(entry: DashboardEntry): Promise<DashboardShape | undefined>;
  keep(): void;
} {
  const client = aws.client(CloudWatchClient);
  const before = known.get(client);
  const now = new Map<string, Known>();
  return {
    async of({ DashboardArn: arn = "", DashboardName: name = "", LastModified, Size: size }) {
      const modified = LastModified?.getTime() ?? Number.NaN;
      const last = before?.get(arn);
      if (last?.modified === modified && last.size === size) {
        now.set(arn, last);
        return last.shape;
      }
      const asked = aws.clock.now().getTime();
      const shape = await readBody(aws, name);
      if (shape && asked - modified > settledMs) now.set(arn, { modified, size, shape });
      return shape;
    },
    keep: () => known.set(client, now),
  };
}
