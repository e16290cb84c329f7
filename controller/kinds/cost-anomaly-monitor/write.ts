import {
  CostExplorerClient,
  CreateAnomalyMonitorCommand,
  CreateAnomalySubscriptionCommand,
  DeleteAnomalyMonitorCommand,
  DeleteAnomalySubscriptionCommand,
  type Dimension,
  TagResourceCommand,
  UpdateAnomalyMonitorCommand,
  UpdateAnomalySubscriptionCommand,
} from "@aws-sdk/client-cost-explorer";
import type { Aws } from "../../aws/aws.ts";
import { expressionToAws } from "../../aws/cost-expression.ts";
import { classify } from "../../aws/errors.ts";
import { objectTag, ownerTag, toTagList } from "../../aws/tags.ts";
import type { Observed, Tags, Write } from "../../kind.ts";
import {
  idOf,
  listMonitors,
  listSubscriptions,
  observedMonitor,
  ourSubscriptions,
  readTags,
  statusOf,
} from "./read.ts";
import { type MonitorShape, monitorFromAws, type SubscriptionShape, subscriptionFromAws } from "./shape.ts";

/**
 * Creates a monitor and its subscriptions. AWS would make a second one of the same name: what an earlier attempt made,
 * whose answer was lost, is gone on with.
 */
export async function createMonitor(aws: Aws, write: Write<MonitorShape>): Promise<void> {
  const made = await madeBefore(aws, write);
  if (made) {
    await updateMonitor(aws, write, made);
    return;
  }
  const { target, tags } = write;
  const { monitorDimension, monitorSpecification } = target;
  const { MonitorArn = "" } = await aws.client(CostExplorerClient).send(
    new CreateAnomalyMonitorCommand({
      AnomalyMonitor: {
        MonitorName: target.monitorName,
        MonitorType: target.monitorType,
        ...(monitorDimension && { MonitorDimension: monitorDimension }),
        ...(monitorSpecification && {
          MonitorSpecification: expressionToAws<Dimension>(monitorSpecification),
        }),
      },
      ResourceTags: toTagList(tags),
    }),
  );
  for (const subscription of target.subscriptions) await subscribe(aws, MonitorArn, subscription, tags);
}

async function madeBefore(
  aws: Aws,
  { id, target, tags }: Write<MonitorShape>,
): Promise<Observed<MonitorShape> | undefined> {
  const unchanging = ({ monitorType, monitorDimension, monitorSpecification }: MonitorShape) =>
    JSON.stringify([monitorType, monitorDimension, monitorSpecification]);
  for (const monitor of await listMonitors(aws)) {
    if (idOf(monitor) !== id || unchanging(monitorFromAws(monitor, [])) !== unchanging(target)) continue;
    const found = await readTags(aws, monitor.MonitorArn);
    if (found && found[ownerTag] === tags[ownerTag] && found[objectTag] === tags[objectTag])
      return observedMonitor(aws, monitor, {
        tags: found,
        all: await listSubscriptions(aws),
        wanted: target,
      });
  }
  return undefined;
}

/** Renames a monitor, which is all that AWS changes of one, and brings its subscriptions to the target. */
export async function updateMonitor(
  aws: Aws,
  write: Write<MonitorShape>,
  { arn, shape }: Observed<MonitorShape>,
): Promise<void> {
  const { target } = write;
  if (shape?.monitorName !== target.monitorName) {
    const command = new UpdateAnomalyMonitorCommand({ MonitorArn: arn, MonitorName: target.monitorName });
    await aws.client(CostExplorerClient).send(command);
  }
  if (JSON.stringify(shape?.subscriptions) !== JSON.stringify(target.subscriptions))
    await putSubscriptions(aws, write, arn);
}

/** Looks at the subscriptions once more: AWS would take a name twice where an earlier look missed one. */
async function putSubscriptions(
  aws: Aws,
  { target, tags }: Write<MonitorShape>,
  monitorArn: string,
): Promise<void> {
  const all = await listSubscriptions(aws);
  const { subscriptions, known } = await ourSubscriptions(aws, monitorArn, { tags, all, wanted: target });
  const current = new Map(
    subscriptions.map((one) => [one.SubscriptionName, JSON.stringify(subscriptionFromAws(one, monitorArn))]),
  );
  const wanted = new Map(target.subscriptions.map((one) => [one.subscriptionName, one]));
  for (const { name, arn, isTagged } of known) {
    const shape = wanted.get(name);
    if (!shape) continue;
    if (!isTagged) await claim(aws, arn, tags);
    if (JSON.stringify(shape) === current.get(name)) continue;
    await aws.client(CostExplorerClient).send(
      new UpdateAnomalySubscriptionCommand({
        SubscriptionArn: arn,
        MonitorArnList: [monitorArn],
        ...subscriptionToAws(shape),
      }),
    );
  }
  for (const shape of target.subscriptions)
    if (!current.has(shape.subscriptionName)) await subscribe(aws, monitorArn, shape, tags);
  // Last, so that nobody is left untold in between.
  for (const { name, arn } of known) if (!wanted.has(name)) await unsubscribe(aws, arn);
}

async function subscribe(aws: Aws, monitorArn: string, shape: SubscriptionShape, tags: Tags): Promise<void> {
  await aws.client(CostExplorerClient).send(
    new CreateAnomalySubscriptionCommand({
      AnomalySubscription: {
        SubscriptionName: shape.subscriptionName,
        MonitorArnList: [monitorArn],
        ...subscriptionToAws(shape),
      },
      ResourceTags: toTagList(ownership(tags)),
    }),
  );
}

function subscriptionToAws({ frequency, subscribers, thresholdExpression }: SubscriptionShape) {
  return {
    Frequency: frequency,
    Subscribers: subscribers.map(({ type, address }) => ({ Type: type, Address: address })),
    ...(thresholdExpression && { ThresholdExpression: expressionToAws<Dimension>(thresholdExpression) }),
  };
}

/** Says in a subscription's tags whose it is. */
export async function claim(aws: Aws, ResourceArn: string, tags: Tags): Promise<void> {
  await aws
    .client(CostExplorerClient)
    .send(new TagResourceCommand({ ResourceArn, ResourceTags: toTagList(ownership(tags)) }));
}

/** Of a monitor's tags those that its subscriptions carry too. */
export function ownership(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => key === ownerTag || key === objectTag));
}

async function unsubscribe(aws: Aws, SubscriptionArn: string): Promise<void> {
  await ignoringMissing(
    aws.client(CostExplorerClient).send(new DeleteAnomalySubscriptionCommand({ SubscriptionArn })),
  );
}

/** Deletes a monitor and the subscriptions of it that are ours, whichever of two looks found them. */
export async function removeMonitor(aws: Aws, doomed: Observed<MonitorShape>): Promise<void> {
  const { arn: monitorArn, tags } = doomed;
  const all = await listSubscriptions(aws);
  const { known } = await ourSubscriptions(aws, monitorArn, { tags, all, wanted: undefined });
  const ours = [...statusOf(doomed).subscriptions.filter(({ isTagged }) => isTagged), ...known];
  for (const arn of new Set(ours.map(({ arn }) => arn))) await unsubscribe(aws, arn);
  const command = new DeleteAnomalyMonitorCommand({ MonitorArn: monitorArn });
  await ignoringMissing(aws.client(CostExplorerClient).send(command));
}

async function ignoringMissing(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (classify(error) !== "not-found") throw error;
  }
}
