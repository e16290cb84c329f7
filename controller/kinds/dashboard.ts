import {
  CloudWatchClient,
  DashboardInvalidInputError,
  type DashboardValidationMessage,
  DeleteDashboardsCommand,
  PutDashboardCommand,
  paginateListDashboards,
} from "@aws-sdk/client-cloudwatch";
import type { Aws } from "../aws/aws.ts";
import { cloudWatchTags, tagCloudWatch } from "../aws/cloudwatch-tags.ts";
import { deleteInBatches } from "../aws/delete-in-batches.ts";
import { list } from "../aws/listing.ts";
import { ownerTag, toTagList } from "../aws/tags.ts";
import type { DashboardSpec } from "../generated/types.ts";
import { defaultName, type Kind, type Observed, type Scope } from "../kind.ts";
import { bodyReader, readBody } from "./dashboard/bodies.ts";
import { checkDashboard } from "./dashboard/check.ts";
import { bodyText, type DashboardShape, shapeOf } from "./dashboard/shape.ts";

/** A CloudWatch dashboard, of which there is one in an account for all regions. */
export const dashboard: Kind<DashboardSpec, DashboardShape> = {
  name: "Dashboard",
  after: ["CompositeAlarm", "LogAlarm", "LogBucket", "LogGroup", "MetricAlarm", "MetricStream", "Topic"],
  fields: { dashboardBody: { as: "tree" } },
  global: true,
  // PutDashboard has no way to refuse a name that is taken.
  upserts: true,
  iam: {
    read: [
      "cloudwatch:GetDashboard",
      "cloudwatch:ListDashboards",
      "cloudwatch:ListTagsForResource",
      "tag:GetResources",
    ],
    write: [
      "cloudwatch:DeleteDashboards",
      "cloudwatch:PutDashboard",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource",
    ],
  },
  history: { calls: [], naming: ["dashboardName", "dashboardNames"] },

  id: (spec, setting) => spec.dashboardName ?? defaultName(setting),
  arn: dashboardArn,
  check: checkDashboard,
  desired: ({ dashboardBody }) => shapeOf(dashboardBody),

  observe(aws, wanted) {
    const what = "cloudwatch:ListDashboards with tag:GetResources";
    return list<DashboardShape>(aws, "Dashboard", what, async (found) => {
      const { byArn } = await aws.tagIndex();
      const bodies = bodyReader(aws);
      for await (const page of paginateListDashboards({ client: aws.client(CloudWatchClient) }, {})) {
        const entries = page.DashboardEntries ?? [];
        const ours = entries.filter(
          ({ DashboardArn: arn = "", DashboardName: id = "" }) =>
            wanted.has(id) || byArn.get(arn)?.[ownerTag] === aws.owner,
        );
        found.foreign(entries.length - ours.length);
        await aws.each(ours, async (entry) => {
          const { DashboardArn: arn = "", DashboardName: id = "" } = entry;
          const item = { id, arn, tags: byArn.get(arn) ?? {} };
          try {
            const shape = await bodies.of(entry);
            if (shape) found.add({ ...item, shape });
          } catch (error) {
            found.unreadable(item, error);
          }
        });
      }
      bodies.keep();
    });
  },

  read(aws, targets, { tags: withTags }) {
    return list<DashboardShape>(aws, "Dashboard", "cloudwatch:GetDashboard", async (found) => {
      await aws.each(targets, async ({ id, observed }) => {
        const arn = observed?.arn ?? dashboardArn(id, aws.scope);
        try {
          const shape = await readBody(aws, id);
          const tags = shape && withTags ? await cloudWatchTags(aws, arn) : (observed?.tags ?? {});
          if (shape && tags) found.add({ id, arn, shape, tags });
        } catch (error) {
          found.unreadable({ id, arn, tags: {} }, error);
        }
      });
    });
  },

  // It replaces the whole body, and ignores the tags of one that exists.
  async put(aws, { id, before, target, tags }) {
    const input = {
      DashboardName: id,
      DashboardBody: bodyText(target),
      ...(!before && { Tags: toTagList(tags) }),
    };
    try {
      await aws.client(CloudWatchClient).send(new PutDashboardCommand(input));
    } catch (error) {
      throw withMessages(error);
    }
  },

  tag: (aws, { arn }, set, remove) => tagCloudWatch(aws, arn, set, remove),
  remove: removeDashboards,
};

function dashboardArn(id: string, { partition, account }: Scope): string {
  return `arn:${partition}:cloudwatch::${account}:dashboard/${id}`;
}

/** Says in the error's message what is wrong where in the body, which AWS gives beside it. */
function withMessages(error: unknown): unknown {
  if (!(error instanceof DashboardInvalidInputError)) return error;
  const { dashboardValidationMessages: found = [] } = error;
  if (found.length > 0)
    error.message = `AWS refuses the dashboard's body: ${found.map(sentence).sort().join("; ")}`;
  return error;
}

function sentence({ DataPath = "", Message = "no reason given" }: DashboardValidationMessage): string {
  return DataPath === "" ? Message : `/spec/dashboardBody${DataPath} ${Message}`;
}

/** How many names are sent at once; AWS publishes no limit. */
const atOnce = 100;

/** A call deletes all of its dashboards or none. */
function removeDashboards(
  aws: Aws,
  doomed: readonly Observed<DashboardShape>[],
): Promise<Map<string, unknown>> {
  const names = doomed.map(({ id }) => id);
  return deleteInBatches(aws, names, atOnce, async (DashboardNames) => {
    await aws.client(CloudWatchClient).send(new DeleteDashboardsCommand({ DashboardNames }));
    return new Map();
  });
}
