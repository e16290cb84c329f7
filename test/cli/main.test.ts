import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { CredentialsError } from "../../controller/aws/errors.ts";
import { failureText } from "../../controller/cli/failure.ts";
import { alarm, commandLine, topic } from "./command-line.ts";

const commands = ["validate", "plan", "apply", "drift", "run", "sandbox", "schema"];

describe("help", () => {
  test("the commands are listed", async () => {
    const { code, stdout, stderr } = await commandLine().run("--help");
    expect(code).toBe(0);
    expect(stderr).toBe("");
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, "m"));
  });

  test.each(commands)("%s explains itself with examples", async (command) => {
    const { code, stdout } = await commandLine().run(`${command} --help`);
    expect(code).toBe(0);
    expect(stdout).toContain("Examples:\n  $ ");
  });

  test("the version is the package's", async () => {
    expect((await commandLine().run("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("what is typed wrong", () => {
  test.each([
    ["plam", "(Did you mean plan?)"],
    ["plan --sandbx", "(Did you mean --sandbox?)"],
    ["plan --output yaml", "Allowed choices are text, json."],
    ["plan --max-deletes many", "It must be a whole number, such as 5."],
    ["plan --max-delete-percent 101", "It must be a number from 0 to 100."],
    ["plan --region us-east", "It must be a region such as us-east-1."],
    ["sandbox --port 99999", "It must be a port from 0 to 65535."],
    ["schema what", "Allowed choices are specs, plan, drift."],
  ])("watchkeeper %s exits 1 and says what would do", async (command, hint) => {
    const { code, stdout, stderr } = await commandLine().run(command);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain(hint);
  });
});

describe("validate", () => {
  test("counts what is valid, without a call", async () => {
    const line = commandLine({ "topics.yaml": topic("oncall"), "alarms.yaml": alarm("api-5xx") });
    expect(await line.run("validate specs")).toEqual({
      code: 0,
      stdout: "3 documents: all valid\n",
      stderr: "",
    });
    expect(line.sandbox.calls.entries).toEqual([]);
  });

  test("lists every problem by place, and exits 1", async () => {
    const line = commandLine({
      "a.yaml": alarm("api-5xx").replace("period", "perod"),
      "b.yaml": alarm("api-4xx"),
    });
    const { code, stdout } = await line.run("validate specs");
    expect(code).toBe(1);
    expect(stdout.split("\n")).toEqual([
      expect.stringMatching(/a\.yaml:8:3 error: MetricAlarm\/api-5xx: unknown field "perod".*period/),
      expect.stringMatching(/b\.yaml:12:\d+ error: MetricAlarm\/api-4xx: .*Topic\/oncall/),
      expect.stringMatching(/^not valid: 2 errors$/),
      "",
    ]);
  });

  test("in JSON", async () => {
    const line = commandLine({ "a.yaml": "kind: Topic\n" });
    const { code, stdout } = await line.run("validate specs --output json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      formatVersion: "1",
      valid: false,
      documents: 1,
      problems: [{ severity: "error", source: { line: 1, column: 1 } }],
    });
  });
});

test.each([
  ["schema", "watchkeeper.json"],
  ["schema plan", "reports/plan.json"],
  ["schema drift", "reports/drift.json"],
])("%s prints schemas/%s", async (command, file) => {
  const { code, stdout } = await commandLine().run(command);
  expect(code).toBe(0);
  const schema: unknown = JSON.parse(stdout);
  expect(schema).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#" });
  expect(schema).toEqual(JSON.parse(readFileSync(`schemas/${file}`, "utf8")));
});

describe("colour", () => {
  const escape = "\u001b[";
  const colored = async (command: string, tty: boolean, env: Record<string, string> = {}) => {
    const line = commandLine({ "a.yaml": "kind: Topic\n" });
    return (await line.run(command, { tty, env })).stdout.includes(escape);
  };

  test("is for terminals, and for who asks", async () => {
    expect(await colored("validate specs", true)).toBe(true);
    expect(await colored("validate specs", false)).toBe(false);
    expect(await colored("validate specs --color always", false)).toBe(true);
    expect(await colored("validate specs --color never", true)).toBe(false);
  });

  test("NO_COLOR, FORCE_COLOR and a dumb terminal are respected", async () => {
    expect(await colored("validate specs", true, { NO_COLOR: "1" })).toBe(false);
    expect(await colored("validate specs --color always", true, { NO_COLOR: "1" })).toBe(true);
    expect(await colored("validate specs", false, { FORCE_COLOR: "1" })).toBe(true);
    expect(await colored("validate specs", true, { FORCE_COLOR: "0" })).toBe(false);
    expect(await colored("validate specs", true, { TERM: "dumb" })).toBe(false);
  });
});

describe("errors", () => {
  test("credentials that AWS refuses end the command with what to do", async () => {
    const line = commandLine({ "topics.yaml": topic("oncall") });
    line.sandbox.schedule(() => ({ kind: "expired-token" }));
    const { code, stderr } = await line.run("plan specs");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: AWS refused the credentials: ExpiredToken.*renew them/);
    expect(stderr).not.toContain("    at ");
  });

  test("a profile that leads to no credentials is named", () => {
    const nowhere = Object.assign(new Error("Could not load credentials from any providers"), {
      name: "CredentialsProviderError",
    });
    expect(failureText(new CredentialsError(nowhere), { AWS_PROFILE: "nope" })).toContain(
      'AWS_PROFILE is "nope": see that aws configure list-profiles names it',
    );
    expect(failureText(new CredentialsError(nowhere), {})).not.toContain("list-profiles");
  });

  test("the stack is shown only with WATCHKEEPER_DEBUG=1", async () => {
    const line = commandLine({ "topics.yaml": topic("oncall") });
    const { stderr } = await line.run("apply specs", { env: { WATCHKEEPER_DEBUG: "1" } });
    expect(stderr).toMatch(/^error: .*\nNoTerminal: [^]*\n {4}at /);
  });
});

test("drift, which writes nothing, takes no limits of what may be deleted", async () => {
  expect((await commandLine().run("plan --help")).stdout).toContain("--max-deletes");
  expect((await commandLine().run("drift --help")).stdout).not.toMatch(/--max-delete|--allow-data-loss/);
  expect((await commandLine().run("drift specs --max-deletes 3")).code).toBe(1);
});

test("--sandbox embeds a sample account and says how to look in", async () => {
  const line = commandLine({ "topics.yaml": topic("oncall") });
  const { code, stdout, stderr } = await line.run("plan specs --sandbox --sandbox-port 0 --output json");
  expect(code).toBe(0);
  expect(stderr).toMatch(
    /^sandbox: look in .* aws --endpoint-url http:\/\/127\.0\.0\.1:\d+ --region us-east-1 /,
  );
  expect(JSON.parse(stdout)).toMatchObject({ foreign: expect.arrayContaining([expect.anything()]) });
});

test("a taken port names the flag for another one", async () => {
  const { createServer } = await import("node:net");
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const { code, stderr } = await commandLine().run(`plan specs --sandbox --sandbox-port ${port}`);
  expect(code).toBe(1);
  expect(stderr).toContain(`error: port ${port} is taken: pass --sandbox-port with another port`);
  expect((await commandLine().run(`sandbox --port ${port}`)).stderr).toContain("pass --port with another");
  server.close();
});

test("as a program it reads its arguments, prints and exits", async () => {
  const started = promisify(execFile)(process.execPath, ["--import", "tsx", "controller/main.ts", "plam"]);
  await expect(started).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Did you mean plan?"),
  });
});
