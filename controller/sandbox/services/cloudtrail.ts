import * as module from "@aws-sdk/client-cloudtrail";
import type { Service } from "../service.ts";
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

/** CloudTrail: trails, and the event history that every call of the sandbox is in. */
export const cloudtrail: Service = {
  module,
  client: "CloudTrailClient",
  signingName: "cloudtrail",
  eventSource: "cloudtrail.amazonaws.com",
  operations: {
    AddTags: addTags,
    CreateTrail: createTrail,
    DeleteTrail: deleteTrail,
    DescribeTrails: describeTrails,
    GetEventConfiguration: getEventConfiguration,
    GetEventSelectors: getEventSelectors,
    GetInsightSelectors: getInsightSelectors,
    GetTrail: getTrail,
    GetTrailStatus: getTrailStatus,
    ListTags: listTags,
    ListTrails: listTrails,
    LookupEvents: lookupEvents,
    PutEventConfiguration: putEventConfiguration,
    PutEventSelectors: putEventSelectors,
    PutInsightSelectors: putInsightSelectors,
    RemoveTags: removeTagsOf,
    StartLogging: switchLogging(true),
    StopLogging: switchLogging(false),
    UpdateTrail: updateTrail,
  },
};
