import { AddTagsCommand, CloudTrailClient, RemoveTagsCommand } from "@aws-sdk/client-cloudtrail";
import { deleteEach } from "../aws/delete-each.ts";
import { list } from "../aws/listing.ts";
import { ownerTag, toTagList } from "../aws/tags.ts";
import { listTrailTags } from "../aws/trail-tags.ts";
import type { EventDataStoreSpec } from "../generated/types.ts";
import { defaultName, type Kind } from "../kind.ts";
import { checkEventDataStore } from "./event-data-store/check.ts";
import { storeLosses } from "./event-data-store/losses.ts";
import { addStores, listStores } from "./event-data-store/read.ts";
import { desiredStore, type EventDataStoreShape } from "./event-data-store/shape.ts";
import { createStore, removeStore, updateStore } from "./event-data-store/write.ts";

/** CloudTrail Lake's event data stores with their insights, federation and whether they take in events. */
export const eventDataStore: Kind<EventDataStoreSpec, EventDataStoreShape> = {
  name: "EventDataStore",
  after: ["DeliveryRole"],
  fields: {
    advancedEventSelectors: { as: "set" },
    // Fixed retention can become extendable, and a store without a key can get one: nothing of it the other way.
    billingMode: { immutable: (before) => before === "EXTENDABLE_RETENTION_PRICING" },
    kmsKeyId: { immutable: (before) => before !== undefined },
    insightSelectors: { as: { keyedBy: "insightType" } },
    contextKeySelectors: { as: { keyedBy: "type" } },
  },
  retain: true,
  iam: {
    read: [
      "cloudtrail:GetEventConfiguration",
      "cloudtrail:GetEventDataStore",
      "cloudtrail:GetInsightSelectors",
      "cloudtrail:ListEventDataStores",
      "cloudtrail:ListTags",
    ],
    // Of Glue and Lake Formation, what federation does by the caller's permissions.
    write: [
      "cloudtrail:AddTags",
      "cloudtrail:CreateEventDataStore",
      "cloudtrail:DeleteEventDataStore",
      "cloudtrail:DisableFederation",
      "cloudtrail:EnableFederation",
      "cloudtrail:PutEventConfiguration",
      "cloudtrail:PutInsightSelectors",
      "cloudtrail:RemoveTags",
      "cloudtrail:RestoreEventDataStore",
      "cloudtrail:StartEventDataStoreIngestion",
      "cloudtrail:StopEventDataStoreIngestion",
      "cloudtrail:UpdateEventDataStore",
      "glue:CreateDatabase",
      "glue:CreateTable",
      "glue:DeleteTable",
      "glue:PassConnection",
      "iam:GetRole",
      "iam:PassRole",
      "lakeformation:DeregisterResource",
      "lakeformation:RegisterResource",
    ],
  },

  history: {
    calls: [],
    naming: ["name"],
    only: {
      DeleteEventDataStore: ["deletionPending"],
      DisableFederation: ["federationRoleArn"],
      EnableFederation: ["federationRoleArn"],
      PutEventConfiguration: ["contextKeySelectors", "maxEventSize"],
      PutInsightSelectors: ["insightSelectors", "insightsDestination"],
      RestoreEventDataStore: ["deletionPending"],
      StartEventDataStoreIngestion: ["ingestion"],
      StopEventDataStoreIngestion: ["ingestion"],
    },
  },

  id: (spec, setting) => spec.eventDataStoreName ?? defaultName(setting),
  check: checkEventDataStore,
  desired: (spec, { scope }) => desiredStore(spec, scope),

  /** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-federation.html */
  grants({ scope: { partition, region, account }, shape: { federationRoleArn } }) {
    if (federationRoleArn === undefined) return [];
    // AWS names the store only when it makes it.
    const stores = `arn:${partition}:cloudtrail:${region}:${account}:eventdatastore/*`;
    return [
      {
        on: federationRoleArn,
        service: "lakeformation.amazonaws.com",
        sourceAccount: account,
        allows: [{ actions: ["cloudtrail:GetEventDataStoreData"], resources: [stores] }],
      },
    ];
  },

  observe: (aws, wanted) =>
    list(aws, "EventDataStore", "cloudtrail:ListEventDataStores or ListTags", async (found) => {
      const all = await listStores(aws);
      const tags = await listTrailTags(
        aws,
        all.map(({ arn }) => arn),
      );
      const ours = all.filter(({ name, arn }) => wanted.has(name) || tags.get(arn)?.[ownerTag] === aws.owner);
      found.foreign(all.length - ours.length);
      await addStores(aws, found, ours, {
        all,
        tagsOf: (arn) => tags.get(arn),
        wanted: (name) => wanted.get(name)?.shape,
      });
    }),

  read: (aws, targets, options) =>
    list(aws, "EventDataStore", "cloudtrail:ListEventDataStores or ListTags", async (found) => {
      if (targets.length === 0) return;
      const all = await listStores(aws);
      const byName = new Map(targets.map((target) => [target.id, target]));
      const asked = all.filter(({ name }) => byName.has(name));
      const observed = new Map(targets.map((target) => [target.observed?.arn, target.observed]));
      const tags = options.tags
        ? await listTrailTags(
            aws,
            asked.map(({ arn }) => arn),
          )
        : undefined;
      await addStores(aws, found, asked, {
        all,
        tagsOf: (arn) => (tags ? tags.get(arn) : (observed.get(arn)?.tags ?? {})),
        wanted: (name) => byName.get(name)?.wanted,
      });
    }),

  put: (aws, write) => (write.before === undefined ? createStore(aws, write) : updateStore(aws, write)),

  async tag(aws, { arn }, set, remove) {
    const client = aws.client(CloudTrailClient);
    if (Object.keys(set).length > 0)
      await client.send(new AddTagsCommand({ ResourceId: arn, TagsList: toTagList(set) }));
    if (remove.length > 0)
      await client.send(
        new RemoveTagsCommand({ ResourceId: arn, TagsList: [...remove].sort().map((Key) => ({ Key })) }),
      );
  },

  remove: (aws, doomed) => deleteEach(aws, doomed, (store) => removeStore(aws, store)),

  loses: storeLosses,
};
