import type { Target } from "@aws-sdk/client-eventbridge";
import { AwsError, type CallContext } from "../../service.ts";
import type { Table } from "../../state.ts";

/** An event bus as it is kept; the default one exists without being made. */
export interface StoredBus {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  readonly created: Date;
}

/** A rule as it is kept, with its targets. */
export interface StoredRule {
  readonly name: string;
  readonly bus: string;
  readonly arn: string;
  readonly eventPattern: string | undefined;
  readonly scheduleExpression: string | undefined;
  readonly state: string;
  readonly description: string | undefined;
  readonly roleArn: string | undefined;
  /** The service that keeps it, e.g. `autoscaling.amazonaws.com`. */
  readonly managedBy: string | undefined;
  readonly targets: readonly Target[];
}

export const defaultBus = "default";

/** The custom event buses of the caller's account and region, by name. */
export function busesOf({ world, account, region }: CallContext): Table<StoredBus> {
  return world.table<StoredBus>(account, region, "events/buses");
}

/** The rules of the caller's account and region, by `ruleKey`. */
export function rulesOf({ world, account, region }: CallContext): Table<StoredRule> {
  return world.table<StoredRule>(account, region, "events/rules");
}

/** A rule's key: its bus's name and its own, apart by what neither can contain. */
export function ruleKey(bus: string, name: string): string {
  return `${bus}:${name}`;
}

/** The ARN of a rule; one on the default bus doesn't name it. */
export function ruleArn({ region, account }: CallContext, bus: string, name: string): string {
  const path = bus === defaultBus ? name : `${bus}/${name}`;
  return `arn:aws:events:${region}:${account}:rule/${path}`;
}

export function busArn({ region, account }: CallContext, name: string): string {
  return `arn:aws:events:${region}:${account}:event-bus/${name}`;
}

/** The name of the bus that a call means, by name or ARN; refuses one that isn't there. */
export function busNamed(context: CallContext, given: string | undefined): string {
  const name = given?.replace(/^arn:[^:]+:events:[^:]*:[^:]*:event-bus\//, "") ?? defaultBus;
  const elsewhere = given?.startsWith("arn:") && given !== busArn(context, name);
  if (elsewhere || (name !== defaultBus && !busesOf(context).get(name)))
    throw notFound(`Event bus ${name} does not exist.`);
  return name;
}

/** The rule as it is; ResourceNotFoundException when there is none. */
export function existingRule(
  context: CallContext,
  given: { name: string | undefined; bus: string | undefined },
): StoredRule {
  const bus = busNamed(context, given.bus);
  const rule = rulesOf(context).get(ruleKey(bus, given.name ?? ""));
  if (!rule) throw noSuchRule(given.name, bus);
  return rule;
}

/** The rule as a lagging read sees it. */
export function seenRule(
  context: CallContext,
  given: { name: string | undefined; bus: string | undefined },
): StoredRule {
  const bus = busNamed(context, given.bus);
  const rule = rulesOf(context).seen(ruleKey(bus, given.name ?? ""));
  if (!rule) throw noSuchRule(given.name, bus);
  return rule;
}

/** Refuses to change what a service keeps, unless the caller insists where the API lets it. */
export function refuseManaged({ managedBy, name }: StoredRule, force = false): void {
  if (managedBy !== undefined && !force)
    throw new AwsError("ManagedRuleException", `Rule ${name} is managed by ${managedBy}.`);
}

export function notFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message);
}

export function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}

function noSuchRule(name: string | undefined, bus: string): AwsError {
  return notFound(`Rule ${name ?? ""} does not exist on EventBus ${bus}.`);
}
