import type { Document } from "../document.ts";
import { problemAt } from "../document.ts";
import type { AccountSpec, InstallationSpec } from "../generated/types.ts";
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
export function sitesOf(document: Document, around: Surroundings): { sites: Site[]; problems: Problem[] } {
  const { placement } = spreadOf(document);
  const problems: Problem[] = [];
  const fallback = around.defaultRegion ?? around.installation?.spec.region;
  const sites: Site[] = [];
  const spread = (account: string | undefined, own: readonly string[] | undefined) => {
    for (const region of placement?.regions ?? own ?? [fallback]) sites.push({ account, region });
  };

  if (placement?.accounts) {
    for (const [index, name] of placement.accounts.entries()) {
      const account = around.accounts.find(({ metadata }) => metadata.name === name);
      if (account) spread(account.spec.id, account.spec.regions);
      else
        problems.push(
          problemAt(
            document,
            `/spec/placement/accounts/${index}`,
            "unknown-account",
            unknownAccount(name, around),
          ),
        );
    }
  } else spread(around.selfAccount, undefined);

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

function unknownAccount(name: string, { accounts, broken }: Surroundings): string {
  if (broken.has(`Account/${name}`)) return `Account/${name} has errors of its own`;
  const names = accounts.map(({ metadata }) => metadata.name);
  return `there is no Account named ${quoted(name)}${didYouMean(name, names) || "; add one, or leave accounts out"}`;
}
