import {
  CloudTrailClient,
  CreateEventDataStoreCommand,
  type CreateEventDataStoreResponse,
  DeleteEventDataStoreCommand,
  DisableFederationCommand,
  EnableFederationCommand,
  GetEventDataStoreCommand,
  PutEventConfigurationCommand,
  PutInsightSelectorsCommand,
  RestoreEventDataStoreCommand,
  StartEventDataStoreIngestionCommand,
  StopEventDataStoreIngestionCommand,
  UpdateEventDataStoreCommand,
} from "@aws-sdk/client-cloudtrail";
import type { Aws } from "../../aws/aws.ts";
import { classify, describeError, errorCode, NotKnownYet } from "../../aws/errors.ts";
import { advancedToAws, insightToAws } from "../../aws/event-selectors.ts";
import { toTagList } from "../../aws/tags.ts";
import type { Observed, Write } from "../../kind.ts";
import { arnOfStore, listStores, readStore } from "./read.ts";
import { canStop, defaultSelector, type EventDataStoreShape, noDetails, storeFromAws } from "./shape.ts";

/**
 * Creates a store and then gives it what CreateEventDataStore doesn't take. Interrupted in between, it exists with our
 * tags, and the next pass sees what is missing as fields to update.
 */
export async function createStore(aws: Aws, { id, target, tags }: Write<EventDataStoreShape>): Promise<void> {
  const made = await create(aws, id, target, toTagList(tags));
  try {
    await bringTo(aws, made.EventDataStoreArn ?? "", storeFromAws(made, noDetails, target), target);
  } catch (error) {
    throw classify(error) === "not-found" ? new NotKnownYet(error) : error;
  }
}

async function create(
  aws: Aws,
  name: string,
  target: EventDataStoreShape,
  tags: { Key: string; Value: string }[],
): Promise<CreateEventDataStoreResponse> {
  try {
    return await aws.client(CloudTrailClient).send(
      new CreateEventDataStoreCommand({
        Name: name,
        ...settings(target),
        ...(canStop(target) && { StartIngestion: target.ingestion }),
        TagsList: tags,
      }),
    );
  } catch (error) {
    throw isClosed(error) ? new Error(closed(error)) : error;
  }
}

/** AWS publishes no code of its own for accounts that come too late. */
function isClosed(error: unknown): boolean {
  return (
    errorCode(error) === "UnsupportedOperationException" ||
    (error instanceof Error && /new customers|no longer (open|available|accept)/i.test(error.message))
  );
}

function closed(error: unknown): string {
  return `CloudTrail Lake takes no new customers since 31 May 2026: an account that has never had an event data store can't make one, nor can one where the region doesn't offer it (AWS says: ${describeError(error)}); record the events with a Trail, or place this where Lake is in use already`;
}

/** Brings what differs to the target; one that waits for its deletion is restored first. */
export async function updateStore(aws: Aws, { before, target }: Write<EventDataStoreShape>): Promise<void> {
  if (!before?.shape) throw new Error("an event data store that could not be read can't be changed");
  const { arn, shape } = before;
  await bringTo(aws, arn, shape.deletionPending ? await restored(aws, arn, target) : shape, target);
}

/** Restores a store and reads it again: what it is like wasn't told before. It may take minutes. */
async function restored(aws: Aws, arn: string, wanted: EventDataStoreShape): Promise<EventDataStoreShape> {
  const client = aws.client(CloudTrailClient);
  const { Status: status } = await client.send(new GetEventDataStoreCommand({ EventDataStore: arn }));
  if (status === "PENDING_DELETION")
    await client.send(new RestoreEventDataStoreCommand({ EventDataStore: arn }));
  const { shape } = await readStore(aws, arn, await listStores(aws), wanted);
  if (shape.deletionPending) throw new NotKnownYet(new Error("the event data store is still being restored"));
  return shape;
}

