import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { AnyKind } from "../controller/kind.ts";
import { bundle } from "./generate/bundle.ts";
import { exampleDocuments } from "./generate/examples.ts";
import { iamPolicies } from "./generate/iam-policies.ts";
import { referenceIndex, referencePage } from "./generate/reference-page.ts";
import { registryModule } from "./generate/registry.ts";
import { runtimeSchemasModule } from "./generate/runtime-schemas.ts";
import { camelCase, type KindSchema, readSchemas } from "./generate/schema.ts";
import { typesModule } from "./generate/types.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Every generated file's path, from the repository's root, and text. */
async function generated(): Promise<Map<string, string>> {
  const schemas = readSchemas(join(root, "schemas"));
  const objects = new Map<string, AnyKind>();
  for (const entry of schemas.kinds.filter(({ config }) => !config)) {
    const object = await kindObject(entry);
    if (object) objects.set(entry.kind, object);
  }
  const examples = exampleDocuments(root, "specs");
  const policies = iamPolicies([...objects.values()], root, "specs");
  const files = new Map([
    ["controller/generated/types.ts", await typesModule(schemas)],
    ["controller/generated/schemas.ts", runtimeSchemasModule(schemas)],
    ["controller/generated/registry.ts", registryModule(schemas.kinds, new Set(objects.keys()))],
    ["schemas/watchkeeper.json", bundle(schemas, objects)],
    ["docs/iam/read-only.json", policies.read],
    ["docs/iam/write.json", policies.write],
    ["docs/kinds/README.md", referenceIndex(schemas.kinds)],
  ]);
  for (const entry of schemas.kinds)
    files.set(
      `docs/kinds/${entry.file}.md`,
      referencePage(schemas, entry, objects.get(entry.kind), examples.get(entry.kind)),
    );
  return files;
}

async function kindObject({ file, kind }: KindSchema): Promise<AnyKind | undefined> {
  const path = join(root, "controller", "kinds", `${file}.ts`);
  if (!existsSync(path)) {
    console.warn(
      `schemas/${file}.json has no controller/kinds/${file}.ts yet: ${kind} is left out of the registry`,
    );
    return undefined;
  }
  const module: Record<string, AnyKind | undefined> = await import(pathToFileURL(path).href);
  const object = module[camelCase(file)];
  if (object?.name !== kind)
    throw new Error(`controller/kinds/${file}.ts must export ${camelCase(file)}, whose name is "${kind}"`);
  return object;
}

/** Pages of kinds that are no more. */
function leftovers(files: ReadonlyMap<string, string>): string[] {
  const folder = join(root, "docs", "kinds");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => `docs/kinds/${name}`)
    .filter((path) => !files.has(path))
    .sort();
}

async function main(check: boolean): Promise<number> {
  const files = await generated();
  const stale = [...files.keys()].filter((path) => {
    const full = join(root, path);
    return !existsSync(full) || readFileSync(full, "utf8") !== files.get(path);
  });
  const extra = leftovers(files);
  if (check) {
    for (const path of [...stale, ...extra]) console.error(`${path} is stale; run npm run generate`);
    return stale.length + extra.length > 0 ? 1 : 0;
  }
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), files.get(path) ?? "");
    console.log(`wrote ${path}`);
  }
  for (const path of extra) {
    rmSync(join(root, path));
    console.log(`removed ${path}`);
  }
  return 0;
}

process.exitCode = await main(process.argv.includes("--check"));
