import { type Document, hasPlaceholder, problemAt } from "../../document.ts";
import type { DeliveryRoleSpec } from "../../generated/types.ts";
import type { Problem } from "../../problem.ts";

const longestName = 64;

/** The rules for roles that a schema can't say; all that are broken. */
export function checkDeliveryRole(document: Document<DeliveryRoleSpec>): Problem[] {
  const { roleName, path = "/" } = document.spec;
  const { name } = document.metadata;
  const problems: Problem[] = [];
  if (roleName === undefined && !hasPlaceholder(name) && name.length > longestName)
    problems.push(
      problemAt(
        document,
        "/metadata/name",
        "invalid-name",
        `${JSON.stringify(name)} can't be a role's name, which has at most ${longestName} characters; set spec.roleName`,
      ),
    );
  if (/^\/aws-(service-role|reserved)\//.test(path))
    problems.push(
      problemAt(
        document,
        "/spec/path",
        "reserved-path",
        `${JSON.stringify(path)} is for roles that AWS makes; choose another path`,
      ),
    );
  return problems;
}
