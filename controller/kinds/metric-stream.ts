import {
  CloudWatchClient,
  DeleteMetricStreamCommand,
  GetMetricStreamCommand,
  paginateListMetricStreams,
} from "@aws-sdk/client-cloudwatch";
import type { Aws } from "../aws/aws.ts";
import { cloudWatchTags, tagCloudWatch } from "../aws/cloudwatch-tags.ts";
import { deleteEach } from "../aws/delete-each.ts";
import { classify } from "../aws/errors.ts";
import { type Found, list } from "../aws/listing.ts";
import { ownerTag } from "../aws/tags.ts";
import type { MetricStreamSpec } from "../generated/types.ts";
import { defaultName, type Kind, type Scope, type Tags } from "../kind.ts";
import { checkMetricStream } from "./metric-stream/check.ts";
import { fromAws, type GivenMetricStream, type MetricStreamShape, toAws } from "./metric-stream/shape.ts";
import { putMetricStream } from "./metric-stream/write.ts";

const pageSize = 500;
const noTags: Tags = Object.freeze({});

/** Streams of metrics to Firehose, as they come in. */
export const metricStream: Kind<MetricStreamSpec, MetricStreamShape> = {
  name: "MetricStream",
  after: ["DeliveryRole"],
  fields: {
    includeFilters: { as: { keyedBy: "namespace" } },
    excludeFilters: { as: { keyedBy: "namespace" } },
    statisticsConfigurations: { as: "set" },
  },
  // PutMetricStream has no way to refuse a name that is taken.
  upserts: true,
  iam: {
    read: [
      "cloudwatch:GetMetricStream",
      "cloudwatch:ListMetricStreams",
      "cloudwatch:ListTagsForResource",
      "tag:GetResources",
    ],
    write: [
      "cloudwatch:DeleteMetricStream",
      "cloudwatch:PutMetricStream",
      "cloudwatch:StartMetricStreams",
      "cloudwatch:StopMetricStreams",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource",
      "iam:PassRole",
    ],
  },
  history: {
    calls: [],
    naming: ["name", "names"],
    only: { StartMetricStreams: ["state"], StopMetricStreams: ["state"] },
  },

  id: (spec, setting) => spec.metricStreamName ?? defaultName(setting),
  arn: streamArn,
  check: checkMetricStream,
  // Through AWS's own form, so that defaults are filled in by the mapping that reads use.
  desired: (spec) => fromAws({ ...toAws(resolved(spec)), State: spec.state ?? "running" }),
  grants: ({ id, scope, shape }) => [
    {
      on: shape.roleArn,
      service: "streams.metrics.cloudwatch.amazonaws.com",
      sourceAccount: scope.account,
      sourceArn: streamArn(id, scope),
      allows: [
        { actions: ["firehose:PutRecord", "firehose:PutRecordBatch"], resources: [shape.firehoseArn] },
      ],
    },
  ],

  observe: (aws, wanted) =>
    list<MetricStreamShape>(
      aws,
      "MetricStream",
      "cloudwatch:ListMetricStreams with tag:GetResources",
      async (found) => {
        const { byArn } = await aws.tagIndex();
        const ours: { id: string; tags: Tags }[] = [];
        const pages = paginateListMetricStreams({ client: aws.client(CloudWatchClient), pageSize }, {});
        for await (const { Entries: entries = [] } of pages) {
          const known = entries
            .map(({ Name: id = "", Arn: arn = "" }) => ({ id, tags: byArn.get(arn) ?? noTags }))
            .filter(({ id, tags }) => wanted.has(id) || tags[ownerTag] === aws.owner);
          ours.push(...known);
          found.foreign(entries.length - known.length);
        }
        // A page tells neither role nor filters.
        await aws.each(ours, ({ id, tags }) => addStream(aws, found, id, () => tags));
      },
    ),

  read: (aws, targets, options) =>
    list<MetricStreamShape>(aws, "MetricStream", "cloudwatch:GetMetricStream", async (found) => {
      await aws.each(targets, ({ id, observed }) =>
        addStream(aws, found, id, (arn) =>
          options.tags ? cloudWatchTags(aws, arn) : (observed?.tags ?? noTags),
        ),
      );
    }),

  put: putMetricStream,
  tag: (aws, { arn }, set, remove) => tagCloudWatch(aws, arn, set, remove),

  remove: (aws, doomed) =>
    deleteEach(aws, doomed, ({ id }) =>
      aws.client(CloudWatchClient).send(new DeleteMetricStreamCommand({ Name: id })),
    ),
};

/** The spec with its references resolved to ARNs, as the resolver leaves it. */
function resolved(spec: MetricStreamSpec): GivenMetricStream {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return spec as GivenMetricStream;
}

function streamArn(name: string, { partition, region, account }: Scope): string {
  return `arn:${partition}:cloudwatch:${region}:${account}:metric-stream/${name}`;
}

/** Reads one in full; one that is gone by now is left out. */
async function addStream(
  aws: Aws,
  found: Found<MetricStreamShape>,
  id: string,
  tagsAt: (arn: string) => Tags | undefined | Promise<Tags | undefined>,
): Promise<void> {
  const arn = streamArn(id, aws.scope);
  try {
    const stream = await aws.client(CloudWatchClient).send(new GetMetricStreamCommand({ Name: id }));
    const tags = await tagsAt(arn);
    if (tags) found.add({ id, arn, shape: fromAws(stream), tags });
  } catch (error) {
    if (classify(error) !== "not-found") found.unreadable({ id, arn, tags: noTags }, error);
  }
}
