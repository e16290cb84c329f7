import { camelCase, type KindSchema } from "./schema.ts";

/** The module that knows every kind. `implemented` are those whose object exists in `controller/kinds/`. */
export function registryModule(kinds: readonly KindSchema[], implemented: ReadonlySet<string>): string {
  const present = kinds.filter(({ kind }) => implemented.has(kind));
  const imports = present.map(({ file }) => `import { ${camelCase(file)} } from "../kinds/${file}.ts";`);
  const entries = present.map(({ file, kind }) => `  ["${kind}", ${camelCase(file)}],`);
  const config = kinds.filter((kind) => kind.config).map(({ kind }) => `"${kind}"`);
  return [
    "// Made from schemas/ and controller/kinds/ by `npm run generate`.",
    "",
    'import type { AnyKind } from "../kind.ts";',
    ...imports,
    "",
    "/** Every kind of resource, by name. */",
    `export const kinds: ReadonlyMap<string, AnyKind> = new Map<string, AnyKind>([${entries.length ? `\n${entries.join("\n")}\n` : ""}]);`,
    "",
    "/** Kinds that configure Watchkeeper itself and are nothing in AWS. */",
    `export const configKinds: readonly string[] = [${config.join(", ")}];`,
    "",
  ].join("\n");
}
