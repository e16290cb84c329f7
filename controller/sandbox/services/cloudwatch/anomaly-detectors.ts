import {
  type AnomalyDetector,
  type AnomalyDetectorConfiguration,
  AnomalyDetectorType,
  type DeleteAnomalyDetectorInput,
  type DescribeAnomalyDetectorsInput,
  type DescribeAnomalyDetectorsOutput,
  type MetricCharacteristics,
  type PutAnomalyDetectorInput,
  type PutAnomalyDetectorOutput,
} from "@aws-sdk/client-cloudwatch";
import { uuidOf } from "../../ids.ts";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";
import { checkConfiguration, type DetectorSource, sourceOf } from "./anomaly-detector-rules.ts";
import { refuseUnless } from "./stored-alarm.ts";

interface StoredDetector {
  readonly id: string;
  readonly source: DetectorSource;
  readonly configuration: AnomalyDetectorConfiguration;
  readonly characteristics: MetricCharacteristics | undefined;
  readonly created: Date;
}

const pageSize = 100;
const maxIds = 50;
/** A model takes some minutes to be there for the first time (CloudWatch user guide, anomaly detection). */
const trainingMs = 15 * 60_000;

/** Creates a detector, or gives the one of the same metric another configuration. */
export function putAnomalyDetector(
  context: CallContext,
  input: PutAnomalyDetectorInput,
): PutAnomalyDetectorOutput {
  const source = sourceOf(context, input);
  checkConfiguration(input.Configuration ?? {});
  const key = keyOf(source);
  const before = detectorsOf(context).get(key);
  const id = before?.id ?? uuidOf(context.id(32));
  detectorsOf(context).put(key, {
    id,
    source,
    configuration: input.Configuration ?? {},
    characteristics: input.MetricCharacteristics,
    created: before?.created ?? context.clock.now(),
  });
  return { AnomalyDetectorId: id };
}

/** Single metrics alone, unless other types are asked for. */
export function describeAnomalyDetectors(
  context: CallContext,
  input: DescribeAnomalyDetectorsInput,
): DescribeAnomalyDetectorsOutput {
  const { AnomalyDetectorIds: ids, AnomalyDetectorTypes: types, Namespace, MetricName, Dimensions } = input;
  const limit = input.MaxResults ?? pageSize;
  refuseUnless(
    Number.isInteger(limit) && limit >= 1 && limit <= pageSize,
    `MaxResults must be between 1 and ${pageSize}`,
  );
  const filters = [Namespace, MetricName, Dimensions, types].some((filter) => filter !== undefined);
  if (ids && filters)
    throw new AwsError("InvalidParameterCombination", "AnomalyDetectorIds goes with no other filter.");
  refuseUnless((ids?.length ?? 0) <= maxIds, `At most ${maxIds} AnomalyDetectorIds can be specified`);
  const known = new Set<string>(Object.values(AnomalyDetectorType));
  const wanted = new Set<string>(types && types.length > 0 ? types : ["SINGLE_METRIC"]);
  for (const type of wanted) refuseUnless(known.has(type), `Invalid AnomalyDetectorTypes: ${type}`);
  const metric = (source: DetectorSource) => (source.type === "SINGLE_METRIC" ? source.metric : undefined);
  const { rows, token } = page(detectorsOf(context), {
    token: input.NextToken,
    limit,
    keep: ({ id, source }) =>
      ids
        ? ids.includes(id)
        : wanted.has(source.type) &&
          (Namespace === undefined || metric(source)?.Namespace === Namespace) &&
          (MetricName === undefined || metric(source)?.MetricName === MetricName) &&
          (Dimensions === undefined ||
            dimensionsKey(metric(source)?.Dimensions) === dimensionsKey(Dimensions)),
    badToken: "InvalidNextToken",
  });
  return { AnomalyDetectors: rows.map((row) => described(context, row)), NextToken: token };
}

/** By the metric, or by the detector's id. */
export function deleteAnomalyDetector(context: CallContext, input: DeleteAnomalyDetectorInput): void {
  const { AnomalyDetectorId: id } = input;
  const table = detectorsOf(context);
  const key =
    id === undefined
      ? keyOf(sourceOf(context, input))
      : table.list().flatMap((row) => (row.id === id ? [keyOf(row.source)] : []))[0];
  if (key === undefined || !table.get(key))
    throw new AwsError("ResourceNotFoundException", "The anomaly detector does not exist.", {
      fields: { ResourceType: "AnomalyDetector", ResourceId: id ?? "" },
    });
  table.delete(key);
}

function described(
  context: CallContext,
  { id, source, configuration, characteristics, created }: StoredDetector,
): AnomalyDetector {
  const age = context.clock.now().getTime() - created.getTime();
  const base: AnomalyDetector = {
    AnomalyDetectorId: id,
    Configuration: configuration,
    StateValue: age < trainingMs ? "PENDING_TRAINING" : "TRAINED",
    ...(characteristics && { MetricCharacteristics: characteristics }),
  };
  if (source.type === "METRIC_MATH") return { ...base, MetricMathAnomalyDetector: source.math };
  const { AccountId: _, ...flat } = source.metric;
  return { ...base, ...flat, SingleMetricAnomalyDetector: source.metric };
}

function detectorsOf({ world, account, region }: CallContext): Table<StoredDetector> {
  return world.table<StoredDetector>(account, region, "cloudwatch/anomaly-detectors");
}

/** What tells it apart. */
function keyOf(source: DetectorSource): string {
  if (source.type === "METRIC_MATH") {
    const queries = source.math.MetricDataQueries ?? [];
    return `math ${JSON.stringify([...queries].sort((a, b) => ((a.Id ?? "") < (b.Id ?? "") ? -1 : 1)))}`;
  }
  const { AccountId, Namespace, MetricName, Dimensions, Stat } = source.metric;
  return `metric ${JSON.stringify([Namespace, MetricName, Stat, dimensionsKey(Dimensions), AccountId])}`;
}

function dimensionsKey(dimensions: DescribeAnomalyDetectorsInput["Dimensions"] = []): string {
  return JSON.stringify(dimensions.map(({ Name, Value }) => JSON.stringify([Name, Value])).sort());
}
