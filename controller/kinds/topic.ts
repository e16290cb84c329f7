import {
  CreateTopicCommand,
  DeleteTopicCommand,
  paginateListTopics,
  SetTopicAttributesCommand,
  SNSClient,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-sns";
import type { Aws } from "../aws/aws.ts";
import { deleteEach } from "../aws/delete-each.ts";
import { inTurn } from "../aws/in-turn.ts";
import { list } from "../aws/listing.ts";
import { ownerTag, toTagList } from "../aws/tags.ts";
import type { TopicSpec } from "../generated/types.ts";
import { defaultName, type Kind, type Observed, type Scope, type Setting, type Write } from "../kind.ts";
import { attributeWrites, creationAttributes, desiredAttributes } from "./topic/attributes.ts";
import { checkTopic } from "./topic/check.ts";
import { putDataProtection } from "./topic/data-protection.ts";
import { subscriptionConditions } from "./topic/health.ts";
import { readTopics, type Subject } from "./topic/read.ts";
import { bySubscriptionKey, type TopicShape, type TopicStatus } from "./topic/shape.ts";
import { putSubscriptions } from "./topic/subscribe.ts";
import { desiredSubscription } from "./topic/subscription-attributes.ts";

/** An SNS topic with its subscriptions inside: they can't carry tags, so the topic's own them. */
export const topic: Kind<TopicSpec, TopicShape> = {
  name: "Topic",
  after: [],
  fields: {
    fifoTopic: { immutable: true },
    policy: { as: "policy" },
    subscriptions: { as: { keyedBy: ["protocol", "endpoint"] } },
  },
  iam: {
    read: [
      "sns:GetDataProtectionPolicy",
      "sns:GetSubscriptionAttributes",
      "sns:GetTopicAttributes",
      "sns:ListSubscriptionsByTopic",
      "sns:ListTagsForResource",
      "sns:ListTopics",
      "tag:GetResources",
    ],
    write: [
      "iam:PassRole",
      "sns:CreateTopic",
      "sns:DeleteTopic",
      "sns:PutDataProtectionPolicy",
      "sns:SetSubscriptionAttributes",
      "sns:SetTopicAttributes",
      "sns:Subscribe",
      "sns:TagResource",
      "sns:Unsubscribe",
      "sns:UntagResource",
    ],
  },

  history: {
    calls: ["AddPermission", "RemovePermission", "ConfirmSubscription"],
    naming: ["name"],
    only: {
      AddPermission: ["policy"],
      ConfirmSubscription: ["subscriptions"],
      PutDataProtectionPolicy: ["dataProtectionPolicy"],
      RemovePermission: ["policy"],
      SetSubscriptionAttributes: ["subscriptions"],
      Subscribe: ["subscriptions"],
      Unsubscribe: ["subscriptions"],
    },
  },

  id: topicName,
  arn: topicArn,
  check: checkTopic,

  desired(spec, setting) {
    const { dataProtectionPolicy, subscriptions = [] } = spec;
    return {
      ...desiredAttributes(spec, topicArn(topicName(spec, setting), setting.scope)),
      ...(dataProtectionPolicy !== undefined && { dataProtectionPolicy }),
      subscriptions: subscriptions.map(desiredSubscription).sort(bySubscriptionKey),
    };
  },

  observe(aws, wanted) {
    return list<TopicShape>(aws, "Topic", "sns:ListTopics", async (found) => {
      const { byArn } = await aws.tagIndex();
      const subjects: Subject[] = [];
      let foreign = 0;
      for await (const page of paginateListTopics({ client: aws.client(SNSClient) }, {})) {
        for (const { TopicArn: arn = "" } of page.Topics ?? []) {
          const id = arn.slice(arn.lastIndexOf(":") + 1);
          const tags = byArn.get(arn) ?? {};
          const want = wanted.get(id);
          if (want || tags[ownerTag] === aws.owner)
            subjects.push({ id, arn, tags, wanted: want?.shape, earlier: undefined });
          else foreign += 1;
        }
      }
      found.foreign(foreign);
      await readTopics(aws, subjects, found);
    });
  },

  read(aws, targets, { tags }) {
    return list<TopicShape>(aws, "Topic", "sns:GetTopicAttributes", async (found) => {
      const subjects = targets.map(
        ({ id, wanted, observed }): Subject => ({
          id,
          arn: observed?.arn ?? topicArn(id, aws.scope),
          tags: tags ? undefined : (observed?.tags ?? {}),
          wanted,
          earlier: observed?.shape,
        }),
      );
      await readTopics(aws, subjects, found);
    });
  },

  async put(aws, write) {
    const { before, target, changed } = write;
    if (!before) {
      await create(aws, write);
      return;
    }
    const { arn, shape } = before;
    await inTurn([
      ...attributeWrites(target, changed, arn).map(
        ({ name, value }) =>
          () =>
            setAttribute(aws, arn, name, value),
      ),
      async () => {
        if (changed.has("dataProtectionPolicy"))
          await putDataProtection(aws, arn, target.dataProtectionPolicy);
      },
      async () => {
        if (!changed.has("subscriptions")) return;
        await putSubscriptions(aws, {
          topicArn: arn,
          before: shape?.subscriptions ?? [],
          statuses: statusOf(before).subscriptions,
          target: target.subscriptions,
        });
      },
    ]);
  },

  async tag(aws, { arn: ResourceArn }, set, remove) {
    const client = aws.client(SNSClient);
    if (remove.length > 0) await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: [...remove] }));
    if (Object.keys(set).length > 0)
      await client.send(new TagResourceCommand({ ResourceArn, Tags: toTagList(set) }));
  },

  remove: (aws, doomed) => deleteEach(aws, doomed, (topic) => removeOne(aws, topic)),

  loses(before, after) {
    const [days, left] = [before.shape, after].map(
      (shape) => shape?.archivePolicy?.MessageRetentionPeriod ?? 0,
    );
    if (days === undefined || left === undefined || left >= days) return undefined;
    return left === 0
      ? "the messages in its archive"
      : `the archived messages that are older than ${left} days (it kept ${days})`;
  },

  health(observed) {
    return subscriptionConditions(observed.shape, statusOf(observed));
  },
};

