import { expect, test } from "vitest";
import { kinds } from "../../controller/generated/registry.ts";
import { fixture as compositeAlarm } from "./composite-alarm.ts";
import type { KindFixture } from "./fixture.ts";
import { fixture as flowLog } from "./flow-log.ts";
import { fixture as metricAlarm } from "./metric-alarm.ts";
import { fixture as topic } from "./topic.ts";
import { fixture as trail } from "./trail.ts";

const fixtures: Readonly<Record<string, KindFixture>> = {
  CompositeAlarm: compositeAlarm,
  FlowLog: flowLog,
  MetricAlarm: metricAlarm,
  Topic: topic,
  Trail: trail,
};
const scopes = [
  { account: "111122223333", region: "cn-north-1", partition: "aws-cn" },
  { account: "111122223333", region: "us-gov-west-1", partition: "aws-us-gov" },
];
const named = [...kinds.values()];

test("every kind has its fixture here", () => {
  expect(named.map(({ name }) => name).toSorted()).toEqual(Object.keys(fixtures).toSorted());
});

test.each(scopes)("what $partition derives from names is of $partition, whatever the kind", (scope) => {
  for (const kind of named) {
    expect(kind.arn?.("x", scope) ?? `arn:${scope.partition}:`).toMatch(`arn:${scope.partition}:`);
    // The specs' own ARNs are what they are: they are moved over first.
    const specs = JSON.stringify(fixtures[kind.name]?.bases).replaceAll(
      "arn:aws:",
      `arn:${scope.partition}:`,
    );
    for (const spec of Object.values(JSON.parse(specs) as Record<string, object>)) {
      const shape = kind.desired(spec, { scope, name: "sample", each: undefined });
      expect(JSON.stringify(shape)).not.toContain("arn:aws:");
    }
  }
});
