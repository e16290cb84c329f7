/** One line of the bench's report. */
export interface Row {
  readonly what: string;
  readonly measured: number;
  readonly unit: "calls" | "ms" | "s" | "MB" | "%";
  /** What it can't be less than, in the same unit. */
  readonly floor?: number;
  /** The most that it may be: times the floor where there is one, otherwise of the unit. */
  readonly bound?: number;
  readonly note?: string;
}

/** How many times the floor it is. */
export function ratioOf({ measured, floor }: Row): number | undefined {
  return floor === undefined || floor === 0 ? undefined : measured / floor;
}

/** Whether it keeps within its bound; what has none always does. */
export function isKept(row: Row): boolean {
  return row.bound === undefined || (ratioOf(row) ?? row.measured) <= row.bound;
}

/** The rows as an aligned table: text to the left, numbers to the right. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [
    ["what", "measured", "floor", "ratio", "bound", "ok", ""],
    ...rows.map((row) => [
      row.what,
      amount(row.measured, row.unit),
      row.floor === undefined ? "" : amount(row.floor, row.unit),
      ratioOf(row)?.toFixed(2) ?? "",
      boundOf(row),
      row.bound === undefined ? "" : isKept(row) ? "ok" : "MISSED",
      row.note ?? "",
    ]),
  ];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const isText = (column: number) => column === 0 || column >= 5;
  const line = (texts: readonly string[]) =>
    texts
      .map((text, column) => {
        const width = widths?.[column] ?? 0;
        return isText(column) ? text.padEnd(width) : text.padStart(width);
      })
      .join("  ")
      .trimEnd();
  return cells.map(line).join("\n");
}

function boundOf(row: Row): string {
  if (row.bound === undefined) return "";
  return ratioOf(row) === undefined ? `≤ ${amount(row.bound, row.unit)}` : `≤ ${row.bound.toFixed(2)}`;
}

const digits = { calls: 0, ms: 0, s: 1, MB: 0, "%": 2 } as const;

function amount(value: number, unit: Row["unit"]): string {
  const number = value.toLocaleString("en", {
    minimumFractionDigits: digits[unit],
    maximumFractionDigits: digits[unit],
  });
  return `${number} ${unit}`;
}
