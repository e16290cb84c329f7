import { hash } from "node:crypto";
import { userTags } from "../aws/tags.ts";
import type { Change, FieldChange, Plan } from "../kind.ts";
import type { Problem } from "../problem.ts";
import { redactPointer, redactText, withoutSecrets } from "../redact.ts";
import type {
  PlanReport,
  ReportedChange,
  ReportedCondition,
  ReportedField,
  ReportedForeign,
  ReportedProblem,
  ReportedSubject,
  Summary,
} from "./model.ts";

/** Where a plan comes from. */
export interface Origin {
  readonly owner: string | undefined;
  /** The commit or git-sync revision of the specs. */
  readonly revision: string | undefined;
}

/**
 * The plan as data for machines: every member always there, null for what is absent, in a fixed order. Secrets, such as
 * the keys in an endpoint's address, are hidden: reports end up in logs and comments. The hash still tells them apart.
 */
export function planReport(plan: Plan, { owner, revision }: Origin): PlanReport {
  const changes = plan.changes.map(reportChange);
  return {
    formatVersion: "1",
    owner: owner ?? null,
    revision: revision ?? null,
    complete: plan.complete,
    hash: hashChanges(changes),
    summary: summarise(changes, plan.unchanged),
    changes: changes.map(withoutSecretFields),
    conditions: plan.conditions.map(reportCondition).sort(byText),
    foreign: reportForeign(plan.foreign),
    problems: plan.problems.map(reportProblem),
  };
}

/** The report of specs that could not be planned at all. */
export function faultyReport(problems: readonly Problem[], origin: Origin): PlanReport {
  const nothing = { changes: [], unchanged: 0, foreign: [], conditions: [], complete: false, problems };
  return planReport(nothing, origin);
}

/** Whether somebody has to do something: carry a change out, or see to one that is refused. */
export function needsAction(change: Pick<ReportedChange, "refused">): boolean {
  return change.refused === null || !change.refused.standing;
}

function summarise(changes: readonly Pick<ReportedChange, "action">[], unchanged: number): Summary {
  const count = (action: Change["action"]) => changes.filter((change) => change.action === action).length;
  return {
    create: count("create"),
    update: count("update"),
    replace: count("replace"),
    delete: count("delete"),
    conflict: count("conflict"),
    unchanged,
  };
}

function reportChange(change: Change): ReportedChange {
  const { action, id, arn, place, reason, refused } = change;
  return {
    ...reportSubject(change),
    id,
    arn: arn ?? null,
    source: place ? { file: place.file, line: place.line } : null,
    fields: (action === "create" ? createdFields(change) : change.fields).map(reportField),
    reason,
    refused: refused ? { code: refused.code, message: refused.message, standing: refused.standing } : null,
  };
}

export function reportSubject({ action, kind, name, each, scope }: Change): ReportedSubject {
  return { action, kind, name, each: each ?? null, account: scope.account, region: scope.region };
}

/** The same for the same subject. */
export function subjectKey({ action, kind, name, each, account, region }: ReportedSubject): string {
  return JSON.stringify([action, kind, name, each, account, region]);
}

/** Every field that a creation sets, defaults among them; the plan itself only compares what exists. */
function createdFields({ write }: Change): FieldChange[] {
  if (!write) return [];
  const tags = userTags(write.tags);
  const target = { ...write.target, ...(Object.keys(tags).length > 0 && { tags }) };
  return Object.entries(target)
    .filter(([, value]) => value !== undefined && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, after]) => ({ path: `/spec/${field}`, after, origin: "git" }));
}

export function reportField({ path, before, after, origin, held }: FieldChange): ReportedField {
  return { path, before: ordered(before) ?? null, after: ordered(after) ?? null, origin, held: held ?? null };
}

function withoutSecretFields(change: ReportedChange): ReportedChange {
  const fields = change.fields.map((field) => {
    const { path, before, after } = field;
    return {
      ...field,
      path: redactPointer(path),
      before: withoutSecrets(before, path),
      after: withoutSecrets(after, path),
    };
  });
  return { ...change, fields };
}

function reportCondition({
  object,
  scope,
  place,
  reason,
  severity,
  message,
}: Plan["conditions"][number]): ReportedCondition {
  return {
    object,
    account: scope.account,
    region: scope.region,
    source: place ? { file: place.file, line: place.line } : null,
    reason,
    severity,
    message: redactText(message),
  };
}

function reportForeign(foreign: Plan["foreign"]): ReportedForeign[] {
  return foreign
    .filter(({ count }) => count > 0)
    .map(({ kind, scope, count }) => ({ kind, account: scope.account, region: scope.region, count }))
    .sort(byText);
}

export function reportProblem(problem: Problem): ReportedProblem {
  const { severity, code, message, place, object, account, region } = problem;
  return {
    severity,
    code,
    message: redactText(message),
    object: object ?? null,
    account: account ?? null,
    region: region ?? null,
    source: place ? { file: place.file, line: place.line, column: place.column } : null,
  };
}

function hashChanges(changes: readonly ReportedChange[]): string {
  const lasting = changes.map((change) => ({ ...change, source: null }));
  return hash("sha256", JSON.stringify(lasting), "hex");
}

/** The value with the keys of every object sorted, so that equal values print alike. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item) ?? null);
  if (typeof value !== "object" || value === null) return value;
  const members = new Map(Object.entries(value));
  // `fromEntries` makes own properties of every key, `__proto__` among them.
  return Object.fromEntries(
    [...members]
      .filter(([, member]) => member !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, member]) => [key, ordered(member)]),
  );
}

function byText(a: object, b: object): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
