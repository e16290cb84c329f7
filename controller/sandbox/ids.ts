import { createHash } from "node:crypto";

/** A source of hexadecimal ids of a wanted length: the same seed gives the same ids in the same order. */
export function idSource(seed: string): (length: number) => string {
  let count = 0;
  return (length) => {
    let digits = "";
    while (digits.length < length) {
      digits += createHash("sha256").update(`${seed}/${count++}`).digest("hex");
    }
    return digits.slice(0, length);
  };
}

/** Thirty-two hexadecimal digits in the form of a UUID. */
export function uuidOf(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
