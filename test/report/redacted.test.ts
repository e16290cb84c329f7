import { expect, test } from "vitest";
import { commandLine, topic } from "../cli/command-line.ts";

const secrets = /s3cr3t|abc123/;
const hook = (name: string) =>
  topic(
    "oncall",
    ` subscriptions: [{ protocol: https, endpoint: "https://${name}.example.com/s3cr3t?key=abc123" }] `,
  );

test("plan, apply and drift hide the credentials in endpoints and say which host it is", async () => {
  const line = commandLine({ "topics.yaml": hook("one") });
  const created = await line.run("plan specs");
  expect(created.stdout).toContain('endpoint: "https://one.example.com/***"');
  const applied = await line.run("apply specs --yes");
  line.write({ "topics.yaml": hook("two") });
  const changed = await line.run("plan specs");
  expect(changed.stdout).toContain("one.example.com");
  expect(changed.stdout).toContain("two.example.com");
  const drift = await line.run("drift specs");
  for (const { stdout, stderr } of [created, applied, changed, drift])
    expect(stdout + stderr).not.toMatch(secrets);
});

test("JSON hides them as well, and its hash still tells two endpoints apart", async () => {
  const [first, second] = ["abc123", "abc124"].map((key) =>
    commandLine({ "topics.yaml": hook("one").replace("abc123", key) }),
  );
  const outputs: string[] = [];
  for (const line of [first, second]) {
    for (const command of ["plan", "drift"]) {
      const { stdout } = (await line?.run(`${command} specs --output json`)) ?? { stdout: "" };
      expect(stdout).not.toMatch(secrets);
      outputs.push(stdout);
    }
  }
  expect(outputs[0]).toContain("https://one.example.com/***");
  const hashes = outputs.map((output) => /"hash": "(\w+)"/.exec(output)?.[1]);
  expect(hashes[0]).toBeDefined();
  expect(hashes[0]).not.toBe(hashes[2]);
});

test("a problem that quotes an endpoint hides its credentials too", async () => {
  const line = commandLine({ "topics.yaml": hook("one").replace("protocol: https", "protocol: email") });
  const { stdout } = await line.run("validate specs");
  expect(stdout).not.toMatch(secrets);
});

test("health says once what several topics have in common", async () => {
  const mail = " subscriptions: [{ protocol: email, endpoint: oncall@acme.example }] ";
  const line = commandLine({ "topics.yaml": [topic("one", mail), topic("two", mail)].join("---\n") });
  await line.run("apply specs --yes");
  const { stdout } = await line.run("plan specs");
  expect(stdout).toMatch(
    /! {3}Topic\/one {2}SubscriptionPending\n! {3}Topic\/two {2}SubscriptionPending\n {6}email/,
  );
  expect(stdout.match(/gets nothing until/g)).toHaveLength(1);
});
