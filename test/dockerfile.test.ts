import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { alarm, installation } from "./run/rig.ts";
import { start } from "./run/started.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));

interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** The instructions of each stage, continued lines joined. */
const stages: Instruction[][] = [];
for (const line of (await readFile(join(root, "Dockerfile"), "utf8"))
  .replaceAll(/^#.*\n/gm, "")
  .replaceAll(/\\\n\s*/g, "")
  .split("\n")
  .filter((each) => each.trim() !== "")) {
  const [, name = "", text = ""] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
  if (name === "FROM") stages.push([]);
  stages.at(-1)?.push({ name, text });
}
const [build = [], final = []] = stages;

function of(stage: readonly Instruction[], name: string): string[] {
  return stage.filter((instruction) => instruction.name === name).map(({ text }) => text);
}

/** What a stage copies from outside of the image, and where to. */
const copied = of(build, "COPY").flatMap((text) => {
  const words = text.split(/\s+/);
  const target = words.pop() ?? "";
  return words.map((source) => ({
    source,
    target: target.endsWith("/") ? join(target, basename(source)) : target,
  }));
});

describe("the Dockerfile", () => {
  test("has a stage that builds and one that runs, on the same slim image", () => {
    expect(stages.map(([from]) => from?.text)).toEqual(["node:26-slim AS build", "node:26-slim"]);
  });

  test("copies what exists and what .dockerignore lets through", async () => {
    const ignored = (await readFile(join(root, ".dockerignore"), "utf8")).split("\n");
    expect(ignored).toContain("*");
    expect(copied.filter(({ source }) => !existsSync(join(root, source)))).toEqual([]);
    for (const { source } of copied) expect(ignored).toContain(`!${source.split("/")[0]}`);
    expect(of(final, "COPY").every((text) => text.startsWith("--from=build"))).toBe(true);
  });

  test("runs as nobody special, and without a shell", () => {
    const [user = "0"] = of(final, "USER");
    expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const health = of(final, "HEALTHCHECK")[0]?.replace(/^.*?CMD /, "") ?? "";
    const commands = [...of(final, "ENTRYPOINT"), ...of(final, "CMD"), health].map((text) =>
      JSON.parse(text),
    );
    expect(commands).toEqual([
      ["node", "/app/watchkeeper.js"],
      ["run", "/specs", "--listen", "0.0.0.0:8080"],
      ["node", "/app/healthcheck.js"],
    ]);
    expect(of(final, "RUN")).toEqual([]);
    expect(of(final, "VOLUME")).toEqual(['["/specs"]']);
    expect(of(final, "EXPOSE")).toEqual(["8080"]);
  });

  test("says in its labels which version it is", async () => {
    const { version, license } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    expect(of(final, "ARG")).toContain(`VERSION=${version}`);
    expect(of(final, "LABEL")[0]).toContain(`org.opencontainers.image.licenses="${license}"`);
  });
});

describe("what the image holds", () => {
  let place = "";
  let app = "";

  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), "watchkeeper-image-"));
    // The build stage, with nothing but what it copies.
    const stage = join(place, "build");
    for (const { source, target } of copied) {
      await mkdir(dirname(join(stage, target)), { recursive: true });
      await cp(join(root, source), join(stage, target), { recursive: true });
    }
    await symlink(join(root, "node_modules"), join(stage, "node_modules"));
    await run(process.execPath, ["scripts/build.mjs"], { cwd: stage });
    // The final stage: dist alone, that nobody may write to.
    app = join(place, "app");
    await cp(join(stage, "dist"), app, { recursive: true });
    const specs = join(place, "specs");
    await mkdir(specs);
    await writeFile(join(specs, "installation.yaml"), installation);
    await writeFile(join(specs, "alarm.yaml"), alarm("a"));
    for (const folder of [app, join(app, "chunks"), specs]) {
      for (const entry of await readdir(folder, { withFileTypes: true }))
        if (entry.isFile()) await chmod(join(folder, entry.name), 0o444);
      await chmod(folder, 0o555);
    }
    await chmod(place, 0o755);
  }, 120_000);

  afterAll(async () => {
    await rm(place, { recursive: true, force: true });
  });

  /** The image's user, where this process may become another one. */
  const nobody = process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {};

  test("runs by itself, as another user, from a folder that nobody can write to", async () => {
    const flags = "--listen 127.0.0.1:0 --sandbox --sandbox-port 0".split(" ");
    const controller = start([join(app, "watchkeeper.js"), "run", join(place, "specs"), ...flags], {
      cwd: "/",
      env: { HOME: "/nonexistent" },
      ...nobody,
    });
    const { health } = await controller.urls();
    await controller.line(({ event, counts }) => event === "pass" && counts?.["created"] === 1);
    expect((await fetch(`${health}/readyz`)).status).toBe(200);

    const check = (url: string) => start([join(app, "healthcheck.js"), url], { cwd: "/", ...nobody }).ended;
    expect(await check(`${health}/healthz`)).toBe(0);
    expect(await check(`${health}/elsewhere`)).toBe(1);

    controller.kill("SIGTERM");
    expect(await controller.ended).toBe(0);
    expect(controller.stderr()).toMatch(/^sandbox: look in [^\n]*\n$/);
    expect(await check(`${health}/healthz`)).toBe(1);
  }, 90_000);

  test("tells its version and prints the schema from any folder", async () => {
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    const bundle = join(app, "watchkeeper.js");
    expect((await run(process.execPath, [bundle, "--version"], { cwd: "/" })).stdout).toBe(`${version}\n`);
    const { stdout } = await run(process.execPath, [bundle, "schema"], { cwd: "/", maxBuffer: 2 ** 24 });
    expect(JSON.parse(stdout)).toHaveProperty("$schema");
  }, 30_000);
});
