import {
  type AlarmType,
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  type DescribeAlarmsCommandOutput,
} from "@aws-sdk/client-cloudwatch";
import type { Listing, Observed, Scope, Tags, Target } from "../kind.ts";
import type { Aws } from "./aws.ts";
import { batches } from "./batches.ts";
import { cloudWatchTags } from "./cloudwatch-tags.ts";
import { deleteInBatches } from "./delete-in-batches.ts";
import { classify, errorCode } from "./errors.ts";
import { list } from "./listing.ts";
import { ownerTag } from "./tags.ts";

/** What DescribeAlarms answers at most at once, and the names that it and DeleteAlarms take. */
const pageSize = 100;

const noTags: Tags = Object.freeze({});

/** How alarms of one type are found and understood. */
export interface AlarmReader<Alarm, Live extends object> {
  /** Both our kind and AWS's alarm type. */
  readonly kind: AlarmType;
  alarmsIn(page: DescribeAlarmsCommandOutput): readonly Alarm[] | undefined;
  fromAws(alarm: Alarm): Live;
  /** What `Observed.status` shall hold; `undefined` for nothing. */
  status?(alarm: Alarm): unknown;
}

interface NamedAlarm {
  AlarmName?: string | undefined;
  AlarmArn?: string | undefined;
}

/** The permissions that reading and writing alarms takes beside the Put of their own type. */
export const alarmPermissions = {
  read: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource", "tag:GetResources"],
  write: ["cloudwatch:DeleteAlarms", "cloudwatch:TagResource", "cloudwatch:UntagResource"],
} as const;

/** How CloudTrail's event history tells of every type. */
export const alarmHistory = {
  calls: ["DisableAlarmActions", "EnableAlarmActions"],
  naming: ["alarmName", "alarmNames"],
  only: { DisableAlarmActions: ["actionsEnabled"], EnableAlarmActions: ["actionsEnabled"] },
} as const;

/** An alarm's ARN. */
export function alarmArn(name: string, { partition, region, account }: Scope): string {
  return `arn:${partition}:cloudwatch:${region}:${account}:alarm:${name}`;
}

/** `Kind.observe` of an alarm kind: every page of its type, with the tags of the index. */
export function observeAlarms<Alarm extends NamedAlarm, Live extends object>(
  aws: Aws,
  reader: AlarmReader<Alarm, Live>,
  wanted: ReadonlyMap<string, unknown>,
): Promise<Listing<Live>> {
  const what = "cloudwatch:DescribeAlarms with tag:GetResources";
  return list<Live>(aws, reader.kind, what, async (found) => {
    const [index, first] = await Promise.all([aws.tagIndex(), firstPage(aws, reader, wanted)]);
    for (let next: DescribeAlarmsCommandOutput | undefined = first; next; ) {
      let foreign = 0;
      for (const alarm of reader.alarmsIn(next) ?? []) {
        const tags = index.byArn.get(alarm.AlarmArn ?? "") ?? noTags;
        if (tags[ownerTag] === aws.owner || wanted.has(alarm.AlarmName ?? ""))
          found.add(observed(reader, alarm, tags));
        else foreign++;
      }
      found.foreign(foreign);
      next = next.NextToken ? await describe(aws, reader, { NextToken: next.NextToken }) : undefined;
    }
  });
}

/** `Kind.read` of an alarm kind: a hundred names a call, and tags by a call each where they are asked for. */
export function readAlarms<Alarm extends NamedAlarm, Live extends object>(
  aws: Aws,
  reader: AlarmReader<Alarm, Live>,
  targets: readonly Target<Live>[],
  options: { tags: boolean },
): Promise<Listing<Live>> {
  return list<Live>(aws, reader.kind, "cloudwatch:DescribeAlarms", async (found) => {
    const known = new Map(targets.map((target) => [target.id, target]));
    const runs = await aws.each(batches([...known.keys()], pageSize), (names) => describeNamed(aws, names));
    const pages = runs.flat();
    const alarms = pages.flatMap((page) => reader.alarmsIn(page) ?? []);
    const ofType = new Set(alarms.map(({ AlarmName }) => AlarmName));
    for (const { AlarmName: id = "", AlarmArn: arn = "" } of pages.flatMap(allAlarms)) {
      if (ofType.has(id)) continue;
      found.taken({ id, arn, tags: noTags }, "an alarm of another type has this name");
    }
    if (!options.tags) {
      for (const alarm of alarms)
        found.add(observed(reader, alarm, known.get(alarm.AlarmName ?? "")?.observed?.tags ?? noTags));
      return;
    }
    await aws.each(alarms, async (alarm) => {
      const { AlarmName: id = "", AlarmArn: arn = "" } = alarm;
      try {
        const tags = await cloudWatchTags(aws, arn);
        if (tags) found.add(observed(reader, alarm, tags));
      } catch (error) {
        found.unreadable({ id, arn, tags: noTags }, error);
      }
    });
  });
}

