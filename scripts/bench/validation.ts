import { parseAllDocuments } from "yaml";
import { kinds } from "../../controller/generated/registry.ts";
import type { SourceFile } from "../../controller/source-file.ts";
import { validate } from "../../controller/spec/validate.ts";
import { yamlOptions } from "../../controller/spec/yaml-options.ts";
import { duel } from "./repeat.ts";
import type { Row } from "./row.ts";

/** Validating these files beside merely parsing them by the YAML library with the same options. */
export async function validationRow(files: readonly SourceFile[]): Promise<Row> {
  let documents = 0;
  const times = await duel(
    3,
    Number.POSITIVE_INFINITY,
    () => {
      // What was validated with the same kinds before is remembered.
      documents = validate(files, new Map(kinds)).documents.length;
    },
    () => {
      for (const { text } of files) for (const one of parseAllDocuments(text, yamlOptions)) one.toJS();
    },
  );
  const perSecond = Math.round((documents / times.measured) * 1000);
  return {
    what: `validate ${documents} documents`,
    ...times,
    unit: "ms",
    note: `${perSecond.toLocaleString("en")} documents a second; floor: parsing by yaml`,
  };
}
