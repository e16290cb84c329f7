import { type Document, problemAt } from "../document.ts";
import type { Problem } from "../problem.ts";
import { didYouMean } from "./nearest-name.ts";

/** By partition, as of November 2026 (https://docs.aws.amazon.com/global-infrastructure/latest/regions/). */
const byPartition: Readonly<Record<string, string>> = {
  aws: `af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2
    ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7
    ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3
    il-central-1 me-central-1 me-south-1 me-west-1 mx-central-1 sa-east-1 sa-west-1 us-east-1 us-east-2 us-west-1
    us-west-2`,
  "aws-cn": "cn-north-1 cn-northwest-1",
  "aws-us-gov": "us-gov-east-1 us-gov-west-1",
  "aws-eusc": "eusc-de-east-1",
};

const known = new Set(Object.values(byPartition).flatMap((names) => names.split(/\s+/)));

/** Warns of a region that nobody has heard of; it may be newer than this list, so it is no error. */
export function unknownRegion(document: Document<object>, pointer: string, region: string): Problem[] {
  if (known.has(region) || partitionOf(region).startsWith("aws-iso")) return [];
  const message = `the region "${region}" is not known${didYouMean(region, known)}`;
  return [{ ...problemAt(document, pointer, "unknown-region", message), severity: "warning" }];
}

/** The partition that a region belongs to, by its name's beginning. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("eusc-")) return "aws-eusc";
  const isolated = /^[a-z]{2}-(iso[a-z]?)-/.exec(region)?.[1];
  return isolated ? `aws-${isolated}` : "aws";
}
