import * as module from "@aws-sdk/client-eventbridge";
import type { Service } from "../service.ts";
import {
  createEventBus,
  deleteEventBus,
  describeEventBus,
  listEventBuses,
} from "./eventbridge/event-buses.ts";
import { listTagsForResource, tagResource, untagResource } from "./eventbridge/rule-tags.ts";
import {
  deleteRule,
  describeRule,
  disableRule,
  enableRule,
  listRules,
  putRule,
} from "./eventbridge/rules.ts";
import {
  listRuleNamesByTarget,
  listTargetsByRule,
  putTargets,
  removeTargets,
} from "./eventbridge/targets.ts";

/** EventBridge: event buses, rules and their targets; no event ever comes. */
export const eventbridge: Service = {
  module,
  client: "EventBridgeClient",
  signingName: "events",
  eventSource: "events.amazonaws.com",
  operations: {
    CreateEventBus: createEventBus,
    DeleteEventBus: deleteEventBus,
    DeleteRule: deleteRule,
    DescribeEventBus: describeEventBus,
    DescribeRule: describeRule,
    DisableRule: disableRule,
    EnableRule: enableRule,
    ListEventBuses: listEventBuses,
    ListRuleNamesByTarget: listRuleNamesByTarget,
    ListRules: listRules,
    ListTagsForResource: listTagsForResource,
    ListTargetsByRule: listTargetsByRule,
    PutRule: putRule,
    PutTargets: putTargets,
    RemoveTargets: removeTargets,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
};
