import { type Document, problemAt } from "../../document.ts";
import type { SavedQuerySpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";

/** A parameter of Systems Manager's has 50 tags: ours are four, and the query's id is one. */
const maxTags = 45;

/** The rules of PutQueryDefinition that a schema can't say, all of them at once. */
export function checkSavedQuery(document: Document<SavedQuerySpec>): Problem[] {
  const problems: Problem[] = [];
  const report = (pointer: string, code: string, message: string) => {
    problems.push(problemAt(document, `/spec/${pointer}`, code, message));
  };
  const {
    queryLanguage = "CWLI",
    queryString,
    logGroupNames = [],
    parameters = [],
    tags = {},
  } = document.spec;
  if (queryLanguage === "SQL" && logGroupNames.length > 0)
    report(
      "logGroupNames",
      "excluded-field",
      "an SQL query names its log groups itself; write them after FROM in queryString, and remove logGroupNames",
    );
  if (queryLanguage !== "CWLI" && parameters.length > 0)
    report(
      "parameters",
      "excluded-field",
      `parameters go with CWLI only, not with ${queryLanguage}; write their values into queryString`,
    );
  const names = new Set<string>();
  for (const [index, { name }] of parameters.entries()) {
    if (names.has(name))
      report(
        `parameters/${index}/name`,
        "duplicate-name",
        `another parameter is called ${name} too; rename one`,
      );
    names.add(name);
    if (!queryString.includes(`{{${name}}}`))
      report(
        `parameters/${index}/name`,
        "no-effect",
        `the query has no {{${name}}} in it; write it where its value belongs, or remove the parameter`,
      );
  }
  if (Object.keys(tags).length > maxTags)
    report("tags", "too-many-tags", `its marker has room for ${maxTags} tags; remove some`);
  return problems;
}
