import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { isMap, parseAllDocuments } from "yaml";

/** The first document of each kind in a folder of specs, as it is written there. */
export function exampleDocuments(root: string, folder: string): Map<string, { file: string; text: string }> {
  const found = new Map<string, { file: string; text: string }>();
  for (const path of specFiles(root, folder)) {
    const source = readFileSync(path, "utf8");
    for (const document of parseAllDocuments(source)) {
      if (!isMap(document.contents) || !document.contents.range) continue;
      const kind = document.contents.get("kind");
      const [start, , end] = document.contents.range;
      if (typeof kind === "string" && !found.has(kind))
        found.set(kind, { file: relative(root, path), text: source.slice(start, end).trimEnd() });
    }
  }
  return found;
}

/** The full paths of a folder's spec files, in order. */
export function specFiles(root: string, folder: string): string[] {
  const full = join(root, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
