import type { DashboardSpec } from "../../generated/types.ts";
import { isRecord } from "../../value/record.ts";

/** A dashboard as git and AWS are compared: its body parsed, which AWS gives back to the letter. */
export interface DashboardShape {
  /**
   * The widgets by their position, so that each is compared field by field; every other list is in order. Text where
   * the body is none that can be parsed.
   */
  readonly dashboardBody: Readonly<Record<string, unknown>> | string;
}

/** The shape of a body, parsed or as a JSON text. */
export function shapeOf(given: DashboardSpec["dashboardBody"] | undefined): DashboardShape {
  const body = typeof given === "string" ? parsedBody(given) : given;
  if (!isRecord(body)) return { dashboardBody: typeof given === "string" ? given : "" };
  const { widgets } = body;
  return {
    dashboardBody: Array.isArray(widgets)
      ? { ...body, widgets: Object.fromEntries(widgets.map((widget, index) => [String(index), widget])) }
      : body,
  };
}

/** The body as the text that PutDashboard takes. */
export function bodyText({ dashboardBody: body }: DashboardShape): string {
  if (typeof body === "string") return body;
  const { widgets } = body;
  // Keys that are numbers come in their order.
  return JSON.stringify(isRecord(widgets) ? { ...body, widgets: Object.values(widgets) } : body);
}

/** A JSON text parsed; `undefined` for what is none. */
export function parsedBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
