import type {
  AdvancedEventSelector,
  AggregationConfiguration,
  EventSelector,
  InsightSelector,
  Trail,
} from "@aws-sdk/client-cloudtrail";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";

/** A trail as its home region keeps it. */
export interface StoredTrail {
  readonly trail: Trail & { readonly Name: string; readonly TrailARN: string; readonly HomeRegion: string };
  /** What PutEventSelectors set, one of the two; neither while the default selector stands. */
  readonly selectors?: readonly EventSelector[] | undefined;
  readonly advancedSelectors?: readonly AdvancedEventSelector[] | undefined;
  readonly insightSelectors: readonly InsightSelector[];
  readonly aggregations: readonly AggregationConfiguration[];
  readonly isLogging: boolean;
  readonly started?: Date | undefined;
  readonly stopped?: Date | undefined;
}

const tableName = "cloudtrail/trails";

/** The trails whose home is the caller's account and region, by name. */
export function trailsOf({ world, account, region }: CallContext): Table<StoredTrail> {
  return world.table<StoredTrail>(account, region, tableName);
}

/** All trails of the caller's account, whatever their home region, as a lagging read sees them. */
export function seenTrails({ world, account }: CallContext): StoredTrail[] {
  return world
    .tables<StoredTrail>(tableName)
    .filter((entry) => entry.account === account)
    .flatMap(({ table }) => table.seenAll());
}

/** Every trail that shows in the caller's region: its own, and the shadows of multi-region trails. */
export function visibleTrails(context: CallContext): StoredTrail[] {
  return seenTrails(context).filter(({ trail }) => isVisible(context, trail));
}

/** The trail of a name or ARN as a read in the caller's region finds it, shadow trails included. */
export function seenTrail(context: CallContext, nameOrArn = ""): StoredTrail {
  const name = nameIn(nameOrArn);
  const found = visibleTrails(context).find(({ trail }) =>
    isArn(nameOrArn) ? trail.TrailARN === nameOrArn : trail.Name === name,
  );
  if (!found) throw notFound(context, nameOrArn);
  return found;
}

/** The trail of a name or ARN for a write: only its home region may change it. */
export function ownTrail(context: CallContext, nameOrArn = ""): StoredTrail {
  const name = nameIn(nameOrArn);
  const wanted = isArn(nameOrArn) ? nameOrArn : trailArn(context, name);
  const own = trailsOf(context).get(name);
  if (own?.trail.TrailARN === wanted) return own;
  const elsewhere = context.world
    .tables<StoredTrail>(tableName)
    .filter(({ account }) => account === context.account)
    .flatMap(({ table }) => table.get(name) ?? [])
    .find(({ trail }) =>
      isArn(nameOrArn) ? trail.TrailARN === nameOrArn : trail.IsMultiRegionTrail === true,
    );
  if (!elsewhere) throw notFound(context, nameOrArn);
  throw new AwsError(
    "InvalidHomeRegionException",
    `Trail ${name} can only be changed in its home region, ${elsewhere.trail.HomeRegion}`,
  );
}

/** The ARN of the trail `name` in the caller's account and region. */
export function trailArn({ account, region }: CallContext, name: string): string {
  return `arn:aws:cloudtrail:${region}:${account}:trail/${name}`;
}

/** The name in a trail's name or ARN; refuses what is neither. */
export function nameIn(nameOrArn: string): string {
  if (!isArn(nameOrArn)) {
    checkName(nameOrArn);
    return nameOrArn;
  }
  const name = /^arn:[^:]+:cloudtrail:[a-z0-9-]+:\d{12}:trail\/(.+)$/.exec(nameOrArn)?.[1];
  if (!name) throw new AwsError("CloudTrailARNInvalidException", `Invalid trail ARN: ${nameOrArn}`);
  return name;
}

// The rules are CreateTrail's documentation of Name.
function checkName(name: string): void {
  const problem =
    name.length < 3 || name.length > 128
      ? "must be between 3 and 128 characters long"
      : !/^[A-Za-z0-9._-]+$/.test(name)
        ? "can only contain letters, numbers, periods, underscores and dashes"
        : !/^[A-Za-z0-9].*[A-Za-z0-9]$/.test(name)
          ? "must start and end with a letter or number"
          : /[._-]{2}/.test(name)
            ? "can't have adjacent periods, underscores or dashes"
            : /^\d+\.\d+\.\d+\.\d+$/.test(name)
              ? "can't be in IP address format"
              : undefined;
  if (problem) throw new AwsError("InvalidTrailNameException", `Trail name ${problem}`);
}

function isVisible({ region }: CallContext, trail: Trail): boolean {
  return trail.HomeRegion === region || trail.IsMultiRegionTrail === true;
}

function isArn(nameOrArn: string): boolean {
  return nameOrArn.startsWith("arn:");
}

function notFound({ account }: CallContext, nameOrArn: string): AwsError {
  return new AwsError("TrailNotFoundException", `Unknown trail: ${nameOrArn} for the user: ${account}`);
}