async function bringTo(
  aws: Aws,
  arn: string,
  before: EventDataStoreShape,
  target: EventDataStoreShape,
): Promise<void> {
  const client = aws.client(CloudTrailClient);
  const store = { EventDataStore: arn };
  const differs = (...fields: (keyof EventDataStoreShape)[]) =>
    fields.some((field) => JSON.stringify(before[field]) !== JSON.stringify(target[field]));
  if (differs("federationRoleArn") && before.federationRoleArn)
    await client.send(new DisableFederationCommand(store));
  // Insights need the events they watch: off before the selectors narrow, on after they widened.
  const insights = differs("insightSelectors", "insightsDestination");
  if (insights && !target.insightSelectors && before.insightSelectors) {
    const destination = before.insightsDestination && (await arnOfStore(aws, before.insightsDestination));
    await client.send(
      new PutInsightSelectorsCommand({
        ...store,
        InsightSelectors: [],
        ...(destination && { InsightsDestination: destination }),
      }),
    );
  }
  // Ingestion is started last and stopped first, so that nothing is stored that neither side asks for.
  if (differs("ingestion") && !target.ingestion)
    await client.send(new StopEventDataStoreIngestionCommand(store));
  await updateSettings(aws, arn, before, target);
  if (differs("maxEventSize", "contextKeySelectors")) {
    const { maxEventSize, contextKeySelectors = [] } = target;
    await client.send(
      new PutEventConfigurationCommand({
        ...store,
        MaxEventSize: maxEventSize,
        ContextKeySelectors: contextKeySelectors.map(({ type, equals }) => ({
          Type: type,
          Equals: [...equals],
        })),
      }),
    );
  }
  if (insights && target.insightSelectors && target.insightsDestination) {
    await client.send(
      new PutInsightSelectorsCommand({
        ...store,
        InsightSelectors: target.insightSelectors.map(insightToAws),
        InsightsDestination: await arnOfStore(aws, target.insightsDestination),
      }),
    );
  }
  if (differs("ingestion") && target.ingestion)
    await client.send(new StartEventDataStoreIngestionCommand(store));
  if (differs("federationRoleArn") && target.federationRoleArn)
    await client.send(new EnableFederationCommand({ ...store, FederationRoleArn: target.federationRoleArn }));
}

/** UpdateEventDataStore leaves alone what isn't sent; a key or a billing mode it has it may refuse even unchanged. */
async function updateSettings(
  aws: Aws,
  arn: string,
  before: EventDataStoreShape,
  target: EventDataStoreShape,
): Promise<void> {
  const had = new Map(Object.entries(settings(before)));
  const differing = Object.entries(settings(target)).filter(
    ([name, value]) => JSON.stringify(had.get(name)) !== JSON.stringify(value),
  );
  if (differing.length === 0) return;
  await aws
    .client(CloudTrailClient)
    .send(new UpdateEventDataStoreCommand({ EventDataStore: arn, ...Object.fromEntries(differing) }));
}

/** What CreateEventDataStore and UpdateEventDataStore both take, every default among it. */
function settings(shape: EventDataStoreShape) {
  const { advancedEventSelectors = [defaultSelector], kmsKeyId } = shape;
  return {
    AdvancedEventSelectors: advancedEventSelectors.map(advancedToAws),
    MultiRegionEnabled: shape.multiRegionEnabled,
    OrganizationEnabled: shape.organizationEnabled,
    RetentionPeriod: shape.retentionPeriod,
    TerminationProtectionEnabled: shape.terminationProtectionEnabled,
    BillingMode: shape.billingMode,
    ...(kmsKeyId && { KmsKeyId: kmsKeyId }),
  };
}

/** Deletes a store, which AWS keeps for another seven days. What protects it has to be taken away before, by people. */
export async function removeStore(aws: Aws, { arn, shape }: Observed<EventDataStoreShape>): Promise<void> {
  const protections = [
    shape?.terminationProtectionEnabled &&
      `termination protection is on: have terminationProtectionEnabled: false applied while its document is there, or run aws cloudtrail update-event-data-store --no-termination-protection-enabled --event-data-store ${arn}`,
    shape?.federationRoleArn &&
      `it is federated: have it applied without federationRoleArn, or run aws cloudtrail disable-federation --event-data-store ${arn}`,
  ].filter((text) => typeof text === "string");
  if (protections.length > 0) throw new Error(`it is not deleted: ${protections.join("; and ")}`);
  await aws.client(CloudTrailClient).send(new DeleteEventDataStoreCommand({ EventDataStore: arn }));
}
