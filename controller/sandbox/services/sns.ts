import * as module from "@aws-sdk/client-sns";
import type { Service } from "../service.ts";
import { getSubscriptionAttributes, setSubscriptionAttributes } from "./sns/subscription-attributes.ts";
import {
  confirmSubscription,
  listSubscriptions,
  listSubscriptionsByTopic,
  subscribe,
  unsubscribe,
} from "./sns/subscriptions.ts";
import { getTopicAttributes, setTopicAttributes } from "./sns/topic-attributes.ts";
import { listTagsForResource, tagResource, untagResource } from "./sns/topic-tags.ts";
import {
  addPermission,
  createTopic,
  deleteTopic,
  getDataProtectionPolicy,
  listTopics,
  putDataProtectionPolicy,
  removePermission,
} from "./sns/topics.ts";

/** SNS: topics and their subscriptions; nothing is ever delivered. */
export const sns: Service = {
  module,
  client: "SNSClient",
  signingName: "sns",
  eventSource: "sns.amazonaws.com",
  operations: {
    AddPermission: addPermission,
    ConfirmSubscription: confirmSubscription,
    CreateTopic: createTopic,
    DeleteTopic: deleteTopic,
    GetDataProtectionPolicy: getDataProtectionPolicy,
    GetSubscriptionAttributes: getSubscriptionAttributes,
    GetTopicAttributes: getTopicAttributes,
    ListSubscriptions: listSubscriptions,
    ListSubscriptionsByTopic: listSubscriptionsByTopic,
    ListTagsForResource: listTagsForResource,
    ListTopics: listTopics,
    PutDataProtectionPolicy: putDataProtectionPolicy,
    RemovePermission: removePermission,
    SetSubscriptionAttributes: setSubscriptionAttributes,
    SetTopicAttributes: setTopicAttributes,
    Subscribe: subscribe,
    TagResource: tagResource,
    Unsubscribe: unsubscribe,
    UntagResource: untagResource,
  },
};
