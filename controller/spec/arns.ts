import { type Document, problemAt } from "../document.ts";
import type { Problem } from "../problem.ts";
import type { Site } from "./placement.ts";
import { pointerTo } from "./pointer.ts";
import { partitionOf, unknownRegion } from "./regions.ts";

const arn = /^arn:(aws(?:-[a-z]+)*):[a-z0-9-]+:([a-z0-9-]*):/;

/**
 * ARNs that can't be meant where a document is placed: those of another partition, and those whose region nobody
 * has heard of. An ARN of another region may be right, e.g. of a bucket's key.
 */
export function foreignArns(document: Document, sites: readonly Site[]): Problem[] {
  const regions = sites.map(({ region }) => region).filter((region) => region !== undefined);
  const problems: Problem[] = [];
  visit(document.spec, "/spec", (text, pointer) => {
    const [, partition = "", region = ""] = arn.exec(text) ?? [];
    if (partition === "") return;
    const elsewhere = regions.find((placed) => partitionOf(placed) !== partition);
    if (elsewhere !== undefined) {
      const message = `the ARN is of the partition ${partition}, but this is placed in ${elsewhere}, which belongs to ${partitionOf(elsewhere)}`;
      problems.push(problemAt(document, pointer, "other-partition", message));
      return;
    }
    if (region === "") return;
    const odd = unknownRegion(region);
    if (odd) problems.push({ ...problemAt(document, pointer, "unknown-region", odd), severity: "warning" });
    else if (partitionOf(region) !== partition) {
      const message = `the ARN's region ${region} belongs to the partition ${partitionOf(region)}, not to ${partition}`;
      problems.push(problemAt(document, pointer, "other-partition", message));
    }
  });
  return problems;
}

function visit(value: unknown, pointer: string, look: (text: string, pointer: string) => void): void {
  if (typeof value === "string") {
    if (value.startsWith("arn:")) look(value, pointer);
  } else if (Array.isArray(value))
    for (const [index, item] of value.entries()) visit(item, pointerTo(pointer, index), look);
  else if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value)) visit(item, pointerTo(pointer, key), look);
}
