/** How every spec is read: strictly, with YAML 1.2's few types, and nothing expanded. */
export const yamlOptions = {
  version: "1.2",
  schema: "core",
  // A tag such as !!binary would make objects that are no JSON.
  resolveKnownTags: false,
  strict: true,
  stringKeys: true,
  // Checked in yaml-value.ts: the library's own check compares each key with each other one.
  uniqueKeys: false,
  // So that 9007199254740993 can be told from the number it would be rounded to.
  intAsBigInt: true,
  merge: false,
  prettyErrors: false,
} as const;
