import { CloudTrailClient, ListTagsCommand } from "@aws-sdk/client-cloudtrail";
import type { Tags } from "../kind.ts";
import type { Aws } from "./aws.ts";
import { batches } from "./batches.ts";
import { classify, errorCode } from "./errors.ts";
import { fromTagList } from "./tags.ts";

const arnsPerCall = 20;

/**
 * The tags of these trails or event data stores by ARN; 20 ARNs a call. What has just gone has no entry, nor has an
 * event data store of which AWS tells nothing while it waits for its deletion.
 */
export async function listTrailTags(aws: Aws, arns: readonly string[]): Promise<Map<string, Tags>> {
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
    // One that was deleted since fails the whole batch.
    if (classify(error) !== "not-found" && errorCode(error) !== "InactiveEventDataStoreException")
      throw error;
    if (arns.length <= 1) return [];
    const single = await aws.each(arns, (arn) => tagsOf(aws, [arn]));
    return single.flat();
  }
}
