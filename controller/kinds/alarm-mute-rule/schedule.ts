/** A cron expression's five fields, in this order. */
const fields = [
  { name: "minutes", least: 0, most: 59, names: [] },
  { name: "hours", least: 0, most: 23, names: [] },
  { name: "day of month", least: 1, most: 31, names: [] },
  {
    name: "month",
    least: 1,
    most: 12,
    names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
  },
  // Both numbers that cron knows for a Sunday.
  { name: "day of week", least: 0, most: 7, names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] },
] as const;

/** What is wrong with a mute rule's schedule expression, in words; `undefined` when nothing. */
export function scheduleFlaw(expression: string): string | undefined {
  const at = /^at\((.*)\)$/.exec(expression)?.[1];
  if (at !== undefined)
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(at) && isCalendarMinute(at)
      ? undefined
      : `${at} is no minute of the calendar; write it as at(2026-12-24T18:00)`;
  const cron = /^cron\((.*)\)$/.exec(expression)?.[1];
  if (cron === undefined)
    return "it must be cron(…) for windows that come again or at(…) for one, such as cron(0 2 * * SUN)";
  const given = cron.split(" ");
  if (given.length !== fields.length)
    return `cron has five fields here (minutes, hours, day of month, month, day of week), not ${given.length}; such as cron(0 2 * * SUN)`;
  for (const [index, field] of fields.entries()) {
    const text = given[index] ?? "";
    if (!isField(text, field))
      return `${text} is no ${field.name}: numbers from ${field.least} to ${field.most}${field.names.length > 0 ? `, ${field.names[0]} to ${field.names.at(-1)}` : ""}, ranges with -, lists with commas, or *`;
  }
  return undefined;
}

/** Eight years from a leap year's beginning: whatever comes again in a calendar comes twice within. */
const span = { begin: Date.UTC(2024, 0, 1), days: 8 * 366 };
const minutesADay = 24 * 60;

/**
 * How many minutes at most lie between the beginnings of two windows, summer time aside; `undefined` for what isn't
 * cron, and where both kinds of days are restricted: whether either or both count, AWS doesn't say.
 */
export function longestGap(expression: string): number | undefined {
  const given = /^cron\((.*)\)$/.exec(expression)?.[1]?.split(" ") ?? [];
  if (given.length !== fields.length || (given[2] !== "*" && given[4] !== "*")) return undefined;
  const [minutes, hours, days, months, weekdays] = fields.map((field, index) =>
    valuesOf(given[index] ?? "", field),
  );
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  const begins = [...hours].flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute));
  const inADay = begins.sort((a, b) => a - b);
  const [first = 0] = inADay;
  const last = inADay.at(-1) ?? first;
  let longest = 0;
  for (const [index, begin] of inADay.entries())
    longest = Math.max(longest, begin - (inADay[index - 1] ?? begin));
  let before: number | undefined;
  for (let day = 0; day < span.days; day++) {
    const date = new Date(span.begin + day * minutesADay * 60_000);
    const weekday = date.getUTCDay();
    const isOn =
      days.has(date.getUTCDate()) &&
      months.has(date.getUTCMonth() + 1) &&
      (weekdays.has(weekday) || (weekday === 0 && weekdays.has(7)));
    if (!isOn) continue;
    if (before !== undefined) longest = Math.max(longest, (day - before) * minutesADay - last + first);
    before = day;
  }
  // A day such as 30 February never comes.
  return before === undefined ? undefined : longest;
}

/** Whether a text such as `2026-02-28T23:59` is a minute that the calendar has. */
export function isCalendarMinute(text: string): boolean {
  const time = new Date(`${text}Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

function isField(text: string, field: (typeof fields)[number]): boolean {
  if (text === "*") return true;
  return text.split(",").every((part) => {
    const ends = part.split("-");
    // FRI-MON goes round the end of the week; whether AWS takes that, it doesn't say.
    return ends.length <= 2 && ends.every((end) => numberOf(end, field) !== undefined);
  });
}

/** What a field that is one stands for; FRI-MON goes round the end of the week. */
function valuesOf(text: string, field: (typeof fields)[number]): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of text === "*" ? [`${field.least}-${field.most}`] : text.split(",")) {
    const [from, to = from] = part.split("-").map((end) => numberOf(end, field));
    if (from === undefined || to === undefined) return undefined;
    for (let value = field.least; value <= field.most; value++)
      if (from <= to ? from <= value && value <= to : from <= value || value <= to) values.add(value);
  }
  return values;
}

function numberOf(text: string, { least, most, names }: (typeof fields)[number]): number | undefined {
  const named = names.findIndex((name) => name === text.toUpperCase());
  const number = named === -1 ? (/^\d{1,2}$/.test(text) ? Number(text) : undefined) : named + least;
  return number !== undefined && number >= least && number <= most ? number : undefined;
}
