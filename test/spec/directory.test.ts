import { execFileSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readDirectory } from "../../controller/source/directory.ts";
import { largestFile } from "../../controller/source-file.ts";

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "watchkeeper-source-")));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text = `# ${path}\n`) {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}

const read = async (...paths: string[]) => {
  const source = await readDirectory(paths, root);
  return {
    ...source,
    paths: source.files.map(({ path }) => path),
    codes: source.problems.map((p) => `${p.place?.file} ${p.code}`),
  };
};

describe("reading spec files", () => {
  it("finds YAML and JSON at any depth, in order, and passes over the rest", async () => {
    for (const path of [
      "specs/b.yaml",
      "specs/a/z.yml",
      "specs/a.json",
      "specs/README.md",
      "specs/.hidden.yaml",
      "specs/.git/c.yaml",
    ])
      write(path);
    expect(await read("specs")).toMatchObject({
      paths: ["specs/a.json", "specs/a/z.yml", "specs/b.yaml"],
      problems: [],
    });
  });

  it("reads a file once however often it is named", async () => {
    write("specs/a.yaml");
    expect((await read("specs", "specs/a.yaml", "./specs/../specs")).paths).toEqual(["specs/a.yaml"]);
  });

  it("names files from the current folder without its dot", async () => {
    write("a.yaml");
    expect((await read(".")).paths).toEqual(["a.yaml"]);
  });

  it("says that a path doesn't exist and that a folder has no specs", async () => {
    mkdirSync(join(root, "empty"));
    expect((await read("nowhere")).codes).toEqual(["nowhere unreadable-source"]);
    expect((await read("empty")).problems).toMatchObject([{ severity: "warning", code: "empty-source" }]);
  });

  it("refuses links that lead out of the tree, in circles or nowhere", async () => {
    write("secret.yaml");
    write("specs/a.yaml");
    symlinkSync("../secret.yaml", join(root, "specs/out.yaml"));
    symlinkSync("..", join(root, "specs/parent"));
    symlinkSync("/etc", join(root, "specs/etc"));
    symlinkSync("loop.yaml", join(root, "specs/loop.yaml"));
    symlinkSync("gone.yaml", join(root, "specs/dangling.yaml"));
    expect(await read("specs")).toMatchObject({
      paths: ["specs/a.yaml"],
      codes: [
        "specs/dangling.yaml unreadable-source",
        "specs/etc link-leaves-tree",
        "specs/loop.yaml unreadable-source",
        "specs/out.yaml link-leaves-tree",
        "specs/parent link-leaves-tree",
      ],
    });
  });

  it("isn't fooled by a folder whose name begins like the tree's", async () => {
    write("specs-secret/a.yaml");
    write("specs/b.yaml");
    symlinkSync("../specs-secret/a.yaml", join(root, "specs/a.yaml"));
    expect((await read("specs")).codes).toEqual(["specs/a.yaml link-leaves-tree"]);
  });

  it("reads a link to another file of the tree only where that file stands", async () => {
    write("specs/real/a.yaml");
    symlinkSync("real/a.yaml", join(root, "specs/a.yaml"));
    symlinkSync("real", join(root, "specs/again"));
    expect(await read("specs")).toMatchObject({ paths: ["specs/real/a.yaml"], problems: [] });
  });

  it("reads a ConfigMap as the kubelet mounts it", async () => {
    write("specs/..2026_11_22/a.yaml", "a: 1\n");
    symlinkSync("..2026_11_22", join(root, "specs/..data"));
    symlinkSync("..data/a.yaml", join(root, "specs/a.yaml"));
    expect((await read("specs")).files).toEqual([{ path: "specs/a.yaml", text: "a: 1\n" }]);
  });

  it("takes the revision from git-sync's link and reads only behind it", async () => {
    const [old, young] = ["1".repeat(40), "2".repeat(40)];
    write(`.worktrees/${old}/specs/a.yaml`, "old\n");
    write(`.worktrees/${young}/specs/a.yaml`, "young\n");
    symlinkSync(`.worktrees/${old}`, join(root, "current"));
    expect(await read("current/specs")).toMatchObject({
      revision: old,
      files: [{ path: "current/specs/a.yaml", text: "old\n" }],
    });
    symlinkSync(`.worktrees/${young}`, join(root, "next"));
    renameSync(join(root, "next"), join(root, "current"));
    expect(await read("current/specs")).toMatchObject({ revision: young, files: [{ text: "young\n" }] });
  });

  it("takes the revision from git, and says when the specs differ from it", async () => {
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
        cwd: root,
        encoding: "utf8",
      });
    write("specs/a.yaml");
    write("other.txt");
    git("init", "--quiet");
    git("add", "specs/a.yaml");
    git("commit", "--quiet", "--message", "first");
    const commit = git("rev-parse", "HEAD").trim();
    expect((await read("specs")).revision).toBe(commit);
    write("specs/b.yaml");
    expect((await read("specs")).revision).toBe(`${commit}-dirty`);
  });

  it("has no revision outside of git", async () => {
    write("specs/a.yaml");
    expect((await read("specs")).revision).toBeUndefined();
  });

  it("refuses huge files, other encodings, pipes and names that would deceive", async () => {
    write("specs/huge.yaml");
    truncateSync(join(root, "specs/huge.yaml"), largestFile + 1);
    writeFileSync(join(root, "specs/latin.yaml"), Buffer.from([0x61, 0xe9]));
    execFileSync("mkfifo", [join(root, "specs/pipe.yaml")]);
    write("specs/a\u001b[31m.yaml");
    expect(await read("specs")).toMatchObject({
      paths: [],
      codes: [
        "specs/a\\u{1b}[31m.yaml hostile-characters",
        "specs/huge.yaml too-large",
        "specs/latin.yaml not-utf-8",
        "specs/pipe.yaml not-a-file",
      ],
    });
  });

  it.skipIf(process.getuid?.() === 0)(
    "reports a file and a folder that may not be read, and reads the others",
    async () => {
      write("specs/a.yaml");
      write("specs/b.yaml");
      write("specs/c/d.yaml");
      chmodSync(join(root, "specs/b.yaml"), 0);
      chmodSync(join(root, "specs/c"), 0);
      const source = await read("specs");
      chmodSync(join(root, "specs/c"), 0o755);
      expect(source).toMatchObject({
        paths: ["specs/a.yaml"],
        codes: ["specs/b.yaml unreadable-source", "specs/c unreadable-source"],
      });
    },
  );
});
