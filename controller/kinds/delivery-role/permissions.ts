import { sortedTexts } from "../../value/sorted-texts.ts";
import { compareTexts } from "../../value/text-order.ts";

/** Condition keys with their values, by operator. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Actions that are allowed on resources, under conditions if there are any. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Conditions | undefined;
}

export interface PermissionPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PermissionStatement[];
}

interface PermissionStatement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Conditions;
}

/**
 * The policy that allows exactly these, in few statements: those of the same resources are joined, then those of the
 * same actions. The same for any order; undefined when there is nothing to allow.
 */
export function permissionPolicy(permissions: readonly Permission[]): PermissionPolicy | undefined {
  const single = permissions.flatMap(({ actions, resources, conditions }) =>
    actions.flatMap((action) =>
      resources.map((resource) => ({
        actions: [action],
        resources: [resource],
        conditions: sortedConditions(conditions),
      })),
    ),
  );
  const byResource = joined(single, ({ resources }) => resources);
  const statements = joined(byResource, ({ actions }) => actions).map(statementOf);
  if (statements.length === 0) return undefined;
  const inOrder = statements
    .map((statement) => ({ statement, text: JSON.stringify(statement) }))
    .sort((a, b) => compareTexts(a.text, b.text))
    .map(({ statement }) => statement);
  return { Version: "2012-10-17", Statement: inOrder };
}

/** What a policy of `permissionPolicy` was made from. */
export function permissionsOf(policy: PermissionPolicy | undefined): Permission[] {
  return (policy?.Statement ?? []).map(({ Action, Resource, Condition }) => ({
    actions: Action,
    resources: Resource,
    conditions: Condition,
  }));
}

/** Makes one of those that have the same `part` and conditions. */
function joined(
  permissions: readonly Permission[],
  part: (permission: Permission) => readonly string[],
): Permission[] {
  const groups = new Map<string, Permission>();
  for (const permission of permissions) {
    const key = JSON.stringify([part(permission), permission.conditions]);
    const known = groups.get(key);
    groups.set(key, {
      actions: sortedTexts([...(known?.actions ?? []), ...permission.actions]),
      resources: sortedTexts([...(known?.resources ?? []), ...permission.resources]),
      conditions: permission.conditions,
    });
  }
  return [...groups.values()];
}

function statementOf({ actions, resources, conditions }: Permission): PermissionStatement {
  return {
    Effect: "Allow",
    Action: actions,
    Resource: resources,
    ...(conditions && { Condition: conditions }),
  };
}

function sortedConditions(conditions: Conditions | undefined): Conditions | undefined {
  if (conditions === undefined || Object.keys(conditions).length === 0) return undefined;
  return byName(conditions, (tests) => byName(tests, (values) => sortedTexts([values].flat())));
}

function byName<Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(
    Object.entries(record)
      .sort(([a], [b]) => compareTexts(a, b))
      .map(([name, value]) => [name, change(value)]),
  );
}