const fifoSuffix = ".fifo";

/** The suffix that AWS asks of a FIFO topic's name stays at its end. */
function topicName({ topicName: given }: TopicSpec, setting: Setting): string {
  if (given !== undefined) return given;
  const name = defaultName(setting);
  const suffixed = setting.name.endsWith(fifoSuffix) && setting.each !== undefined;
  return suffixed ? `${name.replace(`${fifoSuffix}-`, "-")}${fifoSuffix}` : name;
}

function topicArn(id: string, { partition, region, account }: Scope): string {
  return `arn:${partition}:sns:${region}:${account}:${id}`;
}

function statusOf({ status }: Observed<TopicShape>): TopicStatus {
  // The status of a topic is only ever made by `readTopics`.
  // oxlint-disable-next-line no-unsafe-type-assertion
  return (status as TopicStatus | undefined) ?? { subscriptions: [] };
}

/**
 * CreateTopic answers an existing topic of the same name, unless its tags or attributes differ: then AWS refuses,
 * and as the tags name the owner, somebody else's topic is never taken over.
 */
async function create(aws: Aws, { id, target, tags }: Write<TopicShape>): Promise<void> {
  const arn = topicArn(id, aws.scope);
  const { TopicArn = arn } = await aws.client(SNSClient).send(
    new CreateTopicCommand({
      Name: id,
      Attributes: creationAttributes(target, arn),
      Tags: toTagList(tags),
      ...(target.dataProtectionPolicy && {
        DataProtectionPolicy: JSON.stringify(target.dataProtectionPolicy),
      }),
    }),
  );
  await putSubscriptions(aws, { topicArn: TopicArn, before: [], statuses: [], target: target.subscriptions });
}

async function setAttribute(
  aws: Aws,
  TopicArn: string,
  AttributeName: string,
  AttributeValue: string,
): Promise<void> {
  await aws
    .client(SNSClient)
    .send(new SetTopicAttributesCommand({ TopicArn, AttributeName, AttributeValue }));
}

async function removeOne(aws: Aws, { arn, shape }: Observed<TopicShape>): Promise<void> {
  // A topic with an archive can't be deleted (InvalidState).
  if (shape?.archivePolicy) await setAttribute(aws, arn, "ArchivePolicy", "{}");
  await aws.client(SNSClient).send(new DeleteTopicCommand({ TopicArn: arn }));
}
