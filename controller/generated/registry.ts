// Made from schemas/ and controller/kinds/ by `npm run generate`.

import type { AnyKind } from "../kind.ts";

/** Every kind of resource, by name. */
export const kinds: ReadonlyMap<string, AnyKind> = new Map<string, AnyKind>([]);

/** Kinds that configure Watchkeeper itself and are nothing in AWS. */
export const configKinds: readonly string[] = ["Account", "Installation"];
