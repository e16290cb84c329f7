import { defaultName, type Scope, type Setting } from "../../kind.ts";

/** The bus that every account has, and the only one with AWS services' events and with schedules. */
export const defaultBus = "default";

/** A rule's name and its event bus's. */
export interface RuleName {
  readonly name: string;
  readonly bus: string;
}

/**
 * What tells a rule apart in an account and region: its name, and on another bus than the default one the bus's before
 * it. Throws for a bus of another account or region: its rules are made where it is.
 */
export function ruleId(spec: { ruleName?: string; eventBusName?: string }, setting: Setting): string {
  const name = spec.ruleName ?? defaultName(setting);
  const bus = busName(spec.eventBusName ?? defaultBus, setting.scope);
  return idOf({ name, bus });
}

/** The id of a rule by its name and bus. */
export function idOf({ name, bus }: RuleName): string {
  return bus === defaultBus ? name : `${bus}/${name}`;
}

/** A rule's id taken apart. The name of a partner's bus has slashes itself, a rule's has none. */
export function ruleNameOf(id: string): RuleName {
  const end = id.lastIndexOf("/");
  return end < 0 ? { name: id, bus: defaultBus } : { name: id.slice(end + 1), bus: id.slice(0, end) };
}

/** `rule/name`, or `rule/bus/name` where the bus isn't the default one. */
export function ruleArn(id: string, { partition, region, account }: Scope): string {
  return `arn:${partition}:events:${region}:${account}:rule/${id}`;
}

function busName(given: string, { account, region }: Scope): string {
  const [, itsRegion, itsAccount, name = ""] =
    /^arn:[^:]+:events:([^:]*):([^:]*):event-bus\/(.+)$/.exec(given) ?? [];
  if (itsRegion === undefined) return given;
  if (itsRegion !== region || itsAccount !== account)
    throw new Error(
      `${given} is an event bus of another account or region than ${account}/${region}; place the rule there, or let a rule here send the events there`,
    );
  return name;
}
