import type { Document } from "../document.ts";

/** The fields of every kind's spec that say where and how often the object exists. */
export interface Spread {
  readonly placement?: { readonly accounts?: readonly string[]; readonly regions?: readonly string[] };
  readonly forEach?: ForEach;
}

interface Tagged {
  readonly tags?: Readonly<Record<string, string>>;
}

export interface ForEach {
  readonly vpc?: Tagged;
  readonly subnet?: Tagged;
  readonly instance?: Tagged;
  readonly resource?: Tagged & { readonly type: string };
}

/** A document's `placement` and `forEach`; its schema has checked them. */
export function spreadOf(document: Document): Spread {
  return document.spec;
}

/** A spec without them, as kinds know it. */
export function withoutSpread(spec: object): Record<string, unknown> {
  const {
    placement: _placement,
    forEach: _forEach,
    ...rest
  } = { ...spec } as Spread & Record<string, unknown>;
  return rest;
}
