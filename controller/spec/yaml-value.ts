import { isAlias, isMap, isScalar, isSeq, type ParsedNode } from "yaml";
import { quoted } from "../printable.ts";

/** Reports what is wrong with a value and the offset in the text where it stands. */
export type Report = (code: string, message: string, offset: number) => void;

/** Keys that mean something to JavaScript's own objects. */
const reserved = new Set(["__proto__", "constructor", "prototype"]);

// Line feeds and tabs may stand in a text, and so may the marks of right-to-left writing; in a name nothing unseen.
const hostileText =
  // oxlint-disable-next-line eslint/no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u;
const hostileName =
  // oxlint-disable-next-line eslint/no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/u;

/**
 * A YAML node as plain JavaScript. Refused, with a report for each: aliases, keys that stand twice or mean
 * something to JavaScript, numbers that would not survive, control and direction-changing characters.
 */
export function toValue(node: ParsedNode | null, report: Report, named = false): unknown {
  if (node === null) return null;
  if (isAlias(node)) {
    report("yaml-alias", "aliases are not followed; write the value out", node.range[0]);
    return undefined;
  }
  if (isScalar(node)) return scalarValue(node.value, node.range[0], report, named);
  if (isSeq<ParsedNode>(node)) return node.items.map((item) => toValue(item, report, named));
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return undefined;

  const value: Record<string, unknown> = {};
  const seen = new Set<string>();
  for (const pair of node.items) {
    const offset = pair.key?.range?.[0] ?? node.range[0];
    const key = isScalar(pair.key) ? pair.key.value : undefined;
    if (typeof key !== "string") {
      report("yaml-key", "a map's keys must be texts", offset);
    } else if (reserved.has(key)) {
      report("reserved-key", `the key ${quoted(key)} is not allowed`, offset);
    } else if (hostileName.test(key)) {
      report("hostile-characters", `the key ${quoted(key)} contains invisible or control characters`, offset);
    } else if (seen.has(key)) {
      report("duplicate-key", `the key ${quoted(key)} stands twice in the same map`, offset);
    } else {
      seen.add(key);
      value[key] = toValue(pair.value, report, named || key === "metadata");
    }
  }
  return value;
}

function scalarValue(value: unknown, offset: number, report: Report, named: boolean): unknown {
  if (typeof value === "bigint") {
    const number = Number(value);
    if (!Number.isSafeInteger(number))
      report(
        "number-range",
        `${quoted(String(value))} is larger than 2^53 and would be rounded; quote it if it is a text`,
        offset,
      );
    return number;
  }
  if (typeof value === "number" && !Number.isFinite(value))
    report(
      "number-range",
      "a number must be finite: .nan, .inf and numbers past 1.8e308 are not allowed",
      offset,
    );
  if (typeof value === "string" && (named ? hostileName : hostileText).test(value))
    report("hostile-characters", `${quoted(value)} contains invisible or control characters`, offset);
  return value;
}
