import {
  CloudWatchClient,
  DeleteAnomalyDetectorCommand,
  PutAnomalyDetectorCommand,
} from "@aws-sdk/client-cloudwatch";
import { classify } from "../aws/errors.ts";
import { list } from "../aws/listing.ts";
import { claim, markerPermissions, ownMarkers, readMarkers, removeMarkers, retag } from "../aws/marker.ts";
import { addStranded, strandedTarget, targetsById } from "../aws/stranded.ts";
import type { AnomalyDetectorSpec } from "../generated/types.ts";
import type { Kind, Tags } from "../kind.ts";
import { checkDetector } from "./anomaly-detector/check.ts";
import { detectorId } from "./anomaly-detector/identity.ts";
import { detectorPages, detectorsLike, isDetectorStatus, observedDetector } from "./anomaly-detector/read.ts";
import {
  type AnomalyDetectorShape,
  desiredDetector,
  identityToAws,
  toAws,
} from "./anomaly-detector/shape.ts";

const kind = "AnomalyDetector";
const noTags: Tags = {};
/** What is known of a detector that is gone. */
const gone: AnomalyDetectorShape = {};

/** CloudWatch's models of how metrics run. Their tags are carried by markers. */
export const anomalyDetector: Kind<AnomalyDetectorSpec, AnomalyDetectorShape> = {
  name: kind,
  after: [],
  fields: { metricDataQueries: { as: { keyedBy: "id" } } },
  // PutAnomalyDetector takes over whatever watches the same.
  upserts: true,
  iam: {
    read: ["cloudwatch:DescribeAnomalyDetectors", ...markerPermissions.read],
    write: ["cloudwatch:DeleteAnomalyDetector", "cloudwatch:PutAnomalyDetector", ...markerPermissions.write],
  },
  history: { calls: [], naming: ["anomalyDetectorId"] },

  id: (spec, { scope }) => detectorId(desiredDetector(spec, scope.account)),
  check: checkDetector,
  desired: (spec, { scope }) => desiredDetector(spec, scope.account),

  observe: (aws, wanted) =>
    list(aws, kind, "cloudwatch:DescribeAnomalyDetectors with tag:GetResources", async (found) => {
      const left = await ownMarkers(aws, kind);
      const markers = new Map(left);
      for await (const page of detectorPages(aws)) {
        for (const one of page) {
          const item = observedDetector(aws, one, (_, arn) => markers.get(arn)?.tags ?? noTags);
          left.delete(item.arn);
          if (markers.has(item.arn) || wanted.has(item.id)) found.add(item);
          else found.foreign(1);
        }
      }
      await addStranded(aws, kind, found, left, (id) => wanted.has(id), gone);
    }),

  read: (aws, targets, options) =>
    list(aws, kind, "cloudwatch:DescribeAnomalyDetectors with ssm:ListTagsForResource", async (found) => {
      const byId = targetsById(targets);
      const shapes = [...byId.values()].map(({ wanted, observed }) => wanted ?? observed?.shape ?? gone);
      const [markers, detectors] = await Promise.all([
        options.tags ? readMarkers(aws, kind, [...byId.keys()]) : undefined,
        detectorsLike(aws, shapes),
      ]);
      const tagsOf = (id: string) =>
        (markers ? markers.get(id)?.tags : byId.get(id)?.observed?.tags) ?? noTags;
      const missing = new Map(byId);
      for (const one of detectors) {
        const item = observedDetector(aws, one, tagsOf);
        if (missing.delete(item.id)) found.add(item);
      }
      for (const target of missing.values()) {
        const item = strandedTarget(aws, target, markers?.get(target.id), gone);
        if (item) found.add(item);
      }
    }),

  // The claim comes first: a detector that nobody has marked is nobody's.
  async put(aws, { id, before, target, tags }) {
    if (before === undefined) await claim(aws, kind, id, tags);
    await aws.client(CloudWatchClient).send(new PutAnomalyDetectorCommand(toAws(target)));
  },
  tag: (aws, target, set, remove) => retag(aws, kind, target, set, remove),

  async remove(aws, doomed) {
    const failed = new Map<string, unknown>();
    const deleted = await aws.each(doomed, async ({ id, shape }) => {
      try {
        if (shape?.metricName ?? shape?.metricDataQueries)
          await aws
            .client(CloudWatchClient)
            .send(new DeleteAnomalyDetectorCommand(identityToAws(shape ?? gone)));
      } catch (error) {
        if (classify(error) !== "not-found") {
          failed.set(id, error);
          return [];
        }
      }
      return [id];
    });
    return new Map([...failed, ...(await removeMarkers(aws, kind, deleted.flat()))]);
  },

  health({ status }) {
    if (!isDetectorStatus(status) || status.stateValue !== "TRAINED_INSUFFICIENT_DATA") return [];
    return [
      {
        reason: "InsufficientData",
        severity: "warning",
        message:
          "its metric has too little data to learn from, so that there is no band; check that the metric is published with exactly these dimensions",
      },
    ];
  },
};
