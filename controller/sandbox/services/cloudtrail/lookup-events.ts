import type { LookupAttribute, LookupEventsRequest, LookupEventsResponse } from "@aws-sdk/client-cloudtrail";
import type { RecordedEvent } from "../../history.ts";
import { keyIn, tokenFor } from "../../page.ts";
import { AwsError, type CallContext } from "../../service.ts";
import { lookedUp, resourcesIn } from "./event-record.ts";

const maxEvents = 50;
const retention = 90 * 86_400_000;

/** A page of the event history of the caller's account and region, newest first. */
export function lookupEvents(context: CallContext, input: LookupEventsRequest): LookupEventsResponse {
  const limit = input.MaxResults ?? maxEvents;
  if (limit < 1 || limit > maxEvents)
    throw new AwsError("InvalidMaxResultsException", `MaxResults must be between 1 and ${maxEvents}`);
  const { StartTime: start, EndTime: end, LookupAttributes: attributes = [] } = input;
  if (start && end && start > end)
    throw new AwsError("InvalidTimeRangeException", "The start time is after the end time");
  if (attributes.length > 1)
    throw new AwsError("InvalidLookupAttributesException", "Only one lookup attribute can be specified");
  if (input.EventCategory === "insight") return { Events: [] };
  const matches = attributes[0] ? matcher(attributes[0]) : () => true;

  const oldest = context.clock.now().getTime() - retention;
  const after =
    input.NextToken === undefined ? undefined : keyIn(input.NextToken, "InvalidNextTokenException");
  const events: RecordedEvent[] = [];
  let skipping = after !== undefined;
  for (const event of context.history.of(context.account, context.region)) {
    if (skipping) {
      skipping = event.eventId !== after;
      continue;
    }
    const second = Math.floor(event.eventTime.getTime() / 1000) * 1000;
    if (second < Math.max(oldest, start?.getTime() ?? oldest)) continue;
    if (end && second > end.getTime()) continue;
    if (!matches(event)) continue;
    if (events.length === limit)
      return { Events: events.map(lookedUp), NextToken: tokenFor(events.at(-1)?.eventId ?? "") };
    events.push(event);
  }
  return { Events: events.map(lookedUp) };
}

function matcher({
  AttributeKey: key,
  AttributeValue: value,
}: LookupAttribute): (event: RecordedEvent) => boolean {
  switch (key) {
    case "EventId":
      return (event) => event.eventId === value;
    case "EventName":
      return (event) => event.eventName === value;
    case "EventSource":
      return (event) => event.eventSource === value;
    case "ReadOnly":
      return (event) => String(event.readOnly) === value;
    case "Username":
      return (event) => event.caller.userName === value;
    case "AccessKeyId":
      return (event) => event.caller.accessKeyId === value;
    case "ResourceName":
      return (event) => resourcesIn(event).some(({ ResourceName }) => ResourceName === value);
    case "ResourceType":
      return (event) => resourcesIn(event).some(({ ResourceType }) => ResourceType === value);
    default:
      throw new AwsError("InvalidLookupAttributesException", `Unknown lookup attribute ${String(key)}`);
  }
}
