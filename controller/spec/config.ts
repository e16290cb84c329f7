import { type Document, problemAt } from "../document.ts";
import type { AccountSpec, InstallationSpec } from "../generated/types.ts";
import { formatPlace, type Problem } from "../problem.ts";
import { unknownRegion } from "./regions.ts";

export function isAccount(document: Document): document is Document<AccountSpec & Record<string, unknown>> {
  return document.kind === "Account";
}

export function isInstallation(
  document: Document,
): document is Document<InstallationSpec & Record<string, unknown>> {
  return document.kind === "Installation";
}

/** What is wrong with an account beyond its schema. */
export function accountProblems(accounts: readonly Document<AccountSpec>[]): Problem[] {
  const problems: Problem[] = [];
  const byId = new Map<string, Document<AccountSpec>>();
  for (const account of accounts) {
    const { id, roleArn, regions } = account.spec;
    const first = byId.get(id);
    if (first) {
      const { file, line } = first.at("/spec/id");
      problems.push(
        problemAt(
          account,
          "/spec/id",
          "duplicate-account",
          `Account/${first.metadata.name} at ${file}:${line} has the same id; keep one of them`,
        ),
      );
    } else byId.set(id, account);
    const owner = roleArn?.split(":")[4];
    if (owner !== undefined && owner !== id)
      problems.push(
        problemAt(
          account,
          "/spec/roleArn",
          "role-account",
          `the role belongs to account ${owner}, not to ${id}`,
        ),
      );
    problems.push(...unknownRegions(account, "/spec/regions", regions));
  }
  return problems;
}

/** What is wrong with the Installation beyond its schema, and that there are several. */
export function installationProblems(installations: readonly Document<InstallationSpec>[]): Problem[] {
  const [first, ...others] = installations;
  if (!first) return [];
  const { region, regions } = first.spec;
  return [
    ...(region === undefined ? [] : unknownRegion(first, "/spec/region", region)),
    ...unknownRegions(first, "/spec/regions", regions),
    ...others.map((other) =>
      problemAt(
        other,
        "/kind",
        "several-installations",
        `there is already Installation/${first.metadata.name} at ${formatPlace(first.at(""))}; a repository has one`,
      ),
    ),
  ];
}

function unknownRegions(
  document: Document<object>,
  pointer: string,
  regions: readonly string[] = [],
): Problem[] {
  return regions.flatMap((region, index) => unknownRegion(document, `${pointer}/${index}`, region));
}
