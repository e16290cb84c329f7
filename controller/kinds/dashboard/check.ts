import { type Document, problemAt } from "../../document.ts";
import type { DashboardBody, DashboardSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { readText } from "../../value/structure.ts";
import type { Complain } from "./complain.ts";
import { bodyStructure } from "./structure.ts";
import { checkWidget } from "./widgets.ts";

/** "Dashboards: up to 500 widgets, 500 metrics per widget, 2500 metrics per dashboard" (CloudWatch quotas). */
const maxMetrics = 2500;

/** What CloudWatch would refuse of a dashboard, or wouldn't draw. */
export function checkDashboard(document: Document<DashboardSpec>): Problem[] {
  const { dashboardBody } = document.spec;
  const problems = checkName(document);
  const inYaml = typeof dashboardBody !== "string";
  const complain: Complain = (pointer, code, message, severity) => {
    // A text has no lines of its own: what is wrong inside is named by its pointer.
    const problem = inYaml
      ? problemAt(document, `/spec/dashboardBody${pointer}`, code, message)
      : problemAt(document, "/spec/dashboardBody", code, pointer === "" ? message : `${pointer} ${message}`);
    problems.push(severity ? { ...problem, severity } : problem);
  };
  const body = inYaml ? dashboardBody : readText(dashboardBody, bodyStructure, complain);
  // A text has just been held against the schema that the type is made from.
  // oxlint-disable-next-line no-unsafe-type-assertion
  if (body) checkBody(body as unknown as DashboardBody, complain);
  return problems;
}

function checkName(document: Document<DashboardSpec>): Problem[] {
  const { name } = document.metadata;
  if (document.spec.dashboardName !== undefined || /^[A-Za-z0-9_-]+$/.test(name)) return [];
  return [
    problemAt(
      document,
      "/metadata/name",
      "bad-dashboard-name",
      `"${name}" isn't a dashboard's name, which has letters, digits, "_" and "-" only: set dashboardName`,
    ),
  ];
}

function checkBody(body: DashboardBody, complain: Complain): void {
  checkTimes(body, complain);
  checkVariables(body, complain);
  const { widgets } = body;
  for (const [index, widget] of widgets.entries()) checkWidget(widget, `/widgets/${index}`, complain);
  const metrics = widgets.reduce((sum, { properties }) => sum + (properties.metrics?.length ?? 0), 0);
  if (metrics > maxMetrics)
    complain(
      "/widgets",
      "too-many-metrics",
      `have ${metrics} metrics together; a dashboard has ${maxMetrics} at most`,
    );
  checkOverlaps(widgets, complain);
}

const relativeTime = /^-?P(?=\d|T\d)(\d+[YMWD])*(T(\d+[HMS])+)?$/;
const absoluteTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

function checkTimes({ start, end }: DashboardBody, complain: Complain): void {
  const isTemplate = (text: string) => text.includes("${each.");
  if (start !== undefined && !relativeTime.test(start) && !absoluteTime.test(start) && !isTemplate(start))
    complain("/start", "bad-time", "must be like -PT6H (the last six hours) or a time by ISO 8601");
  if (end === undefined) return;
  if (!absoluteTime.test(end) && !isTemplate(end))
    complain("/end", "bad-time", "must be a time by ISO 8601, such as 2026-11-27T06:00:00Z");
  if (start === undefined) complain("/end", "bad-time", "stands without start: add start or leave it out");
}

function checkVariables({ variables = [] }: DashboardBody, complain: Complain): void {
  const ids = new Set<string>();
  for (const [index, variable] of variables.entries()) {
    const { id, type, inputType, values, search } = variable;
    const pointer = `/variables/${index}`;
    if (ids.has(id)) complain(`${pointer}/id`, "bad-variable", "is another variable's id already");
    ids.add(id);
    if (variable[type] === undefined) complain(pointer, "bad-variable", `lacks ${type}: what it changes`);
    if (inputType !== "input" && values === undefined && search === undefined)
      complain(pointer, "bad-variable", "lacks values, or a search that gives them");
  }
}

/** CloudWatch moves a widget that stands in another's place: where it ends up isn't what git says. */
function checkOverlaps(widgets: DashboardBody["widgets"], complain: Complain): void {
  const areas = widgets.map(({ x, y, width = 6, height = 6 }) =>
    x === undefined || y === undefined
      ? undefined
      : { left: x, right: x + width, top: y, bottom: y + height },
  );
  for (const [index, area] of areas.entries()) {
    if (!area) continue;
    const other = areas
      .slice(0, index)
      .findIndex(
        (before) =>
          before &&
          area.left < before.right &&
          before.left < area.right &&
          area.top < before.bottom &&
          before.top < area.bottom,
      );
    if (other >= 0)
      complain(
        `/widgets/${index}`,
        "overlapping-widgets",
        `overlaps widgets/${other}: CloudWatch moves one of them elsewhere`,
        "warning",
      );
  }
}
