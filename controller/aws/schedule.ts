/**
 * What is wrong with a schedule expression, in words; nothing when all is well. "Schedule expression reference"
 * (EventBridge User Guide).
 */
export function scheduleFault(expression: string): string | undefined {
  const [, kind, inside = ""] = /^(rate|cron)\((.*)\)$/.exec(expression) ?? [];
  if (kind === "rate") return rateFault(inside);
  if (kind === "cron") return cronFault(inside);
  return "must be rate(…) or cron(…), such as rate(5 minutes) or cron(0 20 * * ? *)";
}

function rateFault(inside: string): string | undefined {
  const [, digits = "", unit = "", plural = ""] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(inside) ?? [];
  if (digits === "")
    return "rate() takes a number above 0 and minutes, hours or days, such as rate(5 minutes)";
  if ((digits === "1") === (plural === "s"))
    return digits === "1" ? `write rate(1 ${unit})` : `write rate(${digits} ${unit}s)`;
  return undefined;
}

const days = new Set(["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]);
const months = new Set(["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]);

/** The six fields, each with its bounds, its names and what else it takes. */
const cronFields: readonly {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly names?: ReadonlySet<string>;
  readonly special?: RegExp;
}[] = [
  { name: "minutes", from: 0, to: 59 },
  { name: "hours", from: 0, to: 23 },
  { name: "day of month", from: 1, to: 31, special: /^(\?|L|(\d{1,2}|L)W|L-\d{1,2})$/ },
  { name: "month", from: 1, to: 12, names: months },
  { name: "day of week", from: 1, to: 7, names: days, special: /^(\?|L|[1-7]L|([1-7]|[A-Z]{3})#[1-5])$/ },
  { name: "year", from: 1970, to: 2199 },
];

function cronFault(inside: string): string | undefined {
  const given = inside.split(/ +/);
  if (given.length !== cronFields.length)
    return "cron() takes six fields: minutes, hours, day of month, month, day of week and year, such as cron(0 20 * * ? *)";
  const [, , dayOfMonth = "", , dayOfWeek = ""] = given;
  if ((dayOfMonth === "?") === (dayOfWeek === "?"))
    return "exactly one of cron()'s day of month and day of week must be ?, such as cron(0 20 * * ? *)";
  const bad = cronFields.find((field, index) => !isCronField(given[index] ?? "", field));
  return bad && `cron()'s ${bad.name} can't be ${JSON.stringify(given[cronFields.indexOf(bad)])}`;
}

function isCronField(text: string, { from, to, names, special }: (typeof cronFields)[number]): boolean {
  const isValue = (value: string) =>
    /^\d+$/.test(value)
      ? Number(value) >= from && Number(value) <= to
      : (names?.has(value.toUpperCase()) ?? false);
  return text.split(",").every((part) => {
    if (special?.test(part.toUpperCase())) return true;
    const [range = "", step, ...rest] = part.split("/");
    if (rest.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
    if (range === "*") return true;
    const ends = range.split("-");
    return ends.length <= 2 && ends.every(isValue);
  });
}
