import { type Document, problemAt } from "../document.ts";
import type { Problem } from "../problem.ts";
import type { Site } from "./placement.ts";
import { partitionOf, unknownRegion } from "./regions.ts";
import { visitTexts } from "./visit-texts.ts";

const arn = /^arn:(aws(?:-[a-z]+)*):[a-z0-9-]+:([a-z0-9-]*):/;

/**
 * ARNs that can't be meant where a document is placed: those of another partition, and those whose region nobody
 * has heard of. An ARN of another region may be right, e.g. of a bucket's key.
 */
export function foreignArns(document: Document, sites: readonly Site[]): Problem[] {
  const regions = sites.map(({ region }) => region).filter((region) => region !== undefined);
  const problems: Problem[] = [];
  visitTexts(document.spec, "/spec", (text, pointer) => {
    const [, partition = "", region = ""] = arn.exec(text) ?? [];
    if (partition === "") return;
    const elsewhere = regions.find((placed) => partitionOf(placed) !== partition);
    if (elsewhere !== undefined) {
      const message = `the ARN is of the partition ${partition}, but this is placed in ${elsewhere}, which belongs to ${partitionOf(elsewhere)}`;
      problems.push(problemAt(document, pointer, "other-partition", message));
      return;
    }
    if (region === "") return;
    const unknown = unknownRegion(document, pointer, region);
    problems.push(...unknown);
    if (unknown.length === 0 && partitionOf(region) !== partition) {
      const message = `the ARN's region ${region} belongs to the partition ${partitionOf(region)}, not to ${partition}`;
      problems.push(problemAt(document, pointer, "other-partition", message));
    }
  });
  return problems;
}
