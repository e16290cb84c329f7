import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventConfigurationCommand,
  GetEventSelectorsCommand,
  type GetEventSelectorsResponse,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  type Trail,
} from "@aws-sdk/client-cloudtrail";
import type { Aws } from "../../aws/aws.ts";
import { batches } from "../../aws/batches.ts";
import { classify, errorCode } from "../../aws/errors.ts";
import type { Found } from "../../aws/listing.ts";
import { fromTagList } from "../../aws/tags.ts";
import type { Tags } from "../../kind.ts";
import {
  type AggregationShape,
  advancedFromAws,
  aggregationFromAws,
  basicFromAws,
  type InsightSelectorShape,
  insightFromAws,
} from "./selectors.ts";
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

/** A trail of this account whose home is this region. */
export type OwnTrail = Trail & { readonly Name: string; readonly TrailARN: string };

/**
 * The trails that live in this account and region, or those of them with these names. Shadows of other regions'
 * trails and an organization's trails of another account are nobody's here: a write would fail or hit the original.
 */
export async function describeTrails(aws: Aws, names?: readonly string[]): Promise<OwnTrail[]> {
  const { trailList = [] } = await aws
    .client(CloudTrailClient)
    .send(
      new DescribeTrailsCommand({ includeShadowTrails: false, ...(names && { trailNameList: [...names] }) }),
    );
  return trailList.filter((trail): trail is OwnTrail => {
    const [, , , region, account] = trail.TrailARN?.split(":") ?? [];
    return (
      trail.Name !== undefined &&
      account === aws.scope.account &&
      (trail.HomeRegion ?? region) === aws.scope.region
    );
  });
}

const arnsPerCall = 20;

/** The tags of these trails by ARN; 20 ARNs a call. A trail that has just gone has no entry. */
export async function listTags(aws: Aws, arns: readonly string[]): Promise<Map<string, Tags>> {
  const pages = await aws.each(batches(arns, arnsPerCall), (batch) => tagsOf(aws, batch));
  return new Map(pages.flat());
}

async function tagsOf(aws: Aws, arns: readonly string[]): Promise<[string, Tags][]> {
  try {
    const found: [string, Tags][] = [];
    let token: string | undefined;
    do {
      const page = await aws
        .client(CloudTrailClient)
        .send(new ListTagsCommand({ ResourceIdList: [...arns], ...(token && { NextToken: token }) }));
      for (const { ResourceId, TagsList } of page.ResourceTagList ?? []) {
        if (ResourceId !== undefined) found.push([ResourceId, fromTagList(TagsList)]);
      }
      token = page.NextToken;
    } while (token);
    return found;
  } catch (error) {
    // One trail that was deleted since fails the whole batch.
    if (classify(error) !== "not-found") throw error;
    if (arns.length <= 1) return [];
    const single = await aws.each(arns, (arn) => tagsOf(aws, [arn]));
    return single.flat();
  }
}

/**
 * Reads what DescribeTrails leaves out and adds the trail to `found`; a trail that has gone since is left out.
 * @param wanted the shape git wants, if it does
 */
export async function addTrail(
  aws: Aws,
  found: Found<TrailShape>,
  trail: OwnTrail,
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
  trail: OwnTrail,
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
