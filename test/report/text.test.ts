import { expect, test } from "vitest";
import { alarm, commandLine, topic } from "../cli/command-line.ts";

/** The report of a folder of specs as it prints, with the folder's name taken out. */
async function printed(columns: number, color: "always" | "never" = "never"): Promise<string> {
  const line = commandLine({
    "topics.yaml": [topic("oncall"), topic("surplus")].join("---\n"),
    "alarms.yaml": alarm("api-5xx"),
  });
  await line.run("apply specs --yes");
  await line.sandbox.call("sns", "SetTopicAttributes", {
    TopicArn: "arn:aws:sns:us-east-1:111122223333:oncall",
    AttributeName: "DisplayName",
    AttributeValue: "Bob's",
  });
  line.write({
    "topics.yaml": topic("oncall", " displayName: On-call "),
    "alarms.yaml": [alarm("api-5xx", 12), alarm("a-brand-new-alarm")].join("---\n"),
  });
  const { stdout } = await line.run(`plan specs --color ${color}`, { tty: true, columns });
  return stdout.replaceAll(line.folder, "specs").replace(/Hash \w+/, "Hash 0123456789ab");
}

test("destructive changes come first, with fields, origins and places", async () => {
  expect(await printed(120)).toBe(`Plan for acme in 111122223333/us-east-1

-   delete    Topic/surplus
      arn:aws:sns:us-east-1:111122223333:surplus
      git no longer has it

~   update    MetricAlarm/api-5xx            specs/alarms.yaml:1
      git  threshold  10 → 12

~   update    Topic/oncall                   specs/topics.yaml:1
      both  displayName  "Bob's" → "On-call"

+   create    MetricAlarm/a-brand-new-alarm  specs/alarms.yaml:14
      alarmActions        ["arn:aws:sns:us-east-1:111122223333:oncall"]
      comparisonOperator  "GreaterThanThreshold"
      evaluationPeriods   5
      metricName          "HTTPCode_Target_5XX_Count"
      namespace           "AWS/ApplicationELB"
      period              60
      statistic           "Sum"
      threshold           10
      and 5 defaults

Plan: 1 to create, 2 to update, 0 to replace, 1 to delete; 0 unchanged. Hash 0123456789ab
`);
});

test("on a narrow terminal no line is wider than it", async () => {
  const text = await printed(60);
  expect(text).toContain("+   create    MetricAlarm/a-brand-new-alarm\n      specs/alarms.yaml:14\n");
  for (const line of text.split("\n").slice(0, -3)) expect(line.length).toBeLessThanOrEqual(60);
});

test("colour changes nothing but the colour", async () => {
  // oxlint-disable-next-line eslint/no-control-regex
  const bare = (await printed(120, "always")).replaceAll(/\u001b\[\d+m/g, "");
  expect(bare).toBe(await printed(120));
});

test("what is missing and nobody deleted may never have been applied, and that is said", async () => {
  const line = commandLine({ "topics.yaml": topic("oncall") });
  await line.run("apply specs --yes");
  line.write({ "topics.yaml": [topic("oncall"), topic("new")].join("---\n") });
  const { stdout } = await line.run("drift specs");
  expect(stdout).toContain("Nobody is known to have deleted 1 of the missing: they may never");
});
