// Holds the controller's calls, time and memory against what they can't be less than, and fails when a bound is missed.
import { parseArgs } from "node:util";
import { bareFetch } from "./bench/bare-sdk.ts";
import { driftRows } from "./bench/drift-pass.ts";
import { type FilledSandbox, fillSandbox } from "./bench/filled-sandbox.ts";
import { everyKind, type Mix, mixOf, objectsOf } from "./bench/mixed-specs.ts";
import { callRows, steadyPass } from "./bench/pass-calls.ts";
import { peakMemoryRow } from "./bench/peak-memory.ts";
import { duel } from "./bench/repeat.ts";
import { isKept, type Row, ratioOf, tableOf } from "./bench/row.ts";
import { startUpRows } from "./bench/start-up.ts";
import { validationRow } from "./bench/validation.ts";

const { values } = parseArgs({
  options: {
    /** 1,000 alarms, and nothing else, instead of 10,000 and then 10,000 objects of every kind. */
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    /** Times are shown, and only what doesn't depend on the machine decides. */
    counts: { type: "boolean", default: false },
  },
});

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
const rows: Row[] = [];
// What 10,000 alarms show by counting, 10,000 of every kind do too.
const large = values.counts ? [everyKind(10_000)] : [mixOf(10_000), everyKind(10_000)];
const mixes = values.quick ? [mixOf(1_000)] : [mixOf(1_000), ...large];
rows.push(...(await startUpRows()));
for (const mix of mixes) {
  process.stderr.write(`filling a sandbox with ${nameOf(mix)} …\n`);
  rows.push(...(await rowsOf(await fillSandbox(mix), mix === mixes.at(-1))));
}

process.stdout.write(`${tableOf(rows)}\n`);
if (values.json) {
  const told = rows.map((row) => ({ ...row, ratio: ratioOf(row), ok: isKept(row) }));
  process.stdout.write(`${JSON.stringify(told, undefined, 2)}\n`);
}
process.exitCode = rows.every((row) => isKept(row) || (values.counts && row.unit === "ms")) ? 0 : 1;

async function rowsOf(filled: FilledSandbox, largest: boolean): Promise<Row[]> {
  // The first one reads the dashboards' bodies, the others only those that changed since.
  await steadyPass(filled);
  const calls = await steadyPass(filled);
  const fetching = bareFetch(filled.sandbox, calls);
  // Where time decides nothing, once is enough.
  const [rounds, enough] = values.counts ? [1, Number.POSITIVE_INFINITY] : [5, 1.5];
  const times = await duel(rounds, enough, () => steadyPass(filled), fetching);
  return [
    ...callRows(filled, calls),
    {
      what: `time of a pass over ${nameOf(filled.mix)}`,
      ...times,
      unit: "ms",
      bound: 1.5,
      note: "floor: the same calls by the bare SDK",
    },
    ...creationRows(filled),
    ...(await driftRows(filled)),
    ...(largest ? [await validationRow(filled.files), await peakMemoryRow(filled)] : []),
  ];
}

function nameOf(mix: Mix): string {
  return Object.keys(mix.others).length > 0 ? `${objectsOf(mix)} of every kind` : `${mix.alarms} alarms`;
}

function creationRows({
  mix,
  creation: { alarms, others, seconds, calls, throttled },
}: FilledSandbox): Row[] {
  // Kinds come one after another: detectors with their markers before the alarms, other parameters and dashboards after.
  const { AnomalyDetector = 0, SavedQuery = 0, AgentConfig = 0, Dashboard = 0 } = mix.others;
  const further = (AnomalyDetector + SavedQuery + AgentConfig) / 3 + Dashboard / 10;
  const beside = others > 0 ? ` and ${others} others` : "";
  return [
    {
      what: `creating ${alarms} alarms${beside} at AWS's quotas`,
      measured: seconds,
      unit: "s",
      floor: alarms / 3 + further,
      bound: 1.1,
      note: `virtual time; floor: 3 PutMetricAlarm a second${further > 0 ? ", besides 3 PutParameter and 10 PutDashboard" : ""}`,
    },
    {
      what: "  of its calls throttled",
      measured: (throttled / calls) * 100,
      unit: "%",
      bound: 0.1,
      note: `${throttled} of ${calls}`,
    },
  ];
}
