/** A field that is compared as a `tree` as JSON text. Holes, left by what was taken out of a list, close up. */
export function treeText(tree: unknown): string {
  return JSON.stringify(tree, (_, value: unknown) =>
    Array.isArray(value) ? value.filter((item) => item !== undefined) : value,
  );
}
