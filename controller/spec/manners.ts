import type { Manners } from "../document.ts";

const prefix = "watchkeeper.dev/";

/** What a document's annotations ask for; they have passed their schema. */
export function mannersOf(
  annotations: Readonly<Record<string, string>>,
  driftPolicy: "revert" | "report",
): Manners {
  const get = (name: string) => annotations[prefix + name];
  const policy = get("deletion-policy");
  const drift = get("drift");
  return {
    adopt: get("adopt") === "true",
    prune: get("prune") !== "disabled",
    deletionPolicy: policy === "retain" || policy === "delete" ? policy : undefined,
    reconcile: get("reconcile") !== "disabled",
    drift: drift === "revert" || drift === "report" ? drift : driftPolicy,
    ignore: ignoredPointers(annotations),
    allowDataLoss: get("allow-data-loss") === "true",
  };
}

/** The JSON Pointers of the ignore annotation, in order and once each. */
export function ignoredPointers(annotations: Readonly<Record<string, string>>): string[] {
  const text = annotations[`${prefix}ignore`] ?? "";
  return [
    ...new Set(
      text
        .split(",")
        .map((pointer) => pointer.trim())
        .filter(Boolean),
    ),
  ].sort();
}
