import type { CompositeAlarm, PutCompositeAlarmInput } from "@aws-sdk/client-cloudwatch";
import {
  type AlarmSettings,
  type GivenSettings,
  settingsFromAws,
  settingsToAws,
} from "../../aws/alarm-settings.ts";

/** A composite alarm in canonical shape. */
export interface CompositeAlarmShape extends AlarmSettings {
  /** Without white space around it; AWS gives back what it was given. */
  readonly alarmRule: string;
  /** A name; an ARN only where it is one of another account or region. */
  readonly actionsSuppressor?: string;
  readonly actionsSuppressorWaitPeriod?: number;
  readonly actionsSuppressorExtensionPeriod?: number;
}

/** The same as it stands in a spec with its references resolved. */
export type GivenCompositeAlarm = GivenSettings & Omit<CompositeAlarmShape, keyof AlarmSettings>;

/** A composite alarm of AWS's, or what a Put would make one of, in canonical shape. `AlarmArn` says where it is. */
export function fromAws(alarm: Omit<CompositeAlarm, "AlarmName">): CompositeAlarmShape {
  const suppressor = alarm.ActionsSuppressor;
  return {
    ...settingsFromAws(alarm),
    alarmRule: (alarm.AlarmRule ?? "").trim(),
    ...(suppressor && {
      actionsSuppressor: nameBeside(alarm.AlarmArn ?? "", suppressor),
      actionsSuppressorWaitPeriod: alarm.ActionsSuppressorWaitPeriod ?? 0,
      actionsSuppressorExtensionPeriod: alarm.ActionsSuppressorExtensionPeriod ?? 0,
    }),
  };
}

/** The whole body of a Put but name and tags. AWS resets whatever is left out of it. */
export function toAws(alarm: GivenCompositeAlarm): Omit<PutCompositeAlarmInput, "AlarmName" | "Tags"> {
  return {
    ...settingsToAws(alarm),
    AlarmRule: alarm.alarmRule,
    ActionsSuppressor: alarm.actionsSuppressor,
    ActionsSuppressorWaitPeriod: alarm.actionsSuppressorWaitPeriod,
    ActionsSuppressorExtensionPeriod: alarm.actionsSuppressorExtensionPeriod,
  };
}

/** The name in an alarm's ARN, if it is one of the same account and region as `neighbour`; else what was given. */
function nameBeside(neighbour: string, nameOrArn: string): string {
  const home = neighbour.split(":", 5).join(":");
  const prefix = `${home}:alarm:`;
  return home !== "" && nameOrArn.startsWith(prefix) ? nameOrArn.slice(prefix.length) : nameOrArn;
}
