import { groupBy } from "../group-by.ts";
import { scopeName } from "../kind.ts";
import { printable } from "../printable.ts";
import { redactText } from "../redact.ts";
import type { ReportedCondition } from "./model.ts";
import { type Look, margin, wrap } from "./style.ts";

/** What is neither git's nor drift: a section of its own, in which what several objects have in common is said once. */
export function healthLines(
  conditions: readonly ReportedCondition[],
  { style, paint, scopes }: Look,
): string[] {
  const objects = groupBy(conditions, ({ object, account, region, reason }) =>
    JSON.stringify([object, account, region, reason]),
  );
  const alike = groupBy(objects.values(), (group) =>
    JSON.stringify(group.map(({ severity, reason, message }) => [severity, reason, message])),
  );
  const head = ({ object, account, region, reason, severity }: ReportedCondition) => {
    const colour = severity === "error" ? paint.red : paint.yellow;
    const where = scopes.length > 1 ? `  ${paint.dim(printable(scopeName({ account, region })))}` : "";
    return `${colour("!")}   ${paint.bold(printable(object))}  ${colour(printable(reason))}${where}`;
  };
  return [
    paint.bold("Health"),
    ...[...alike.values()].flatMap((groups) => [
      ...groups.flatMap(([first]) => (first ? [head(first)] : [])),
      ...(groups[0] ?? []).flatMap(({ message }) =>
        wrap(redactText(message), style.columns - margin.length).map((line) => margin + line),
      ),
    ]),
  ];
}
