import {
  type AnomalyDetector,
  CloudWatchClient,
  DescribeAnomalyDetectorsCommand,
  type DescribeAnomalyDetectorsInput,
} from "@aws-sdk/client-cloudwatch";
import type { Aws } from "../../aws/aws.ts";
import { markerArn } from "../../aws/marker.ts";
import type { Observed, Tags } from "../../kind.ts";
import { detectorId } from "./identity.ts";
import { type AnomalyDetectorShape, fromAws } from "./shape.ts";

/** How far its training has come, as AWS says it. */
export interface DetectorStatus {
  readonly stateValue: string;
}

export function isDetectorStatus(status: unknown): status is DetectorStatus {
  return typeof status === "object" && status !== null && "stateValue" in status;
}

/** Unless asked for both types, AWS answers with single metrics only. */
const everything: DescribeAnomalyDetectorsInput = { AnomalyDetectorTypes: ["SINGLE_METRIC", "METRIC_MATH"] };

/** Every detector, 100 a page. */
export async function* detectorPages(
  aws: Aws,
  request: DescribeAnomalyDetectorsInput = everything,
): AsyncGenerator<AnomalyDetector[]> {
  let token: string | undefined;
  do {
    const page = await aws.client(CloudWatchClient).send(
      new DescribeAnomalyDetectorsCommand({
        ...request,
        MaxResults: 100,
        ...(token && { NextToken: token }),
      }),
    );
    yield page.AnomalyDetectors ?? [];
    token = page.NextToken;
  } while (token);
}

/**
 * The detectors that may be these: those of the same metrics, and where metric maths are asked for, all of theirs.
 * All there are where nothing but its id is known of one.
 */
export async function detectorsLike(
  aws: Aws,
  shapes: readonly AnomalyDetectorShape[],
): Promise<AnomalyDetector[]> {
  const requests = new Map<string, DescribeAnomalyDetectorsInput>();
  for (const { metricDataQueries, namespace, metricName } of shapes) {
    if (metricDataQueries) requests.set("maths", { AnomalyDetectorTypes: ["METRIC_MATH"] });
    else if (namespace !== undefined && metricName !== undefined)
      requests.set(JSON.stringify([namespace, metricName]), {
        AnomalyDetectorTypes: ["SINGLE_METRIC"],
        Namespace: namespace,
        MetricName: metricName,
      });
    else return collect(aws, everything);
  }
  const answers = await aws.each([...requests.values()], (request) => collect(aws, request));
  return answers.flat();
}

async function collect(aws: Aws, request: DescribeAnomalyDetectorsInput): Promise<AnomalyDetector[]> {
  const found: AnomalyDetector[] = [];
  for await (const page of detectorPages(aws, request)) found.push(...page);
  return found;
}

/** Its ARN is its marker's: a detector has none. */
export function observedDetector(
  { scope }: Aws,
  detector: AnomalyDetector,
  tagsOf: (id: string, arn: string) => Tags,
): Observed<AnomalyDetectorShape> {
  const shape = fromAws(detector, scope.account);
  const id = detectorId(shape);
  const arn = markerArn(scope, "AnomalyDetector", id);
  const status: DetectorStatus = { stateValue: detector.StateValue ?? "" };
  const { AnomalyDetectorId: awsId } = detector;
  return { id, arn, ...(awsId && { awsId }), shape, tags: tagsOf(id, arn), status };
}
