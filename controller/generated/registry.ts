// Made from schemas/ and controller/kinds/ by `npm run generate`.

import type { AnyKind } from "../kind.ts";
import { compositeAlarm } from "../kinds/composite-alarm.ts";
import { flowLog } from "../kinds/flow-log.ts";
import { metricAlarm } from "../kinds/metric-alarm.ts";
import { topic } from "../kinds/topic.ts";
import { trail } from "../kinds/trail.ts";

/** Every kind of resource, by name. */
export const kinds: ReadonlyMap<string, AnyKind> = new Map<string, AnyKind>([
  ["CompositeAlarm", compositeAlarm],
  ["FlowLog", flowLog],
  ["MetricAlarm", metricAlarm],
  ["Topic", topic],
  ["Trail", trail],
]);

/** Kinds that configure Watchkeeper itself and are nothing in AWS. */
export const configKinds: readonly string[] = ["Account", "Installation"];
