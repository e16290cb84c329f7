import type { ActionConfiguration, Tag } from "@aws-sdk/client-cloudwatch";
import { refuseUnless } from "./stored-alarm.ts";

/** What alarms of every type have in common of a Put. */
export interface AlarmInput {
  readonly AlarmName?: string | undefined;
  readonly AlarmDescription?: string | undefined;
  readonly OKActions?: string[] | undefined;
  readonly AlarmActions?: string[] | undefined;
  readonly InsufficientDataActions?: string[] | undefined;
  readonly Tags?: Tag[] | undefined;
  readonly ActionConfiguration?: ActionConfiguration | undefined;
}

const maxActions = 5;
const maxTags = 50;
// oxlint-disable-next-line no-control-regex -- what AWS forbids in a name
const controlCharacter = /[\u0000-\u001f\u007f]/;

/** Refuses what no alarm may have: names, actions, tags. */
export function checkAlarm(input: AlarmInput): void {
  const name = input.AlarmName ?? "";
  refuseUnless(name.length >= 1 && name.length <= 255, "AlarmName must be between 1 and 255 characters long");
  refuseUnless(!controlCharacter.test(name), "AlarmName can't contain ASCII control characters");
  refuseUnless(
    (input.AlarmDescription ?? "").length <= 1024,
    "AlarmDescription must be at most 1024 characters",
  );
  checkActions("OKActions", input.OKActions);
  checkActions("AlarmActions", input.AlarmActions);
  checkActions("InsufficientDataActions", input.InsufficientDataActions);
  checkTags(input.Tags ?? []);
  if (input.ActionConfiguration) checkActionConfiguration(input.ActionConfiguration);
}

function checkActions(field: string, actions: readonly string[] = []): void {
  refuseUnless(actions.length <= maxActions, `${field} can't have more than ${maxActions} members`);
  for (const action of actions) {
    refuseUnless(action.length <= 1024, `${field}: an action is at most 1024 characters long`);
    refuseUnless(/^arn:[^:]+:[^:]+:[^:]*:[^:]*:./.test(action), `Invalid arn syntax: ${action}`);
  }
}

/** Refuses tags that CloudWatch wouldn't attach. */
export function checkTags(tags: readonly Tag[]): void {
  refuseUnless(tags.length <= maxTags, `An alarm can't have more than ${maxTags} tags`);
  const keys = new Set<string>();
  for (const { Key = "", Value = "" } of tags) {
    refuseUnless(Key.length >= 1 && Key.length <= 128, "A tag key must be between 1 and 128 characters long");
    refuseUnless(Value.length <= 256, "A tag value must be at most 256 characters long");
    refuseUnless(!Key.toLowerCase().startsWith("aws:"), "Tag keys can't start with aws:");
    refuseUnless(!keys.has(Key), `Duplicate tag key: ${Key}`);
    keys.add(Key);
  }
}

function checkActionConfiguration({ AlarmTagsPropagation: tags }: ActionConfiguration): void {
  if (!tags) return;
  refuseUnless(tags.Enabled !== undefined, "AlarmTagsPropagation.Enabled is required");
  refuseUnless(
    !tags.IncludedTagKeys || !tags.ExcludedTagKeys,
    "IncludedTagKeys and ExcludedTagKeys can't be specified together",
  );
  for (const keys of [tags.IncludedTagKeys, tags.ExcludedTagKeys]) {
    if (!keys) continue;
    refuseUnless(keys.length >= 1 && keys.length <= maxTags, "Between 1 and 50 tag keys can be specified");
    refuseUnless(
      keys.every((key) => key.length >= 1 && key.length <= 128),
      "A tag key must be between 1 and 128 characters long",
    );
  }
}
