import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

/** Small files that everything may stand on. */
const ground = [
  "clock",
  "document",
  "group-by",
  "kind",
  "printable",
  "problem",
  "redact",
  "remember",
  "source-file",
  "value",
];

/** The steps of a pass: data in, data out. `reconcile` strings them together, so that none needs to know another. */
const stages = ["apply", "guards", "history", "observe", "plan", "report", "source", "spec"];

/** What each part of the controller may call; a part is a folder, or a file beside them. */
const mayCall: Readonly<Record<string, readonly string[]>> = {
  main: ["cli"],
  cli: [
    "aws",
    "generated",
    "history",
    "load",
    "reconcile",
    "report",
    "run",
    "sandbox",
    "settings",
    ...ground,
  ],
  run: ["aws", "history", "load", "reconcile", "settings", ...ground],
  reconcile: ["aws", "load", "plan-and-guard", "settings", ...stages, ...ground],
  "plan-and-guard": ["load", "settings", ...stages, ...ground],
  load: ["source", "spec", ...ground],
  settings: ground,
  ...Object.fromEntries(stages.map((stage) => [stage, ["aws", "generated", ...ground]])),
  generated: ["kinds"],
  kinds: ["aws", "generated", ...ground],
  aws: ground,
  ...Object.fromEntries(ground.map((part) => [part, ground])),
  sandbox: ["clock"],
  healthcheck: [],
};

/** Types that are named across these borders, and why: nothing of the other side runs. */
const mayName: Readonly<Record<string, string>> = {
  "cli → apply": "progress is shown",
  "generated → document": "specs' types hold references",
  "generated → kind": "the registry's entries",
  "kind → aws": "every kind is handed an Aws",
  "observe → plan": "what observing returns is what planning takes",
  "report → apply": "outcomes are reported",
  "report → history": "authors are reported",
  "run → apply": "progress is logged",
  "settings → aws": "how accounts are reached",
  "settings → generated": "the Installation's spec",
  "settings → guards": "limits",
};

interface Import {
  /** Below `controller/`, without `.ts`. */
  readonly from: string;
  /** The same, or a package's name. */
  readonly to: string;
  readonly typesOnly: boolean;
}

const sources = readdirSync("controller", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .sort();
const imports = sources.flatMap(importsOf);
const internal = imports.filter(({ to }) => sources.includes(`${to}.ts`));

function importsOf(file: string): Import[] {
  const text = readFileSync(join("controller", file), "utf8");
  const from = file.replace(/\.ts$/, "");
  const found = [
    ...text.matchAll(/^(?:import|export)\s+(?:(?<what>[^"';]+?)\s+from\s+)?"(?<path>[^"]+)"/gm),
    ...text.matchAll(/\bimport\("(?<path>[^"]+)"\)/g),
  ];
  return found.map(({ groups }) => {
    const { what = "", path = "" } = groups ?? {};
    const names = /^\{(.*)\}$/s
      .exec(what)?.[1]
      ?.split(",")
      .map((name) => name.trim())
      .filter(Boolean);
    const typesOnly = what.startsWith("type ") || (names?.every((name) => name.startsWith("type ")) ?? false);
    const to = path.startsWith(".") ? normalize(join(dirname(from), path)).replace(/\.ts$/, "") : path;
    return { from, to, typesOnly };
  });
}

function partOf(path: string): string {
  return path.split("/")[0] ?? path;
}

/** `topic` of `kinds/topic.ts` and of `kinds/topic/read.ts`. */
function kindOf(path: string): string | undefined {
  return partOf(path) === "kinds" ? path.split("/")[1] : undefined;
}

function arrow({ from, to }: Import): string {
  return `${from} → ${to}`;
}

test("imports point one way: main → cli → reconcile → stages → kind", () => {
  const against = internal.filter(({ from, to, typesOnly }) => {
    const [here, there] = [partOf(from), partOf(to)];
    if (here === there || mayCall[here]?.includes(there)) return false;
    return !(typesOnly && mayName[`${here} → ${there}`] !== undefined);
  });
  expect(against.map(arrow)).toEqual([]);
});

test("no exception is stale", () => {
  const borders = new Set(internal.map(({ from, to }) => `${partOf(from)} → ${partOf(to)}`));
  expect(Object.keys(mayName).filter((border) => !borders.has(border))).toEqual([]);
  const parts = new Set(sources.map((file) => partOf(file.replace(/\.ts$/, ""))));
  expect(Object.keys(mayCall).filter((part) => !parts.has(part))).toEqual([]);
});

test("no kind knows another", () => {
  const across = internal.filter(({ from, to }) => {
    const [one, other] = [kindOf(from), kindOf(to)];
    return one !== undefined && other !== undefined && one !== other;
  });
  expect(across.map(arrow)).toEqual([]);
});

test("no kind knows of the others by what is generated", () => {
  const generated = internal.filter(({ to }) => partOf(to) === "generated");
  const calls = generated.filter(({ from, typesOnly }) => kindOf(from) !== undefined && !typesOnly);
  expect(calls.map(arrow)).toEqual([]);
});

test("the AWS SDK is called in aws/, kinds/, history and the sandbox only", () => {
  const sdk = imports.filter(({ to, typesOnly }) => /^@(aws-sdk|smithy)\//.test(to) && !typesOnly);
  const parts = new Set(sdk.map(({ from }) => partOf(from)));
  expect([...parts].sort()).toEqual(["aws", "history", "kinds", "sandbox"]);
});

test("exceptions of the SDK are recognised in aws/errors.ts only", () => {
  const recognisers = sources
    .filter((file) => file !== "aws/errors.ts" && partOf(file) !== "sandbox")
    .filter((file) => {
      const text = readFileSync(join("controller", file), "utf8");
      const fromSdk = [...text.matchAll(/^import\s+([^"';]+?)\s+from\s+"@(?:aws-sdk|smithy)\//gm)];
      const names = fromSdk.map(([, what]) => what).join(" ");
      return /(Exception|Fault)\b/.test(names) || /instanceof \w*(Exception|Fault)\b/.test(text);
    });
  expect(recognisers).toEqual([]);
});

test("only the command line and the sandbox itself load the sandbox", () => {
  const loaders = internal.filter(({ to }) => partOf(to) === "sandbox").map(({ from }) => partOf(from));
  expect([...new Set(loaders)].sort()).toEqual(["cli", "sandbox"]);
});
