import type {
  CreateEventBusRequest,
  DeleteEventBusRequest,
  DescribeEventBusRequest,
  ListEventBusesRequest,
} from "@aws-sdk/client-eventbridge";
import { AwsError, type CallContext } from "../../service.ts";
import { forgetTags, replaceTags, tagsFromList } from "../../tags.ts";
import { busArn, busesOf, busNamed, defaultBus, invalid, rulesOf, type StoredBus } from "./rule-store.ts";
import { slice } from "./slice.ts";

const mostBuses = 100;

/** Makes a custom event bus. */
export function createEventBus(context: CallContext, input: CreateEventBusRequest) {
  const name = input.Name ?? "";
  if (!/^[/.\-_A-Za-z0-9]{1,256}$/.test(name)) throw invalid(`Event bus name ${name} is not valid.`);
  if (name === defaultBus || busesOf(context).get(name))
    throw new AwsError("ResourceAlreadyExistsException", `Event bus ${name} already exists.`);
  if (busesOf(context).list().length >= mostBuses)
    throw new AwsError(
      "LimitExceededException",
      "The requested resource exceeds the maximum number allowed.",
    );
  const arn = busArn(context, name);
  busesOf(context).put(name, { name, arn, description: input.Description, created: context.clock.now() });
  replaceTags(context, arn, tagsFromList(input.Tags));
  return { EventBusArn: arn, Description: input.Description };
}

/** Deletes a custom event bus; one that isn't there is no error, one with rules is. */
export function deleteEventBus(context: CallContext, { Name: name = "" }: DeleteEventBusRequest): void {
  if (name === defaultBus) throw invalid("Cannot delete event bus default.");
  if (!busesOf(context).get(name)) return;
  if (
    rulesOf(context)
      .list()
      .some(({ bus }) => bus === name)
  )
    throw invalid("Cannot delete event bus with rules.");
  busesOf(context).delete(name);
  forgetTags(context, busArn(context, name));
}

export function describeEventBus(context: CallContext, input: DescribeEventBusRequest) {
  const name = busNamed(context, input.Name);
  return described(busesOf(context).get(name) ?? theDefault(context));
}

/** A page of event buses, the default one among them. */
export function listEventBuses(context: CallContext, input: ListEventBusesRequest) {
  const buses = [theDefault(context), ...busesOf(context).seenAll()]
    .filter(({ name }) => name.startsWith(input.NamePrefix ?? ""))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { rows, token } = slice(buses, ({ name }) => name, input);
  return { EventBuses: rows.map(described), NextToken: token };
}

function theDefault(context: CallContext): StoredBus {
  const arn = busArn(context, defaultBus);
  return { name: defaultBus, arn, description: undefined, created: new Date(0) };
}

function described({ name, arn, description, created }: StoredBus) {
  return {
    Name: name,
    Arn: arn,
    Description: description,
    // The default bus is as old as the account, which nobody says.
    ...(created.getTime() > 0 && { CreationTime: created, LastModifiedTime: created }),
  };
}
