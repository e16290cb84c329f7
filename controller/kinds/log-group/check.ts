import { type Document, problemAt } from "../../document.ts";
import type { LogGroupSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";
import { asRecord, isRecord } from "../../value/record.ts";
import { checkMetricFilters, checkSubscriptionFilters } from "./check-filters.ts";

/** What CloudWatch Logs would refuse of a group. */
export function checkLogGroup(document: Document<LogGroupSpec>): Problem[] {
  return [
    ...checkClass(document),
    ...checkDataProtection(document),
    ...checkIndexPolicy(document),
    ...checkMetricFilters(document),
    ...checkSubscriptionFilters(document),
  ];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html */
const standardOnly = ["dataProtectionPolicy", "indexPolicy", "metricFilters"] as const;

function checkClass(document: Document<LogGroupSpec>): Problem[] {
  const { spec } = document;
  const { logGroupClass = "STANDARD" } = spec;
  const problems: Problem[] = [];
  const refuse = (field: string, message: string) =>
    problems.push(problemAt(document, `/spec/${field}`, "wrong-class", message));
  if (logGroupClass === "DELIVERY" && spec.retentionInDays !== undefined)
    refuse("retentionInDays", "is AWS's in a DELIVERY group, and can't be set: leave it out");
  if (logGroupClass === "STANDARD") return problems;
  const advice = "leave it out, or make a STANDARD group";
  for (const field of standardOnly) {
    const value = spec[field];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    refuse(field, `isn't possible in a group of class ${logGroupClass}: ${advice}`);
  }
  if (logGroupClass !== "DELIVERY" && (spec.subscriptionFilters ?? []).length > 0)
    refuse("subscriptionFilters", `aren't possible in a group of class ${logGroupClass}: ${advice}`);
  return problems;
}

const longestPolicy = 30_720;

/** The two statements that PutDataProtectionPolicy's reference asks for. */
function checkDataProtection(document: Document<LogGroupSpec>): Problem[] {
  const { dataProtectionPolicy: policy } = document.spec;
  if (!policy) return [];
  const faults: string[] = [];
  const { length } = JSON.stringify(policy);
  if (length > longestPolicy)
    faults.push(`is ${length} characters of JSON; CloudWatch Logs takes ${longestPolicy} at most`);
  const statements = Array.isArray(policy["Statement"]) ? policy["Statement"].filter(isRecord) : [];
  const having = (operation: string) =>
    statements.filter((statement) => isRecord(asRecord(statement["Operation"])[operation]));
  const [audit, ...audits] = having("Audit");
  const [mask, ...masks] = having("Deidentify");
  if (!audit || !mask || audits.length + masks.length > 0)
    faults.push(
      "must have two statements, one whose Operation is Audit and one whose Operation is Deidentify",
    );
  else if (identifiers(audit) !== identifiers(mask))
    faults.push("must name the same DataIdentifier list in both statements");
  if (audit && !isRecord(asRecord(asRecord(audit["Operation"])["Audit"])["FindingsDestination"]))
    faults.push("must have a FindingsDestination in its Audit operation, {} for none");
  if (mask && !isRecord(asRecord(asRecord(mask["Operation"])["Deidentify"])["MaskConfig"]))
    faults.push("must have MaskConfig: {} in its Deidentify operation");
  return faults.map((fault) => problemAt(document, "/spec/dataProtectionPolicy", "bad-policy", fault));
}

function identifiers(statement: Readonly<Record<string, unknown>>): string {
  const { DataIdentifier: list } = statement;
  return JSON.stringify(Array.isArray(list) ? list.map(String).sort() : list);
}

/** "Field index syntax and quotas" of the user guide. */
const mostIndexes = 20;

function checkIndexPolicy(document: Document<LogGroupSpec>): Problem[] {
  const { Fields: fields = [], FieldsV2: typed = {} } = document.spec.indexPolicy ?? {};
  const problems = fields.flatMap((field, index) =>
    Object.hasOwn(typed, field)
      ? [
          problemAt(
            document,
            `/spec/indexPolicy/Fields/${index}`,
            "duplicate-index",
            `${field} is also in FieldsV2: name it in one of the two`,
          ),
        ]
      : [],
  );
  const count = fields.length + Object.keys(typed).length;
  if (count > mostIndexes)
    problems.push(
      problemAt(
        document,
        "/spec/indexPolicy",
        "too-many-indexes",
        `has ${count} fields; CloudWatch Logs indexes ${mostIndexes} at most`,
      ),
    );
  return problems;
}
