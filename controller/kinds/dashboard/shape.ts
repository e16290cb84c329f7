import type { DashboardSpec } from "../../generated/types.ts";
import { parsedObject } from "../../value/structure.ts";
import { treeText } from "../../value/tree.ts";

/** A dashboard as git and AWS are compared: its body parsed, which AWS gives back to the letter. */
export interface DashboardShape {
  /** Text where there is no body in it. */
  readonly dashboardBody: Readonly<Record<string, unknown>> | string;
}

/** The shape of a body, parsed or as a JSON text. */
export function shapeOf(given: DashboardSpec["dashboardBody"]): DashboardShape {
  return { dashboardBody: typeof given === "string" ? (parsedObject(given) ?? given) : { ...given } };
}

/** The body as the text that PutDashboard takes. */
export function bodyText({ dashboardBody: body }: DashboardShape): string {
  return typeof body === "string" ? body : treeText(body);
}