/**
 * Deletes alarms by name and returns the error of each that is still there.
 *
 * @param atOnce how many names a call may hold: 100 metric alarms, but only one composite alarm or log alarm
 */
export function deleteAlarms(
  aws: Aws,
  names: readonly string[],
  atOnce: number = pageSize,
): Promise<Map<string, unknown>> {
  return deleteInBatches(aws, names, atOnce, async (AlarmNames) => {
    await aws.client(CloudWatchClient).send(new DeleteAlarmsCommand({ AlarmNames }));
    return new Map();
  });
}

function describe<Alarm>(
  aws: Aws,
  reader: AlarmReader<Alarm, object>,
  input: DescribeAlarmsCommandInput,
): Promise<DescribeAlarmsCommandOutput> {
  // Without a type AWS answers with metric alarms only.
  return aws
    .client(CloudWatchClient)
    .send(new DescribeAlarmsCommand({ AlarmTypes: [reader.kind], MaxRecords: pageSize, ...input }));
}

/** Where there are no log alarms yet, asking for them may be refused: then there are none, unless git wants some. */
async function firstPage<Alarm>(
  aws: Aws,
  reader: AlarmReader<Alarm, object>,
  wanted: ReadonlyMap<string, unknown>,
): Promise<DescribeAlarmsCommandOutput | undefined> {
  try {
    return await describe(aws, reader, {});
  } catch (error) {
    const isUnknownType = reader.kind === "LogAlarm" && errorCode(error).startsWith("Validation");
    if (isUnknownType && wanted.size === 0) return undefined;
    throw error;
  }
}

const types: readonly AlarmType[] = ["MetricAlarm", "CompositeAlarm"];

/** Of every type, since they share their names and a Put of one might take over the other. */
async function describeNamed(aws: Aws, names: string[]): Promise<DescribeAlarmsCommandOutput[]> {
  try {
    return await describeTypes(aws, names, [...types, "LogAlarm"]);
  } catch (error) {
    // Where there are no log alarms yet, asking for them may be refused.
    if (classify(error) !== "terminal") throw error;
    return describeTypes(aws, names, types);
  }
}

async function describeTypes(
  aws: Aws,
  names: string[],
  ofTypes: readonly AlarmType[],
): Promise<DescribeAlarmsCommandOutput[]> {
  const pages: DescribeAlarmsCommandOutput[] = [];
  let token: string | undefined;
  do {
    const page = await aws.client(CloudWatchClient).send(
      new DescribeAlarmsCommand({
        AlarmTypes: [...ofTypes],
        AlarmNames: names,
        MaxRecords: pageSize,
        ...(token !== undefined && { NextToken: token }),
      }),
    );
    pages.push(page);
    token = page.NextToken;
  } while (token);
  return pages;
}

function allAlarms(page: DescribeAlarmsCommandOutput): NamedAlarm[] {
  const { MetricAlarms = [], CompositeAlarms = [], LogAlarms = [] } = page;
  return [...MetricAlarms, ...CompositeAlarms, ...LogAlarms];
}

function observed<Alarm extends NamedAlarm, Live extends object>(
  reader: AlarmReader<Alarm, Live>,
  alarm: Alarm,
  tags: Tags,
): Observed<Live> {
  const { AlarmName: id = "", AlarmArn: arn = "" } = alarm;
  const status = reader.status?.(alarm);
  const item = { id, arn, shape: reader.fromAws(alarm), tags };
  return status === undefined ? item : { ...item, status };
}
