import { hash } from "node:crypto";
import type { FieldRule } from "../kind.ts";
import { canonicalText } from "./canonical.ts";

/** What was last written of one field. */
export interface Applied {
  /** The fingerprint of what git wanted. */
  readonly wanted: string;
  /** The fingerprint of what AWS then had, where it didn't take what git wanted. */
  readonly live: string | undefined;
}

/**
 * What was last applied, a fingerprint a field, as the text of one tag (256 characters at most, letters that every
 * service's tags allow). The first character is the number of characters of a fingerprint; then follow, a field,
 * three characters for its name and its fingerprint, and after a `:` a second one where AWS made something else of it.
 * A field that isn't in it was absent.
 */
export type AppliedFields = ReadonlyMap<string, Applied>;

/** Stands among the fields for the resource itself, which its tags are written for; no field of AWS's is called so. */
export const identity = "#id";

const nameLength = 3;
const longest = 256;

/** The four characters (24 bits) by which a field's value is known again. Absent values have none. */
export function fingerprint(rule: FieldRule | undefined, value: unknown): string {
  const text = canonicalText(rule, value);
  return text === "" ? "" : hash("sha256", text, "base64url").slice(0, 4);
}

/** The three characters by which a field's name is known in the tag. */
export function fieldCode(field: string): string {
  return hash("sha256", field, "base64url").slice(0, nameLength);
}

/** Writes the tag. With very many fields the fingerprints get shorter so that it still fits. */
export function encodeApplied(fields: AppliedFields): string {
  const present = [...fields].filter(([, { wanted, live }]) => wanted !== "" || live);
  present.sort(([a], [b]) => (a < b ? -1 : 1));
  for (let width = 4; width > 0; width--) {
    const cut = (text: string) => text.slice(0, width).padEnd(width, ".");
    const entries = present.map(
      ([field, { wanted, live }]) =>
        fieldCode(field) + cut(wanted) + (live === undefined ? "" : `:${cut(live)}`),
    );
    const text = `${width}${entries.join("")}`;
    if (text.length <= longest) return text;
  }
  return "";
}

/** The reader of a tag; `undefined` where there is none or it isn't one of ours. */
export function decodeApplied(text: string | undefined): AppliedReader | undefined {
  const width = Number(text?.[0]);
  if (!text || !(width >= 1 && width <= 4)) return undefined;
  const byCode = new Map<string, { wanted: string; live: string | undefined }>();
  const cut = (full: string) => full.slice(0, width).padEnd(width, ".");
  let at = 1;
  while (at < text.length) {
    const code = text.slice(at, at + nameLength);
    const wanted = text.slice(at + nameLength, at + nameLength + width);
    at += nameLength + width;
    if (wanted.length < width) return undefined;
    let live: string | undefined;
    if (text[at] === ":") {
      live = text.slice(at + 1, at + 1 + width);
      at += 1 + width;
    }
    byCode.set(code, { wanted, live });
  }
  const empty = cut("");
  return {
    is: (field, print) => (byCode.get(fieldCode(field))?.wanted ?? empty) === cut(print),
    settledAs: (field, print) => byCode.get(fieldCode(field))?.live === cut(print),
    entry: (field) => {
      const known = byCode.get(fieldCode(field));
      return known && { wanted: known.wanted.replace(/\.+$/, ""), live: known.live?.replace(/\.+$/, "") };
    },
  };
}

/** What a tag says of a field. */
export interface AppliedReader {
  /** Whether the field was last written with the value of this fingerprint. */
  is(field: string, print: string): boolean;
  /** Whether AWS made of that write the value of this fingerprint, instead of what git wanted. */
  settledAs(field: string, print: string): boolean;
  entry(field: string): Applied | undefined;
}
