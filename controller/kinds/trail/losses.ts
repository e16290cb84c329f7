import {
  type AdvancedSelectorShape,
  advancedSelector,
  type FieldSelectorShape,
} from "../../aws/event-selectors.ts";
import { selectsLess } from "../../aws/narrower-selectors.ts";
import { type BasicSelectorShape, defaultSelector } from "./selectors.ts";
import type { TrailShape } from "./shape.ts";

/** What an update of a trail no longer records or proves, in one sentence; absent when nothing. */
export function trailLosses(before: TrailShape, after: TrailShape): string | undefined {
  const losses = [
    before.logging && !after.logging && "nothing is recorded any more while it is stopped",
    before.isMultiRegionTrail && !after.isMultiRegionTrail && "other regions are no longer recorded",
    before.isOrganizationTrail && !after.isOrganizationTrail && "other accounts are no longer recorded",
    before.includeGlobalServiceEvents &&
      !after.includeGlobalServiceEvents &&
      "events of global services such as IAM are no longer recorded",
    before.recursiveLogging &&
      !after.recursiveLogging &&
      "events of the trail's own deliveries are no longer recorded",
    selectsLess(advanced(before), advanced(after)) && "its selectors let fewer events through",
    before.enableLogFileValidation &&
      !after.enableLogFileValidation &&
      "it can no longer be proved that log files are unchanged",
  ].filter((loss) => loss !== false);
  return losses.length === 0 ? undefined : `the trail loses evidence: ${losses.join("; ")}`;
}

/** Both kinds of selectors as advanced ones, so that they can be compared. */
function advanced(shape: TrailShape): readonly AdvancedSelectorShape[] {
  return shape.advancedEventSelectors ?? (shape.eventSelectors ?? [defaultSelector]).flatMap(asAdvanced);
}

function asAdvanced(selector: BasicSelectorShape): AdvancedSelectorShape[] {
  const { readWriteType, includeManagementEvents, excludeManagementEventSources: excluded } = selector;
  const readOnly =
    readWriteType === "All" ? [] : [{ field: "readOnly", equals: [String(readWriteType === "ReadOnly")] }];
  const management = {
    fieldSelectors: [
      { field: "eventCategory", equals: ["Management"] },
      ...(excluded.length > 0 ? [{ field: "eventSource", notEquals: excluded }] : []),
      ...readOnly,
    ],
  };
  const data = selector.dataResources.flatMap(({ type, values }) =>
    values.map((value) => ({
      fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: [type] },
        ...whichResources(type, value),
        ...readOnly,
      ],
    })),
  );
  return [...(includeManagementEvents ? [management] : []), ...data].map(advancedSelector);
}

/** A basic selector's value: `arn:aws:s3` is every bucket, S3 values are prefixes, the others are exact. */
function whichResources(type: string, value: string): FieldSelectorShape[] {
  if (/^arn:[^:]+:[^:]+:?$/.test(value)) return [];
  return [{ field: "resources.ARN", [type === "AWS::S3::Object" ? "startsWith" : "equals"]: [value] }];
}
