import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from "@aws-sdk/client-resource-groups-tagging-api";
import type { Tags } from "../kind.ts";
import type { Aws, TagIndex } from "./aws.ts";
import { fromTagList, ownerTag } from "./tags.ts";

/**
 * The tags of what this owner has here, by ARN. GetResources filters by the owner tag, so that the pages are those
 * of our own resources; it never returns flow logs' or trails' tags that its own services don't answer better.
 */
export async function readTagIndex(aws: Aws): Promise<TagIndex> {
  const byArn = new Map<string, Tags>();
  const client = aws.client(ResourceGroupsTaggingAPIClient);
  let PaginationToken: string | undefined;
  do {
    const page = await client.send(
      new GetResourcesCommand({
        ResourcesPerPage: 100,
        TagFilters: [{ Key: ownerTag, Values: [aws.owner] }],
        ResourceTypeFilters: indexedTypes,
        ...(PaginationToken && { PaginationToken }),
      }),
    );
    for (const { ResourceARN, Tags } of page.ResourceTagMappingList ?? []) {
      if (ResourceARN) byArn.set(ResourceARN, fromTagList(Tags));
    }
    PaginationToken = page.PaginationToken || undefined;
  } while (PaginationToken);
  return { byArn };
}

/** The types whose own listings carry no tags. */
const indexedTypes = ["cloudwatch", "events", "logs", "s3", "sns", "ssm"];
