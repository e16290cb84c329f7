import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventConfigurationCommand,
  GetEventSelectorsCommand,
  type GetEventSelectorsResponse,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  type Trail,
} from "@aws-sdk/client-cloudtrail";
import type { Aws } from "../../aws/aws.ts";
import { classify, errorCode } from "../../aws/errors.ts";
import { advancedFromAws, type InsightSelectorShape, insightFromAws } from "../../aws/event-selectors.ts";
import type { Found } from "../../aws/listing.ts";
import type { Tags } from "../../kind.ts";
import { type AggregationShape, aggregationFromAws, basicFromAws } from "./selectors.ts";
import { type TrailDetails, type TrailShape, trailFromAws } from "./shape.ts";

/** What GetTrailStatus says beside whether it is logging: the latest delivery's errors, empty when it went well. */
export interface TrailStatus {
  readonly delivery: string;
  readonly notification: string;
  readonly cloudWatchLogs: string;
  readonly digest: string;
}

export function isTrailStatus(status: unknown): status is TrailStatus {
  return typeof status === "object" && status !== null && "delivery" in status && "digest" in status;
}

/** A trail that shows in this region. */
export type NamedTrail = Trail & { readonly Name: string; readonly TrailARN: string };

/** The trails that show in an account and region. */
export interface VisibleTrails {
  /** Those that live here. */
  readonly own: readonly NamedTrail[];
  /**
   * Shadows of other regions' trails and of an organization's trails of another account. A write to one would fail
   * or hit the original, and while it is there its name can't be given to another trail.
   */
  readonly shadows: readonly NamedTrail[];
}

/** Every trail that shows here. By name AWS would leave the shadows out (DescribeTrails' documentation). */
export async function describeTrails(aws: Aws): Promise<VisibleTrails> {
  const { trailList = [] } = await aws
    .client(CloudTrailClient)
    .send(new DescribeTrailsCommand({ includeShadowTrails: true }));
  const named = trailList.filter(
    (trail): trail is NamedTrail => trail.Name !== undefined && trail.TrailARN !== undefined,
  );
  const own = named.filter((trail) => {
    const { region, account } = homeOf(trail);
    return account === aws.scope.account && region === aws.scope.region;
  });
  return { own, shadows: named.filter((trail) => !own.includes(trail)) };
}

function homeOf({ TrailARN, HomeRegion }: NamedTrail): { region: string; account: string } {
  const [, , , region = "", account = ""] = TrailARN.split(":");
  return { region: HomeRegion ?? region, account };
}

/** Says of wanted trails that a shadow has their name here. */
export function addShadows(
  aws: Aws,
  found: Found<TrailShape>,
  { own, shadows }: VisibleTrails,
  isWanted: (name: string) => boolean,
): void {
  const names = new Set(own.map(({ Name }) => Name));
  for (const shadow of shadows) {
    const { Name: id, TrailARN: arn } = shadow;
    if (names.has(id) || !isWanted(id)) continue;
    const { region, account } = homeOf(shadow);
    const by =
      account === aws.scope.account
        ? `the multi-region trail of this name in ${region} covers this region too`
        : `an organization's trail of account ${account}, which is managed there, has this name here`;
    found.taken({ id, arn, tags: {} }, by);
  }
}

/**
 * Reads what DescribeTrails leaves out and adds the trail to `found`; a trail that has gone since is left out.
 * @param wanted the shape git wants, if it does
 */
export async function addTrail(
  aws: Aws,
  found: Found<TrailShape>,
  trail: NamedTrail,
  tags: Tags,
  wanted: TrailShape | undefined,
): Promise<void> {
  const item = { id: trail.Name, arn: trail.TrailARN, tags };
  try {
    const { details, status } = await readDetails(aws, trail, wanted);
    found.add({ ...item, shape: trailFromAws(trail, details, aws.scope), status });
  } catch (error) {
    if (classify(error) !== "not-found") found.unreadable(item, error);
  }
}

async function readDetails(
  aws: Aws,
  trail: NamedTrail,
  wanted: TrailShape | undefined,
): Promise<{ details: TrailDetails; status: TrailStatus }> {
  const client = aws.client(CloudTrailClient);
  const status = await client.send(new GetTrailStatusCommand({ Name: trail.Name }));
  const selectors =
    trail.HasCustomEventSelectors === false
      ? undefined
      : await client.send(new GetEventSelectorsCommand({ TrailName: trail.Name }));
  const insightSelectors = trail.HasInsightSelectors === false ? [] : await readInsights(aws, trail.Name);
  // Only data events are aggregated: without them there is nothing to ask for.
  const aggregationConfigurations =
    wanted?.aggregationConfigurations || recordsData(selectors)
      ? await readAggregations(aws, trail.Name)
      : [];
  return {
    details: {
      logging: status.IsLogging ?? false,
      eventSelectors: (selectors?.EventSelectors ?? []).map(basicFromAws),
      advancedEventSelectors: (selectors?.AdvancedEventSelectors ?? []).map(advancedFromAws),
      insightSelectors,
      aggregationConfigurations,
    },
    status: {
      delivery: status.LatestDeliveryError ?? "",
      notification: status.LatestNotificationError ?? "",
      cloudWatchLogs: status.LatestCloudWatchLogsDeliveryError ?? "",
      digest: status.LatestDigestDeliveryError ?? "",
    },
  };
}

function recordsData({
  EventSelectors = [],
  AdvancedEventSelectors = [],
}: Pick<GetEventSelectorsResponse, "EventSelectors" | "AdvancedEventSelectors"> = {}): boolean {
  return (
    EventSelectors.some(({ DataResources = [] }) => DataResources.length > 0) ||
    AdvancedEventSelectors.some(({ FieldSelectors = [] }) =>
      FieldSelectors.some(({ Field, Equals }) => Field === "eventCategory" && Equals?.includes("Data")),
    )
  );
}

async function readInsights(aws: Aws, name: string): Promise<InsightSelectorShape[]> {
  try {
    const { InsightSelectors = [] } = await aws
      .client(CloudTrailClient)
      .send(new GetInsightSelectorsCommand({ TrailName: name }));
    return InsightSelectors.flatMap(insightFromAws);
  } catch (error) {
    if (errorCode(error) === "InsightNotEnabledException") return [];
    throw error;
  }
}

/** Where CloudTrail doesn't aggregate for trails there is nothing to read. */
async function readAggregations(aws: Aws, name: string): Promise<AggregationShape[]> {
  try {
    const { AggregationConfigurations = [] } = await aws
      .client(CloudTrailClient)
      .send(new GetEventConfigurationCommand({ TrailName: name }));
    return AggregationConfigurations.flatMap(aggregationFromAws);
  } catch (error) {
    if (["UnsupportedOperationException", "UnknownOperationException"].includes(errorCode(error))) return [];
    throw error;
  }
}
