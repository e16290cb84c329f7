import type { Access } from "./aws/role-credentials.ts";
import type { Document } from "./document.ts";
import type { AccountSpec, InstallationSpec } from "./generated/types.ts";
import type { Limits } from "./guards/guard.ts";
import type { Tags } from "./kind.ts";

/** What flags say; they override the Installation document. */
export interface Flags {
  readonly owner?: string | undefined;
  readonly region?: string | undefined;
  readonly maxDeletes?: number | undefined;
  readonly maxDeletePercent?: number | undefined;
  readonly allowDataLoss?: boolean | undefined;
}

/** How an installation works, from its flags, its Installation document and the defaults. */
export interface Settings {
  readonly owner: string;
  /** Absent: the region of the environment or profile. */
  readonly region: string | undefined;
  /** Looked after even where nothing is placed, so that what once was there is pruned. */
  readonly regions: readonly string[];
  readonly intervalMs: number;
  readonly driftPolicy: "revert" | "report";
  readonly limits: Limits;
  readonly defaultTags: Tags;
  /** By account id. */
  readonly accounts: ReadonlyMap<string, Access>;
}

/** There is no default owner: two teams on the same one would prune each other. */
export class NoOwner extends Error {
  readonly code = "no-owner";

  constructor() {
    super(
      "no owner: add an Installation document to the specs (its metadata.name is the owner) or pass --owner NAME; there is no default, because two teams on the same one would prune each other's resources",
    );
    this.name = "NoOwner";
  }
}

/** A name that no Installation document could have. */
export class BadOwner extends Error {
  readonly code = "bad-owner";

  constructor(owner: string) {
    super(
      `${JSON.stringify(owner)} can't be an owner: it is written into tags, and must be 1 to 100 letters, digits, "_", "." or "-" and begin with a letter or digit`,
    );
    this.name = "BadOwner";
  }
}

/** As the schema has it for the Installation's name. */
const ownerName = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

const defaultIntervalMs = 5 * 60_000;
const unitMs: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Settles what holds.
 *
 * @throws NoOwner where neither a flag nor a document names one
 * @throws BadOwner where the flag's can't be written into a tag
 */
export function settle(
  flags: Flags,
  installation: Document<InstallationSpec> | undefined,
  accounts: readonly Document<AccountSpec>[],
): Settings {
  const owner = flags.owner ?? installation?.metadata.name;
  if (!owner) throw new NoOwner();
  if (!ownerName.test(owner)) throw new BadOwner(owner);
  const spec: InstallationSpec = installation?.spec ?? {};
  return {
    owner,
    region: flags.region ?? spec.region,
    regions: spec.regions ?? [],
    intervalMs: spec.interval === undefined ? defaultIntervalMs : milliseconds(spec.interval),
    driftPolicy: spec.driftPolicy ?? "revert",
    limits: {
      maxDeletes: flags.maxDeletes ?? spec.guards?.maxDeletes ?? 5,
      maxDeletePercent: flags.maxDeletePercent ?? spec.guards?.maxDeletePercent ?? 20,
      allowDataLoss: flags.allowDataLoss ?? false,
    },
    defaultTags: spec.defaultTags ?? {},
    accounts: new Map(
      accounts.map(({ spec: { id, roleArn, externalId, sessionName } }) => [
        id,
        { roleArn, externalId, sessionName },
      ]),
    ),
  };
}

/** `5m` → 300000. The schema has checked the form. */
export function milliseconds(interval: string): number {
  const [, amount = "5", unit = "m"] = /^(\d+)([smh])$/.exec(interval) ?? [];
  return Number(amount) * (unitMs[unit] ?? 60_000);
}
