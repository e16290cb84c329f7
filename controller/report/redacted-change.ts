import { redactPointer, redactText, withoutSecrets } from "../redact.ts";
import type { ReportedChange } from "./model.ts";

/** A change as people may see it: text ends up in CI logs and comments, and a URL may hold credentials. */
export function redactedChange<Change extends ReportedChange>(change: Change): Change {
  const { fields, reason, refused } = change;
  return {
    ...change,
    reason: redactText(reason),
    refused: refused && { ...refused, message: redactText(refused.message) },
    fields: fields.map((field) => ({
      ...field,
      path: redactPointer(field.path),
      before: withoutSecrets(field.before, field.path),
      after: withoutSecrets(field.after, field.path),
    })),
  };
}
