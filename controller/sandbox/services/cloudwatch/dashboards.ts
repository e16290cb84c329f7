import type {
  DeleteDashboardsInput,
  GetDashboardInput,
  GetDashboardOutput,
  ListDashboardsInput,
  ListDashboardsOutput,
  PutDashboardInput,
  PutDashboardOutput,
} from "@aws-sdk/client-cloudwatch";
import { page } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { forgetTags, replaceTags, tagsFromList } from "../../tags.ts";
import { checkTags } from "./alarm-rules.ts";
import { bodyMistakes } from "./dashboard-rules.ts";
import { dashboardArn, dashboardsOf, homeOf } from "./stored-dashboard.ts";

const pageSize = 1000;

/** Creates a dashboard or replaces all of its body; tags are ignored where it exists (PutDashboard's reference). */
export function putDashboard(context: CallContext, input: PutDashboardInput): PutDashboardOutput {
  const { DashboardName: name = "", DashboardBody: body = "", Tags: tags = [] } = input;
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name))
    throw invalid(`The DashboardName "${name}" must be 1 to 255 letters, digits, "-" and "_"`);
  checkTags(tags);
  const mistakes = bodyMistakes(body);
  if (mistakes.length > 0)
    throw invalid(
      `The dashboard body is invalid, there are ${mistakes.length} validation errors: ${JSON.stringify(mistakes)}`,
      mistakes,
    );
  const table = dashboardsOf(context);
  const isNew = !table.get(name);
  const now = context.clock.now().getTime();
  table.put(name, { name, body, lastModified: new Date(now - (now % 1000)) });
  if (isNew) replaceTags(homeOf(context), dashboardArn(context, name), tagsFromList(tags));
  return { DashboardValidationMessages: [] };
}

/** A dashboard with its body, to the letter as it was put. */
export function getDashboard(
  context: CallContext,
  { DashboardName: name = "" }: GetDashboardInput,
): GetDashboardOutput {
  const found = dashboardsOf(context).seen(name);
  if (!found) throw noSuchDashboard(name);
  return { DashboardArn: dashboardArn(context, name), DashboardBody: found.body, DashboardName: name };
}

/** A page of dashboards by name, without their bodies. */
export function listDashboards(context: CallContext, input: ListDashboardsInput): ListDashboardsOutput {
  const { rows, token } = page(dashboardsOf(context), {
    token: input.NextToken,
    limit: pageSize,
    prefix: input.DashboardNamePrefix ?? "",
    badToken: "InvalidParameterValue",
  });
  return {
    DashboardEntries: rows.map(({ name, body, lastModified }) => ({
      DashboardName: name,
      DashboardArn: dashboardArn(context, name),
      LastModified: lastModified,
      Size: Buffer.byteLength(body),
    })),
    ...(token !== undefined && { NextToken: token }),
  };
}

/** Deletes dashboards: "If you specify a dashboard that doesn't exist, none are deleted" (DeleteDashboards' reference). */
export function deleteDashboards(context: CallContext, { DashboardNames }: DeleteDashboardsInput): void {
  const table = dashboardsOf(context);
  const names = [...new Set(DashboardNames)];
  if (names.length === 0)
    throw new AwsError("InvalidParameterValue", "At least one DashboardNames is required");
  const missing = names.find((name) => !table.get(name));
  if (missing !== undefined) throw noSuchDashboard(missing);
  for (const name of names) {
    table.delete(name);
    forgetTags(homeOf(context), dashboardArn(context, name));
  }
}

function noSuchDashboard(name: string): AwsError {
  return new AwsError("DashboardNotFoundError", `Dashboard ${name} does not exist`);
}

function invalid(message: string, mistakes: readonly { dataPath: string; message: string }[] = []): AwsError {
  return new AwsError("DashboardInvalidInputError", message, {
    fields: {
      dashboardValidationMessages: mistakes.map((one) => ({ DataPath: one.dataPath, Message: one.message })),
    },
  });
}
