import { printable } from "../printable.ts";
import { redactText } from "../redact.ts";
import type { ReportedProblem } from "./model.ts";
import { paintOf, type Style } from "./style.ts";

/** Problems a line each, led by `file:line:column`, which editors and terminals turn into links. */
export function problemLines(problems: readonly ReportedProblem[], style: Style): string[] {
  const paint = paintOf(style);
  return problems.map(({ severity, message, object, account, region, source }) => {
    const scope = account === null ? "" : `(${account}/${region ?? "global"})`;
    const subject = [object ?? "", scope].filter(Boolean).join(" ");
    const label = severity === "error" ? paint.red("error:") : paint.yellow("warning:");
    const parts = [
      source && paint.bold(printable(`${source.file}:${source.line}:${source.column}`)),
      label,
      subject && `${printable(subject)}:`,
      redactText(message),
    ];
    return parts.filter(Boolean).join(" ");
  });
}
