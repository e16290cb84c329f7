import {
  CloudWatchLogsClient,
  type LogGroup,
  paginateDescribeLogGroups,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../../aws/aws.ts";
import { batches } from "../../aws/batches.ts";
import { classify } from "../../aws/errors.ts";
import type { Found } from "../../aws/listing.ts";
import { logsTags } from "../../aws/logs-tags.ts";
import { appliedTag } from "../../aws/tags.ts";
import type { Tags } from "../../kind.ts";
import { decodeApplied } from "../../value/fingerprint.ts";
import { describeMetricFilters, type GivenMetricFilter, metricFiltersPerPage } from "./metric-filters.ts";
import { readDataProtection, readIndexPolicy } from "./policies.ts";
import { type LogGroupDetails, type LogGroupShape, logGroupArn, logGroupFromAws } from "./shape.ts";
import { statusFrom } from "./status.ts";
import { describeSubscriptionFilters } from "./subscription-filters.ts";

/** A group as DescribeLogGroups gives it, and what is known of it besides. */
export interface Subject {
  readonly id: string;
  readonly group: LogGroup;
  /** Absent: ask the service. */
  readonly tags: Tags | undefined;
  readonly wanted: LogGroupShape | undefined;
  /** What an earlier read returned. */
  readonly earlier: LogGroupShape | undefined;
}

const groupsPerPage = 50;

/** Every group of the scope, 50 a page. Throws AWS's error. */
export async function describeAllLogGroups(aws: Aws): Promise<LogGroup[]> {
  return describe(aws, undefined);
}

/** The groups with exactly these names, 50 a call; those that don't exist are left out. Throws AWS's error. */
export async function describeLogGroups(aws: Aws, names: readonly string[]): Promise<LogGroup[]> {
  const wanted = new Set(names);
  const pages = await aws.each(batches([...wanted], groupsPerPage), (batch) => describe(aws, batch));
  return pages.flat().filter(({ logGroupName = "" }) => wanted.has(logGroupName));
}

async function describe(aws: Aws, logGroupIdentifiers: string[] | undefined): Promise<LogGroup[]> {
  const paging = { client: aws.client(CloudWatchLogsClient), pageSize: groupsPerPage };
  const found: LogGroup[] = [];
  for await (const page of paginateDescribeLogGroups(
    paging,
    logGroupIdentifiers ? { logGroupIdentifiers } : {},
  ))
    found.push(...(page.logGroups ?? []));
  return found;
}

/**
 * Reads what DescribeLogGroups leaves out and adds the groups to `found`; those that have gone since are left out.
 *
 * @param filtersInAll how many metric filters all groups of the scope have together, where that is known
 */
export async function addLogGroups(
  aws: Aws,
  found: Found<LogGroupShape>,
  subjects: readonly Subject[],
  filtersInAll: number,
): Promise<void> {
  const metricFilters = await metricFiltersOf(aws, subjects.filter(mayHaveMetricFilters), filtersInAll);
  await aws.each(subjects, async (subject) => {
    const { id, group, wanted, earlier } = subject;
    const arn = logGroupArn(id, aws.scope);
    let { tags } = subject;
    try {
      tags ??= await logsTags(aws, arn);
      const details = await readDetails(aws, { ...subject, tags }, metricFilters);
      const shape = logGroupFromAws(group, details, wanted ?? earlier);
      found.add({ id, arn, tags, shape, status: statusFrom(group, aws.clock.now()) });
    } catch (error) {
      if (classify(error) !== "not-found") found.unreadable({ id, arn, tags: tags ?? {} }, error);
    }
  });
}

type MetricFilters = (name: string) => Promise<readonly GivenMetricFilter[]>;

/** AWS counts a group's metric filters; what was just written may not be counted yet. */
function mayHaveMetricFilters({ group, wanted, earlier }: Subject): boolean {
  return [group.metricFilterCount, wanted?.metricFilters.length, earlier?.metricFilters.length].some(
    (count = 0) => count > 0,
  );
}

/** All groups' at once where that takes fewer calls than one a group. */
async function metricFiltersOf(
  aws: Aws,
  having: readonly Subject[],
  filtersInAll: number,
): Promise<MetricFilters> {
  const names = new Set(having.map(({ id }) => id));
  if (names.size <= Math.ceil(filtersInAll / metricFiltersPerPage))
    return async (name) => (names.has(name) ? describeMetricFilters(aws, name) : []);
  const byGroup = new Map<string, GivenMetricFilter[]>();
  for (const filter of await describeMetricFilters(aws)) {
    const { logGroupName = "" } = filter;
    if (names.has(logGroupName)) byGroup.set(logGroupName, [...(byGroup.get(logGroupName) ?? []), filter]);
  }
  return async (name) => byGroup.get(name) ?? [];
}

async function readDetails(
  aws: Aws,
  subject: Subject & { readonly tags: Tags },
  metricFiltersOfGroup: MetricFilters,
): Promise<LogGroupDetails> {
  const { id } = subject;
  const [dataProtectionPolicy, indexPolicy, metricFilters, subscriptionFilters] = await Promise.all([
    mayBeProtected(subject) ? readDataProtection(aws, id) : undefined,
    mayBeIndexed(subject) ? readIndexPolicy(aws, id) : undefined,
    metricFiltersOfGroup(id),
    areSubscriptionsAsked(subject)
      ? maySubscribe(subject)
        ? describeSubscriptionFilters(aws, id)
        : []
      : undefined,
  ]);
  return { dataProtectionPolicy, indexPolicy, metricFilters, subscriptionFilters };
}

function mayBeProtected({ group, wanted, earlier }: Subject): boolean {
  return (
    group.dataProtectionStatus === "ACTIVATED" ||
    wanted?.dataProtectionPolicy !== undefined ||
    earlier?.dataProtectionPolicy !== undefined
  );
}

/** Nothing but a call for each group tells index policies: it is spent where git has or had one. */
function mayBeIndexed({ tags, wanted, earlier }: Subject & { readonly tags: Tags }): boolean {
  return (
    wanted?.indexPolicy !== undefined ||
    earlier?.indexPolicy !== undefined ||
    decodeApplied(tags[appliedTag])?.entry("indexPolicy") !== undefined
  );
}

/** Not those of a group whose document leaves them to others. */
function areSubscriptionsAsked({ wanted }: Subject): boolean {
  return !wanted || wanted.subscriptionFilters !== undefined;
}

/** Which classes have subscription filters: "CloudWatch Logs log classes" in its user guide. */
function maySubscribe({ group }: Subject): boolean {
  return group.logGroupClass !== "INFREQUENT_ACCESS" && group.logGroupClass !== "ESSENTIALS";
}
