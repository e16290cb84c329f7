import { isRef } from "../../document.ts";
import { isRecord } from "../../value/record.ts";
import type { Complain } from "./complain.ts";

/** A dimension's name and value, at most so many times (PutMetricData's limit). */
const maxDimensions = 30;

/**
 * The rules of a graph's metrics: `[namespace, name, dimension, value …, { options }]`, where `.` repeats what the row
 * before has in its place and `...` everything that isn't written, or `[{ expression }]`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function checkMetricRows(rows: readonly unknown[], pointer: string, complain: Complain): void {
  const ids = new Map<string, number>();
  let above: readonly unknown[] | undefined;
  for (const [index, row] of rows.entries()) {
    const at = `${pointer}/${index}`;
    const say = (message: string, place = at) => complain(place, "bad-metric", message);
    if (!Array.isArray(row)) {
      say("a metric is a list: [namespace, name, dimension, value …]");
      continue;
    }
    const items: unknown[] = row;
    const last = items.at(-1);
    const options = isRecord(last) && !isRef(last) ? last : undefined;
    const names = options ? items.slice(0, -1) : items;
    if (options) checkOptions(options, `${at}/${items.length - 1}`, complain);
    checkId(options?.["id"], index, ids, (message) => say(message, `${at}/${items.length - 1}/id`));

    const misplaced = names.findIndex((item) => typeof item !== "string" && !isRef(item));
    if (misplaced >= 0) {
      say("only the last item may be an object, of options", `${at}/${misplaced}`);
      continue;
    }
    if (names.length === 0) {
      if (options?.["expression"] === undefined) say("names neither a metric nor an expression");
      continue;
    }
    if (options?.["expression"] !== undefined) {
      say("an expression stands alone: leave the metric's names out, or the expression");
      continue;
    }
    const whole = expanded(names, above);
    if (typeof whole === "string") {
      say(whole);
      continue;
    }
    above = whole;
    checkNames(whole, say);
  }
}

/** A row with `.` and `...` replaced by what the row above has, or in words, why that can't be done. */
function expanded(
  names: readonly unknown[],
  above: readonly unknown[] | undefined,
): readonly unknown[] | string {
  const dots = names.indexOf("...");
  if (dots < 0 && !names.includes(".")) return names;
  if (!above) return '"." and "..." repeat what the metric above has, and there is none above';
  let whole = names;
  if (dots >= 0) {
    if (names.includes("...", dots + 1)) return '"..." may stand once in a metric';
    const rest = names.slice(dots + 1);
    const filled = above.slice(dots, Math.max(dots, above.length - rest.length));
    whole = [...names.slice(0, dots), ...filled, ...rest];
  }
  const beyond = whole.findIndex((item, index) => item === "." && index >= above.length);
  if (beyond >= 0) return `item ${beyond + 1} is ".", but the metric above has only ${above.length} items`;
  return whole.map((item, index) => (item === "." ? above[index] : item));
}

function checkNames(names: readonly unknown[], say: (message: string) => void): void {
  if (names.length < 2) say("lacks the metric's name: [namespace, name, dimension, value …]");
  else if (names.length % 2 === 1)
    say("its last dimension has no value: dimensions are names and values in turn");
  else if ((names.length - 2) / 2 > maxDimensions) say(`has more than ${maxDimensions} dimensions`);
  if (names.includes("")) say("has an empty text among its names");
}

function checkId(id: unknown, index: number, ids: Map<string, number>, say: (message: string) => void): void {
  if (typeof id !== "string") return;
  const first = ids.get(id);
  if (first !== undefined) say(`is the id of metric ${first + 1} of this widget already`);
  else ids.set(id, index);
  if (!/^[a-z]\w*$/.test(id)) say('must begin with a small letter and go on with letters, digits and "_"');
}

function checkOptions(options: Record<string, unknown>, pointer: string, complain: Complain): void {
  const { period } = options;
  if (period !== undefined) checkPeriod(period, `${pointer}/period`, complain);
}

/** The periods that CloudWatch has data for. */
export function checkPeriod(period: unknown, pointer: string, complain: Complain): void {
  if (typeof period !== "number" || [1, 5, 10, 20, 30].includes(period) || period % 60 === 0) return;
  complain(pointer, "bad-period", `${period} is no period: 1, 5, 10, 20, 30 or a multiple of 60 seconds`);
}
