import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, expect, test } from "vitest";

/* Editors complete and check specs by yaml-language-server: the same one that VS Code and Neovim run. */

const specs = new URL("../../specs/", import.meta.url);
const modeline = "# yaml-language-server: $schema=../schemas/watchkeeper.json";
const server = startServer();

beforeAll(() => server.initialize());
afterAll(() => server.stop());

test("every example spec is fine with an editor", async () => {
  for (const file of readdirSync(specs)) {
    expect(readFileSync(new URL(file, specs), "utf8").split("\n")[0], file).toBe(modeline);
    expect(await server.diagnostics(file, readFileSync(new URL(file, specs), "utf8")), file).toEqual([]);
  }
});

test("a misspelt field is underlined where it stands", async () => {
  const found = await server.diagnostics("misspelt.yaml", document("MetricAlarm", "treshold: 5"));
  expect(found).toEqual([
    expect.objectContaining({
      message: expect.stringContaining("treshold"),
      range: expect.objectContaining({ start: { line: 6, character: 2 } }),
    }),
  ]);
});

test("the kinds are offered", async () => {
  const text = `${modeline}\napiVersion: watchkeeper.dev/v1alpha1\nkind: \n`;
  expect(await server.completions("kinds.yaml", text, { line: 2, character: 6 })).toEqual(
    expect.arrayContaining([
      "Account",
      "CompositeAlarm",
      "FlowLog",
      "Installation",
      "MetricAlarm",
      "Topic",
      "Trail",
    ]),
  );
});

test("the fields of a kind are offered, and those of another aren't", async () => {
  const offered = await server.completions("fields.yaml", document("Trail", "s3BucketName: a\n  "), {
    line: 7,
    character: 2,
  });
  expect(offered).toEqual(
    expect.arrayContaining(["insightSelectors", "advancedEventSelectors", "placement", "forEach", "tags"]),
  );
  expect(offered).not.toContain("threshold");
});

test("the values of a field are offered", async () => {
  const text = document("MetricAlarm", "comparisonOperator: ");
  expect(await server.completions("values.yaml", text, { line: 6, character: 22 })).toContain(
    "LessThanThreshold",
  );
});

function document(kind: string, spec: string): string {
  return `${modeline}\napiVersion: watchkeeper.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: sample\nspec:\n  ${spec}\n`;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri: string; readonly diagnostics: readonly unknown[] };
  readonly result?: unknown;
}

/** The least of the Language Server Protocol that an editor needs, over standard input and output. */
function startServer() {
  const program = createRequire(import.meta.url).resolve("yaml-language-server/bin/yaml-language-server");
  const child: ChildProcess = spawn(process.execPath, [program, "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const answers = new Map<number, (result: unknown) => void>();
  const diagnoses = new Map<string, (found: readonly unknown[]) => void>();
  let unread = Buffer.alloc(0);
  let lastId = 0;

  const send = (message: object) => {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const receive = (message: Message) => {
    if (message.method === "textDocument/publishDiagnostics" && message.params)
      diagnoses.get(message.params.uri)?.(message.params.diagnostics);
    else if (message.method === "workspace/configuration")
      send({ id: message.id, result: [{ validate: true, completion: true }, {}, {}, {}, {}] });
    else if (message.method !== undefined && message.id !== undefined) send({ id: message.id, result: null });
    else if (message.id !== undefined) answers.get(message.id)?.(message.result);
  };
  child.stdout?.on("data", (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk]);
    for (;;) {
      const end = unread.indexOf("\r\n\r\n");
      const length = Number(
        /Content-Length: (\d+)/.exec(unread.subarray(0, Math.max(0, end)).toString())?.[1],
      );
      if (end < 0 || unread.length < end + 4 + length) return;
      receive(JSON.parse(unread.subarray(end + 4, end + 4 + length).toString()) as Message);
      unread = unread.subarray(end + 4 + length);
    }
  });
  const ask = (method: string, params: object) =>
    new Promise<unknown>((resolve) => {
      lastId += 1;
      answers.set(lastId, resolve);
      send({ id: lastId, method, params });
    });
  const open = (file: string, text: string) => {
    const uri = new URL(file, specs).href;
    send({
      method: "textDocument/didOpen",
      params: { textDocument: { uri, languageId: "yaml", version: 1, text } },
    });
    return uri;
  };

  return {
    async initialize() {
      await ask("initialize", {
        processId: null,
        rootUri: specs.href,
        capabilities: { workspace: { configuration: true } },
      });
      send({ method: "initialized", params: {} });
    },
    diagnostics: (file: string, text: string) =>
      new Promise<readonly unknown[]>((resolve) => {
        diagnoses.set(new URL(file, specs).href, resolve);
        open(file, text);
      }),
    async completions(file: string, text: string, position: { line: number; character: number }) {
      const uri = open(file, text);
      const answer = (await ask("textDocument/completion", { textDocument: { uri }, position })) as {
        items?: { label: string }[];
      };
      return (answer.items ?? []).map(({ label }) => label);
    },
    stop: () => child.kill(),
  };
}
