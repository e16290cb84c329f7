import type { Document } from "../document.ts";
import { problemAt } from "../document.ts";
import type { AccountSpec, InstallationSpec } from "../generated/types.ts";
import { type AnyKind, homeScope } from "../kind.ts";
import { quoted } from "../printable.ts";
import { type Problem } from "../problem.ts";
import { didYouMean } from "./nearest-name.ts";
import { partitionOf, unknownRegion } from "./regions.ts";
import { spreadOf } from "./spread.ts";

/** What is known of where documents go that don't say it. */
export interface Surroundings {
  readonly accounts: readonly Document<AccountSpec>[];
  /** `Account/name` of accounts whose documents can't be used. */
  readonly broken: ReadonlyMap<string, unknown>;
  readonly installation: Document<InstallationSpec> | undefined;
  /** The caller's own account; unknown without credentials. */
  readonly selfAccount?: string;
  /** Where the installation names no region. */
  readonly defaultRegion?: string;
  readonly partition?: string;
}

/** An account and region, each as far as it is known. */
export interface Site {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** Where a document is placed, and what is wrong with that. */
export function sitesOf(
  document: Document,
  kind: Pick<AnyKind, "global"> | undefined,
  around: Surroundings,
): { sites: Site[]; problems: Problem[] } {
  if (kind?.global) return globalSites(document, around);
  const { placement } = spreadOf(document);
  const problems: Problem[] = [];
  const fallback = around.defaultRegion ?? around.installation?.spec.region;
  const sites: Site[] = [];
  const spread = (account: string | undefined, own: readonly string[] | undefined) => {
    for (const region of placement?.regions ?? own ?? [fallback]) sites.push({ account, region });
  };

  for (const { id, regions } of accountsOf(document, around, problems)) spread(id, regions);

  for (const [index, region] of (placement?.regions ?? []).entries()) {
    const at = `/spec/placement/regions/${index}`;
    problems.push(...unknownRegion(document, at, region));
    if (around.partition !== undefined && partitionOf(region) !== around.partition)
      problems.push(
        problemAt(
          document,
          at,
          "other-partition",
          `the region "${region}" belongs to the partition ${partitionOf(region)}, the credentials to ${around.partition}`,
        ),
      );
  }
  return { sites, problems };
}

/** The accounts a document is placed in, each with its own regions. */
function accountsOf(
  document: Document,
  around: Surroundings,
  problems: Problem[],
): { id: string | undefined; regions: readonly string[] | undefined }[] {
  const { placement } = spreadOf(document);
  if (!placement?.accounts) return [{ id: around.selfAccount, regions: undefined }];
  return placement.accounts.flatMap((name, index) => {
    const account = around.accounts.find(({ metadata }) => metadata.name === name);
    if (account) return [{ id: account.spec.id, regions: account.spec.regions }];
    const at = `/spec/placement/accounts/${index}`;
    problems.push(problemAt(document, at, "unknown-account", unknownAccount(name, around)));
    return [];
  });
}

/** What exists once an account has one place in each, whatever regions there are. */
function globalSites(document: Document, around: Surroundings): { sites: Site[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const { partition } = around;
  const sites = accountsOf(document, around, problems).map(({ id }) => ({
    account: id,
    region: partition && homeScope({ account: id ?? "", region: "", partition }).region,
  }));
  if (spreadOf(document).placement?.regions)
    problems.push(
      problemAt(
        document,
        "/spec/placement/regions",
        "global-kind",
        `a ${document.kind} exists once an account, not in regions; leave regions out`,
      ),
    );
  return { sites, problems };
}

function unknownAccount(name: string, { accounts, broken }: Surroundings): string {
  if (broken.has(`Account/${name}`)) return `Account/${name} has errors of its own`;
  const names = accounts.map(({ metadata }) => metadata.name);
  return `there is no Account named ${quoted(name)}${didYouMean(name, names) || "; add one, or leave accounts out"}`;
}
