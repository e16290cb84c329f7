import { expect, test } from "vitest";
import { kinds } from "../../controller/generated/registry.ts";
import { fixtures } from "./fixtures.ts";

const scopes = [
  { account: "111122223333", region: "cn-north-1", partition: "aws-cn" },
  { account: "111122223333", region: "us-gov-west-1", partition: "aws-us-gov" },
];
const named = [...kinds.values()];

test("every kind has its fixture here", () => {
  expect(named.map(({ name }) => name).toSorted()).toEqual([...fixtures.keys()].toSorted());
});

test.each(scopes)("what $partition derives from names is of $partition, whatever the kind", (scope) => {
  for (const kind of named) {
    expect(kind.arn?.("x", scope) ?? `arn:${scope.partition}:`).toMatch(`arn:${scope.partition}:`);
    // The specs' own ARNs are what they are: they are moved over first.
    const specs = JSON.stringify(fixtures.get(kind.name)?.bases).replaceAll(
      "arn:aws:",
      `arn:${scope.partition}:`,
    );
    for (const spec of Object.values(JSON.parse(specs) as Record<string, object>)) {
      const shape = kind.desired(spec, { scope, name: "sample", each: undefined });
      expect(JSON.stringify(shape)).not.toContain("arn:aws:");
    }
  }
});
