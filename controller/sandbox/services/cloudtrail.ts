import * as module from "@aws-sdk/client-cloudtrail";
import type { Service } from "../service.ts";
import { disableFederation, enableFederation } from "./cloudtrail/event-data-store-options.ts";
import {
  createEventDataStore,
  deleteEventDataStore,
  getEventDataStore,
  listEventDataStores,
  restoreEventDataStore,
  switchIngestion,
  updateEventDataStore,
} from "./cloudtrail/event-data-stores.ts";
import { lookupEvents } from "./cloudtrail/lookup-events.ts";
import {
  getEventConfiguration,
  getEventSelectors,
  getInsightSelectors,
  putEventConfiguration,
  putEventSelectors,
  putInsightSelectors,
} from "./cloudtrail/selectors.ts";
import { addTags, listTags, removeTagsOf } from "./cloudtrail/trail-tags.ts";
import {
  createTrail,
  deleteTrail,
  describeTrails,
  getTrail,
  getTrailStatus,
  listTrails,
  switchLogging,
  updateTrail,
} from "./cloudtrail/trails.ts";

/** CloudTrail: trails, Lake's event data stores, and the event history that every call of the sandbox is in. */
export const cloudtrail: Service = {
  module,
  client: "CloudTrailClient",
  signingName: "cloudtrail",
  eventSource: "cloudtrail.amazonaws.com",
  operations: {
    AddTags: addTags,
    CreateEventDataStore: createEventDataStore,
    CreateTrail: createTrail,
    DeleteEventDataStore: deleteEventDataStore,
    DeleteTrail: deleteTrail,
    DescribeTrails: describeTrails,
    DisableFederation: disableFederation,
    EnableFederation: enableFederation,
    GetEventConfiguration: getEventConfiguration,
    GetEventDataStore: getEventDataStore,
    GetEventSelectors: getEventSelectors,
    GetInsightSelectors: getInsightSelectors,
    GetTrail: getTrail,
    GetTrailStatus: getTrailStatus,
    ListEventDataStores: listEventDataStores,
    ListTags: listTags,
    ListTrails: listTrails,
    LookupEvents: lookupEvents,
    PutEventConfiguration: putEventConfiguration,
    PutEventSelectors: putEventSelectors,
    PutInsightSelectors: putInsightSelectors,
    RemoveTags: removeTagsOf,
    RestoreEventDataStore: restoreEventDataStore,
    StartEventDataStoreIngestion: switchIngestion(true),
    StartLogging: switchLogging(true),
    StopEventDataStoreIngestion: switchIngestion(false),
    StopLogging: switchLogging(false),
    UpdateEventDataStore: updateEventDataStore,
    UpdateTrail: updateTrail,
  },
};
