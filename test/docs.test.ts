import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import manifest from "../package.json" with { type: "json" };
import { commandLine, runIn } from "./cli/command-line.ts";
import { confirmSubscriptions, sampleRun } from "./sample-account.ts";
import { testSandbox } from "./sandbox/sandbox.ts";

const pages = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", ...pagesOf("docs")].sort();

function pagesOf(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".md")).map((file) => join(folder, file));
}

function read(path: string): string {
  return readFileSync(path, "utf8");
}

/** Fenced blocks with their language. */
function blocks(text: string): { language: string; code: string }[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = "", code = ""]) => ({
    language,
    code,
  }));
}

test.each(pages)("every link of %s leads to a file that is there, and to a heading in it", (page) => {
  const text = read(page).replaceAll(/^```.*?^```$/gms, "");
  const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  const broken = links.filter(([, path = "", anchor]) => {
    const target = path === "" ? page : join(dirname(page), path);
    return !existsSync(target) || (anchor !== undefined && !anchors(read(target)).has(anchor));
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

/** What GitHub makes of headings. */
function anchors(text: string): Set<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

test.each(["README.md", "CONTRIBUTING.md"])("every npm script that %s names exists", (page) => {
  const named = [...read(page).matchAll(/npm (?:run (?:--silent )?)?([\w:]+)/g)].map(
    ([, script = ""]) => script,
  );
  const known = new Set([...Object.keys(manifest.scripts), "ci", "link"]);
  expect(named.filter((script) => !known.has(script))).toEqual([]);
  expect(named.length).toBeGreaterThan(0);
});

test("every command that the README names is one, with the options it takes", async () => {
  const named = [
    ...read("README.md").matchAll(/(?<=[`\s])(?:watchkeeper|\$WATCHKEEPER) ([a-z]+)([^`\n|&#]*)/g),
  ];
  const wrong: string[] = [];
  for (const [line, name = "", rest = ""] of named) {
    const { code, stdout } = await runIn(testSandbox(), [name, "--help"], {});
    const unknown = [...rest.matchAll(/--[\w-]+/g)].filter(([option]) => !stdout.includes(`${option} `));
    if (code !== 0 || unknown.length > 0) wrong.push(line);
  }
  expect(wrong).toEqual([]);
  expect(new Set(named.map(([, name]) => name)).size).toBeGreaterThan(4);
});

test("the README's first specs are valid", async () => {
  const [text = ""] = blocks(read("README.md")).flatMap(({ language, code }) =>
    language === "yaml" && code.includes("kind: Installation") ? [code] : [],
  );
  const line = commandLine();
  line.write({ "installation.yaml": text });
  const { code, stdout } = await line.run("validate specs");
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("3 documents") });
});

test("the Deployment is started with options that there are, and asked where the controller answers", async () => {
  const text = read("deploy/kubernetes.yaml");
  const deployment: unknown = parseAllDocuments(text)[1]?.toJS();
  expect(deployment).toMatchObject({
    kind: "Deployment",
    spec: {
      replicas: 1,
      template: {
        spec: {
          containers: [
            {
              args: ["run", expect.any(String), "--listen", "0.0.0.0:8080"],
              livenessProbe: { httpGet: { path: "/healthz" } },
              readinessProbe: { httpGet: { path: "/readyz" } },
            },
            {},
          ],
        },
      },
    },
  });
});

test("the README shows a plan and a drift report as they print", async () => {
  const readme = read("README.md");
  const { plan, drift } = await printedReports();
  // These two may be older: what isn't ours is counted by kind, and the hash covers ids of the order things were made in.
  const foreign = /(?<=Not acme-monitoring's, and left alone\n)( {6}.*\n)+/;
  const digest = /(?<=Hash )[0-9a-f]+/;
  const printed = {
    plan: plan.replace(digest, digest.exec(readme)?.[0] ?? "$&"),
    drift: drift.replace(foreign, foreign.exec(readme)?.[0] ?? "$&"),
  };
  const shown = readme.replaceAll(
    /^(```text\n\$ watchkeeper (plan|drift)\n).*?^```$/gms,
    (_, head: string, command: "plan" | "drift") => `${head}${printed[command]}\`\`\``,
  );
  // `npx vitest run --project fast test/docs.test.ts -u` writes them anew.
  await expect(shown).toMatchFileSnapshot("../README.md");
});

/** Other files come and go without changing the README. */
const shownSpecs = [
  "alarms",
  "composite-alarms",
  "delivery-roles",
  "flow-logs",
  "installation",
  "log-bucket",
  "log-groups",
  "topics",
  "trail",
];

/** What `plan` and `drift` print of the sample account once people have been at git and at AWS. */
async function printedReports(): Promise<{ plan: string; drift: string }> {
  const account = await sampleRun(shownSpecs);
  const { sandbox, run, edit } = account;
  await run("apply specs --yes");
  await confirmSubscriptions(account, { topic: "oncall", endpoints: ["oncall@acme.example"] });
  await confirmSubscriptions(account, { topic: "security" });
  await confirmSubscriptions(account, { topic: "security", region: "ap-northeast-2" });

  const mira = sandbox.person("mira", { sourceIp: "203.0.113.44" });
  const bob = sandbox.person("bob", { sourceIp: "198.51.100.7" });
  sandbox.clock.step(47 * 60_000);
  const { MetricAlarms = [] } = (await sandbox.call("monitoring", "DescribeAlarms", {
    AlarmNames: ["api-latency-p99"],
  })) as { MetricAlarms?: object[] };
  await sandbox.call("monitoring", "PutMetricAlarm", { ...MetricAlarms[0], Threshold: 5 }, { as: mira });
  sandbox.clock.step(26 * 60_000);
  await sandbox.call("cloudtrail", "StopLogging", { Name: "audit" }, { as: bob });
  sandbox.clock.step(9 * 60_000);

  edit("alarms.yaml", "threshold: 10\n", "threshold: 25\n");
  edit("alarms.yaml", /# PromQL[^]*?---\n/, "");
  edit("flow-logs.yaml", "maxAggregationInterval: 60", "maxAggregationInterval: 600");
  edit("topics.yaml", /$/, newTopic);
  const plan = await run("plan");
  edit("topics.yaml", newTopic, "");
  await sandbox.call("monitoring", "DeleteAlarms", { AlarmNames: ["orders-export"] }, { as: mira });
  sandbox.clock.step(2 * 60_000);
  const drift = await run("drift");
  return { plan: plan.stdout, drift: drift.stdout };
}

const newTopic = `---
apiVersion: watchkeeper.dev/v1alpha1
kind: Topic
metadata:
  name: billing
spec:
  displayName: What it costs
`;
