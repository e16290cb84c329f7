import type { ActionConfiguration } from "@aws-sdk/client-cloudwatch";
import type { Document } from "../document.ts";
import { problemAt } from "../document.ts";
import type { Problem } from "../problem.ts";

/** What alarms of every type have in common, in canonical shape: empty lists and texts are left out. */
export interface AlarmSettings {
  readonly actionsEnabled: boolean;
  readonly alarmDescription?: string;
  readonly alarmActions?: readonly string[];
  readonly okActions?: readonly string[];
  readonly insufficientDataActions?: readonly string[];
  readonly actionConfiguration?: {
    readonly alarmTagsPropagation: {
      readonly enabled: boolean;
      readonly includedTagKeys?: readonly string[];
      readonly excludedTagKeys?: readonly string[];
    };
  };
}

/** The same settings as they stand in a spec, where any may be left out. */
export type GivenSettings = Partial<Omit<AlarmSettings, "actionConfiguration">> & {
  readonly actionConfiguration?: {
    readonly alarmTagsPropagation?: NonNullable<AlarmSettings["actionConfiguration"]>["alarmTagsPropagation"];
  };
};

/** The same settings as AWS takes and gives them. */
export interface AwsAlarmSettings {
  ActionsEnabled?: boolean | undefined;
  AlarmDescription?: string | undefined;
  AlarmActions?: string[] | undefined;
  OKActions?: string[] | undefined;
  InsufficientDataActions?: string[] | undefined;
  ActionConfiguration?: ActionConfiguration | undefined;
}

/** How these settings are compared. */
export const settingsFields = {
  alarmActions: { as: "set" },
  okActions: { as: "set" },
  insufficientDataActions: { as: "set" },
} as const;

const actionLists = ["alarmActions", "okActions", "insufficientDataActions"] as const;
const maxActions = 5;

/** Settings of AWS's in canonical shape, as an object that the caller may add to. */
export function settingsFromAws(alarm: AwsAlarmSettings): {
  -readonly [Field in keyof AlarmSettings]: AlarmSettings[Field];
} {
  const settings: ReturnType<typeof settingsFromAws> = { actionsEnabled: alarm.ActionsEnabled ?? true };
  if (alarm.AlarmDescription) settings.alarmDescription = alarm.AlarmDescription;
  if (alarm.AlarmActions?.length) settings.alarmActions = sorted(alarm.AlarmActions);
  if (alarm.OKActions?.length) settings.okActions = sorted(alarm.OKActions);
  if (alarm.InsufficientDataActions?.length)
    settings.insufficientDataActions = sorted(alarm.InsufficientDataActions);
  const propagation = alarm.ActionConfiguration?.AlarmTagsPropagation;
  if (propagation) {
    const { Enabled: enabled = false, IncludedTagKeys: included, ExcludedTagKeys: excluded } = propagation;
    // Switched off and without keys is what an alarm without this setting does.
    if (enabled || included?.length || excluded?.length)
      settings.actionConfiguration = {
        alarmTagsPropagation: {
          enabled,
          ...(included?.length && { includedTagKeys: sorted(included) }),
          ...(excluded?.length && { excludedTagKeys: sorted(excluded) }),
        },
      };
  }
  return settings;
}

/** Settings as a Put takes them, which resets those that are left out. */
export function settingsToAws(settings: GivenSettings): AwsAlarmSettings {
  const propagation = settings.actionConfiguration?.alarmTagsPropagation;
  return {
    ActionsEnabled: settings.actionsEnabled ?? true,
    AlarmDescription: settings.alarmDescription,
    AlarmActions: copied(settings.alarmActions),
    OKActions: copied(settings.okActions),
    InsufficientDataActions: copied(settings.insufficientDataActions),
    ActionConfiguration: propagation && {
      AlarmTagsPropagation: {
        Enabled: propagation.enabled,
        IncludedTagKeys: copied(propagation.includedTagKeys),
        ExcludedTagKeys: copied(propagation.excludedTagKeys),
      },
    },
  };
}

/** The rules of these settings that a schema can't say. */
export function checkSettings(
  document: Document<{
    alarmActions?: readonly unknown[];
    okActions?: readonly unknown[];
    insufficientDataActions?: readonly unknown[];
    actionConfiguration?: GivenSettings["actionConfiguration"];
  }>,
): Problem[] {
  const problems: Problem[] = [];
  for (const field of actionLists) {
    const count = document.spec[field]?.length ?? 0;
    if (count > maxActions)
      problems.push(
        problemAt(
          document,
          `/spec/${field}`,
          "too-many-actions",
          `${field} has ${count} actions, and an alarm takes at most ${maxActions} of a kind; let one topic tell the others`,
        ),
      );
  }
  const propagation = document.spec.actionConfiguration?.alarmTagsPropagation;
  if (propagation?.includedTagKeys && propagation.excludedTagKeys)
    problems.push(
      problemAt(
        document,
        "/spec/actionConfiguration/alarmTagsPropagation/excludedTagKeys",
        "excluded-field",
        "includedTagKeys and excludedTagKeys exclude each other; keep one of them",
      ),
    );
  return problems;
}

function sorted(list: readonly string[]): readonly string[] {
  return list.length < 2 ? list : list.toSorted();
}

function copied(list: readonly string[] | undefined): string[] | undefined {
  return list && [...list];
}
