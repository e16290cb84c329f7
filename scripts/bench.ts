// Holds the controller's calls, time and memory against what they can't be less than, and fails when a bound is missed.
import { parseArgs } from "node:util";
import { bareFetch } from "./bench/bare-sdk.ts";
import { type FilledSandbox, fillSandbox } from "./bench/filled-sandbox.ts";
import { callRows, steadyPass } from "./bench/pass-calls.ts";
import { peakMemoryRow } from "./bench/peak-memory.ts";
import { duel } from "./bench/repeat.ts";
import { isKept, type Row, ratioOf, tableOf } from "./bench/row.ts";
import { startUpRows } from "./bench/start-up.ts";
import { validationRow } from "./bench/validation.ts";

const { values } = parseArgs({
  options: {
    /** 1,000 alarms instead of 10,000. */
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    /** Times are shown, and only what doesn't depend on the machine decides. */
    counts: { type: "boolean", default: false },
  },
});

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
const rows: Row[] = [];
const sizes = values.quick ? [1_000] : [1_000, 10_000];
rows.push(...(await startUpRows()));
for (const alarms of sizes) {
  process.stderr.write(`filling a sandbox with ${alarms} alarms …\n`);
  rows.push(...(await rowsOf(await fillSandbox(alarms), alarms === sizes.at(-1))));
}

process.stdout.write(`${tableOf(rows)}\n`);
if (values.json) {
  const told = rows.map((row) => ({ ...row, ratio: ratioOf(row), ok: isKept(row) }));
  process.stdout.write(`${JSON.stringify(told, undefined, 2)}\n`);
}
process.exitCode = rows.every((row) => isKept(row) || (values.counts && row.unit === "ms")) ? 0 : 1;

async function rowsOf(filled: FilledSandbox, largest: boolean): Promise<Row[]> {
  const calls = await steadyPass(filled);
  const fetching = bareFetch(filled.sandbox, calls);
  const times = await duel(5, 1.5, () => steadyPass(filled), fetching);
  return [
    ...callRows(filled, calls),
    {
      what: `time of a pass over ${filled.mix.alarms} alarms`,
      ...times,
      unit: "ms",
      bound: 1.5,
      note: "floor: the same calls by the bare SDK",
    },
    ...creationRows(filled),
    ...(largest ? [await validationRow(filled.files), await peakMemoryRow(filled)] : []),
  ];
}

function creationRows({ creation: { alarms, seconds, calls, throttled } }: FilledSandbox): Row[] {
  return [
    {
      what: `creating ${alarms} alarms at AWS's quotas`,
      measured: seconds,
      unit: "s",
      floor: alarms / 3,
      bound: 1.1,
      note: "virtual time; floor: 3 PutMetricAlarm a second",
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
