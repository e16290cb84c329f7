import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventConfigurationCommand,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from "@aws-sdk/client-cloudtrail";
import type { Aws } from "../../aws/aws.ts";
import { advancedToAws, insightToAws } from "../../aws/event-selectors.ts";
import { toTagList } from "../../aws/tags.ts";
import type { Write } from "../../kind.ts";
import { aggregationToAws, basicToAws, defaultSelector } from "./selectors.ts";
import type { TrailShape } from "./shape.ts";

/**
 * Creates a trail and then gives it what CreateTrail doesn't take, logging last. Interrupted in between, it exists
 * with our tags, and the next pass sees what is missing as fields to update.
 */
export async function createTrail(aws: Aws, { id, target, tags }: Write<TrailShape>): Promise<void> {
  await aws
    .client(CloudTrailClient)
    .send(new CreateTrailCommand({ Name: id, ...givenSettings(target), TagsList: toTagList(tags) }));
  if (target.eventSelectors || target.advancedEventSelectors) await putSelectors(aws, id, target);
  if (target.insightSelectors) await putInsights(aws, id, target);
  if (target.aggregationConfigurations) await putAggregations(aws, id, target);
  if (target.logging) await startLogging(aws, id);
}

/** Brings the changed fields of an existing trail to the target; what the target leaves out is reset. */
export async function updateTrail(aws: Aws, { id, target, changed }: Write<TrailShape>): Promise<void> {
  // First, so that an error in what follows doesn't leave a stopped trail stopped.
  if (changed.has("logging") && target.logging) await startLogging(aws, id);
  if ([...changed].some((field) => settingFields.has(field))) {
    await aws
      .client(CloudTrailClient)
      .send(new UpdateTrailCommand({ Name: id, ...emptySettings, ...givenSettings(target) }));
  }
  // Insights and aggregation need the events they watch: off before the selectors narrow, on after they widened.
  const insights = changed.has("insightSelectors");
  const aggregations = changed.has("aggregationConfigurations");
  if (insights && !target.insightSelectors) await putInsights(aws, id, target);
  if (aggregations && !target.aggregationConfigurations) await putAggregations(aws, id, target);
  if (changed.has("eventSelectors") || changed.has("advancedEventSelectors")) {
    await putSelectors(aws, id, target);
  }
  if (insights && target.insightSelectors) await putInsights(aws, id, target);
  if (aggregations && target.aggregationConfigurations) await putAggregations(aws, id, target);
  if (changed.has("logging") && !target.logging) {
    await aws.client(CloudTrailClient).send(new StopLoggingCommand({ Name: id }));
  }
}

const settingFields: ReadonlySet<string> = new Set<keyof TrailShape>([
  "s3BucketName",
  "s3KeyPrefix",
  "snsTopicName",
  "includeGlobalServiceEvents",
  "isMultiRegionTrail",
  "isOrganizationTrail",
  "enableLogFileValidation",
  "cloudWatchLogsLogGroupArn",
  "cloudWatchLogsRoleArn",
  "kmsKeyId",
  "recursiveLogging",
]);

/** UpdateTrail leaves alone what isn't sent, and takes an empty text as "none". */
const emptySettings = {
  S3KeyPrefix: "",
  SnsTopicName: "",
  CloudWatchLogsLogGroupArn: "",
  CloudWatchLogsRoleArn: "",
  KmsKeyId: "",
};

/** What CreateTrail and UpdateTrail both take: every flag, and the texts there are; group and role together. */
function givenSettings(target: TrailShape) {
  const { s3KeyPrefix, snsTopicName, cloudWatchLogsLogGroupArn, cloudWatchLogsRoleArn, kmsKeyId } = target;
  return {
    S3BucketName: target.s3BucketName,
    IncludeGlobalServiceEvents: target.includeGlobalServiceEvents,
    IsMultiRegionTrail: target.isMultiRegionTrail,
    IsOrganizationTrail: target.isOrganizationTrail,
    EnableLogFileValidation: target.enableLogFileValidation,
    RecursiveLogging: target.recursiveLogging,
    ...(s3KeyPrefix && { S3KeyPrefix: s3KeyPrefix }),
    ...(snsTopicName && { SnsTopicName: snsTopicName }),
    ...(cloudWatchLogsLogGroupArn && { CloudWatchLogsLogGroupArn: `${cloudWatchLogsLogGroupArn}:*` }),
    ...(cloudWatchLogsRoleArn && { CloudWatchLogsRoleArn: cloudWatchLogsRoleArn }),
    ...(kmsKeyId && { KmsKeyId: kmsKeyId }),
  };
}

async function putSelectors(aws: Aws, name: string, target: TrailShape): Promise<void> {
  const { advancedEventSelectors, eventSelectors = [defaultSelector] } = target;
  await aws
    .client(CloudTrailClient)
    .send(
      new PutEventSelectorsCommand(
        advancedEventSelectors
          ? { TrailName: name, AdvancedEventSelectors: advancedEventSelectors.map(advancedToAws) }
          : { TrailName: name, EventSelectors: eventSelectors.map(basicToAws) },
      ),
    );
}

async function putInsights(aws: Aws, name: string, { insightSelectors = [] }: TrailShape): Promise<void> {
  await aws.client(CloudTrailClient).send(
    new PutInsightSelectorsCommand({
      TrailName: name,
      InsightSelectors: insightSelectors.map(insightToAws),
    }),
  );
}

async function putAggregations(
  aws: Aws,
  name: string,
  { aggregationConfigurations = [] }: TrailShape,
): Promise<void> {
  await aws.client(CloudTrailClient).send(
    new PutEventConfigurationCommand({
      TrailName: name,
      AggregationConfigurations: aggregationConfigurations.map(aggregationToAws),
    }),
  );
}

async function startLogging(aws: Aws, name: string): Promise<void> {
  await aws.client(CloudTrailClient).send(new StartLoggingCommand({ Name: name }));
}
