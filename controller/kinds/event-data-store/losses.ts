import { selectsLess } from "../../aws/narrower-selectors.ts";
import type { Observed } from "../../kind.ts";
import { isoDay } from "../../value/iso-day.ts";
import { isStoreStatus } from "./read.ts";
import { defaultSelector, type EventDataStoreShape } from "./shape.ts";

/** What an update of a store, or its deletion, loses, in one sentence; absent when nothing. */
export function storeLosses(
  { shape: before, status }: Observed<EventDataStoreShape> & { readonly shape: EventDataStoreShape },
  after: EventDataStoreShape | undefined,
): string | undefined {
  if (!after) {
    const created = isStoreStatus(status) ? isoDay(status.created) : undefined;
    const since = created === undefined ? "" : ` since ${created}`;
    return `everything in the event data store, which keeps events for ${before.retentionPeriod} days and is there${since}, is gone seven days after its deletion`;
  }
  const selectors = (shape: EventDataStoreShape) => shape.advancedEventSelectors ?? [defaultSelector];
  const losses = [
    after.retentionPeriod < before.retentionPeriod &&
      `events older than ${after.retentionPeriod} days are removed (it kept ${before.retentionPeriod})`,
    before.ingestion && !after.ingestion && "no event is stored any more while ingestion is stopped",
    before.multiRegionEnabled && !after.multiRegionEnabled && "events of other regions are no longer stored",
    before.organizationEnabled &&
      !after.organizationEnabled &&
      "events of other accounts are no longer stored",
    selectsLess(selectors(before), selectors(after)) && "its selectors let fewer events through",
    before.maxEventSize === "Large" && after.maxEventSize !== "Large" && "events over 256 KB are cut",
  ].filter((loss) => loss !== false);
  return losses.length === 0 ? undefined : `the event data store loses evidence: ${losses.join("; ")}`;
}
