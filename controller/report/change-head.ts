import type { Action } from "../kind.ts";
import { printable } from "../printable.ts";
import type { ReportedChange } from "./model.ts";
import { margin, type Paint, paintOf, type Style, widthOf } from "./style.ts";

/** What a change is about: its object, document and scope, in one line where that fits. */
export function headLines(
  head: {
    mark: string;
    name: string;
    nameWidth: number;
    source: ReportedChange["source"];
    scope: string | undefined;
  },
  colour: (text: string) => string,
  style: Style,
): string[] {
  const paint = paintOf(style);
  const name = printable(head.name);
  const place = head.source && printable(`${head.source.file}:${head.source.line}`);
  const where = [place, head.scope].filter(Boolean).join("  ");
  const start = colour(head.mark) + paint.bold(name);
  if (!where) return [start];
  // In a column with the others' where that fits, else right behind the name, else below it.
  const paddings = [" ".repeat(Math.max(0, head.nameWidth - widthOf(name)) + 2), "  "];
  const padding = paddings.find((each) => widthOf(head.mark + name + each + where) <= style.columns);
  return padding === undefined ? [start, margin + paint.dim(where)] : [start + padding + paint.dim(where)];
}

export function actionPaint(action: Action, paint: Paint): (text: string) => string {
  switch (action) {
    case "create":
      return paint.green;
    case "update":
      return paint.yellow;
    case "replace":
    case "delete":
      return paint.red;
    case "conflict":
      return paint.magenta;
    default:
      return action satisfies never;
  }
}
