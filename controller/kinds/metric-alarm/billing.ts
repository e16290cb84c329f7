import type { Report } from "../../aws/check-queries.ts";
import { type Document, placedIn } from "../../document.ts";
import type { MetricAlarmSpec } from "../../generated/types.ts";

const home = "us-east-1";
const sixHours = 21_600;

/**
 * Warns of billing alarms that would never get any data: AWS/Billing is published in us-east-1 only, every six
 * hours or so, and always with a currency.
 */
export function checkBilling(document: Document<MetricAlarmSpec>, warn: Report): void {
  const { spec } = document;
  if (spec.namespace !== "AWS/Billing") return;
  const regions = placedIn(document);
  if (regions?.some((region) => region !== home))
    warn(
      "placement/regions",
      "no-such-metric",
      `AWS/Billing has metrics in ${home} only; write regions: [${home}]`,
    );
  if (spec.metricName === "EstimatedCharges" && !("Currency" in (spec.dimensions ?? {})))
    warn(
      spec.dimensions ? "dimensions" : "metricName",
      "no-such-metric",
      "EstimatedCharges always has the dimension Currency; add dimensions: { Currency: USD }",
    );
  if (spec.period !== undefined && spec.period < sixHours)
    warn(
      "period",
      "no-effect",
      `AWS/Billing has a data point every six hours or so; use a period of ${sixHours} seconds or more`,
    );
}
