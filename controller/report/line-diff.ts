/** A line of a difference: taken away, added, the same on both sides, or standing for lines that are left out. */
export interface DiffLine {
  readonly sign: "-" | "+" | " " | "⋮";
  readonly text: string;
}

/** Beyond so many cells of the table, lines aren't matched up. */
const largestTable = 1_000_000;
/** Lines that are shown around a difference though they are the same. */
const context = 2;

/** The shortest edit between two texts, with some of what stays around it. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const shorter = Math.min(before.length, after.length) - start;
  while (end < shorter && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [left, right] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const same = (text: string): DiffLine => ({ sign: " ", text });
  const all = [
    ...before.slice(0, start).map(same),
    ...(left.length * right.length > largestTable ? replaced(left, right) : edits(left, right)),
    ...before.slice(before.length - end).map(same),
  ];
  return withoutTheFar(all);
}

function replaced(left: readonly string[], right: readonly string[]): DiffLine[] {
  return [
    ...left.map((text): DiffLine => ({ sign: "-", text })),
    ...right.map((text): DiffLine => ({ sign: "+", text })),
  ];
}

/** By the longest common subsequence. */
function edits(left: readonly string[], right: readonly string[]): DiffLine[] {
  const columns = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * columns);
  const at = (row: number, column: number) => lengths[row * columns + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      lengths[row * columns + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < left.length || column < right.length) {
    const [old = "", fresh = ""] = [left[row], right[column]];
    if (row < left.length && column < right.length && old === fresh) {
      lines.push({ sign: " ", text: old });
      row++;
      column++;
    } else if (column >= right.length || (row < left.length && at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ sign: "-", text: old });
      row++;
    } else {
      lines.push({ sign: "+", text: fresh });
      column++;
    }
  }
  return lines;
}

function withoutTheFar(lines: readonly DiffLine[]): DiffLine[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ sign }) => sign !== " "),
  );
  return lines.flatMap((line, index) => {
    if (near[index]) return [line];
    return near[index - 1] === false ? [] : [{ sign: "⋮", text: "" } as const];
  });
}
