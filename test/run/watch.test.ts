import { mkdir, mkdtemp, rename, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock, virtualClock } from "../../controller/clock.ts";
import { debounce } from "../../controller/run/debounce.ts";
import { type Watching, watchPaths } from "../../controller/run/watch.ts";

const patienceMs = 2_000;

let folder = "";
let watching: Watching | undefined;
let changes = 0;
let heard: (() => void) | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "watchkeeper-watch-"));
  changes = 0;
});

afterEach(async () => {
  await watching?.close();
  watching = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function watch(...paths: string[]): Promise<void> {
  watching = await watchPaths({
    paths,
    clock: systemClock,
    onChange: () => {
      changes += 1;
      heard?.();
    },
    onError: (error) => {
      throw error;
    },
  });
}

/** Does it, and returns the milliseconds until it was noticed. */
async function noticed(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  const news = new Promise<void>((resolve) => {
    heard = resolve;
  });
  await act();
  const limit = new AbortController();
  await Promise.race([news, systemClock.sleep(patienceMs * 3, limit.signal).catch(() => {})]);
  limit.abort();
  return performance.now() - startedAt;
}

describe("watching specs", () => {
  test("a file that is edited, made, renamed or deleted is noticed within two seconds", async () => {
    const file = join(folder, "alarms.yaml");
    await writeFile(file, "a: 1");
    await watch(folder);
    expect(await noticed(() => writeFile(file, "a: 2"))).toBeLessThan(patienceMs);
    expect(await noticed(() => writeFile(join(folder, "more.yaml"), "b: 1"))).toBeLessThan(patienceMs);
    expect(await noticed(() => rename(file, join(folder, "other.yaml")))).toBeLessThan(patienceMs);
    expect(await noticed(() => unlink(join(folder, "more.yaml")))).toBeLessThan(patienceMs);
    expect(changes).toBeGreaterThanOrEqual(4);
  });

  test("a file in a folder that is made later is noticed", async () => {
    await watch(folder);
    const deep = join(folder, "prod", "eu");
    expect(await noticed(() => mkdir(deep, { recursive: true }))).toBeLessThan(patienceMs);
    expect(await noticed(() => writeFile(join(deep, "a.yaml"), "a: 1"))).toBeLessThan(patienceMs);
  });

  test("git-sync's swap of the watched link counts, and its new target is watched from then on", async () => {
    for (const name of ["one", "two"]) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, "a.yaml"), `from: ${name}`);
    }
    const link = join(folder, "current");
    await symlink("one", link);
    await watch(link);
    const swap = async () => {
      await symlink("two", `${link}.new`);
      await rename(`${link}.new`, link);
    };
    expect(await noticed(swap)).toBeLessThan(patienceMs);
    expect(await noticed(() => writeFile(join(folder, "two", "a.yaml"), "from: an edit"))).toBeLessThan(
      patienceMs,
    );
  });

  test("a swap of a link above the watched folder counts too", async () => {
    for (const name of ["one", "two"]) await mkdir(join(folder, name, "specs"), { recursive: true });
    const link = join(folder, "current");
    await symlink("one", link);
    await watch(join(link, "specs"));
    const swap = async () => {
      await symlink("two", `${link}.new`);
      await rename(`${link}.new`, link);
    };
    expect(await noticed(swap)).toBeLessThan(patienceMs);
  });

  test("the kubelet's swap of a ConfigMap's ..data counts", async () => {
    for (const [name, text] of [
      ["..2026_01", "a: 1"],
      ["..2026_02", "a: 2"],
    ] as const) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, "a.yaml"), text);
    }
    await symlink("..2026_01", join(folder, "..data"));
    await symlink("..data/a.yaml", join(folder, "a.yaml"));
    await watch(folder);
    const swap = async () => {
      await symlink("..2026_02", join(folder, "..data_tmp"));
      await rename(join(folder, "..data_tmp"), join(folder, "..data"));
      await rm(join(folder, "..2026_01"), { recursive: true });
    };
    expect(await noticed(swap)).toBeLessThan(patienceMs);
  });

  test("what a link leads to outside of the folder is not walked", async () => {
    const outside = join(folder, "outside");
    const inside = join(folder, "inside");
    for (const each of [outside, inside]) await mkdir(join(each, "deeper"), { recursive: true });
    await symlink(outside, join(inside, "deeper", "link"));
    await watch(inside);
    await writeFile(join(outside, "deeper", "a.yaml"), "a: 1");
    await systemClock.sleep(800);
    expect(changes).toBe(0);
    expect(await noticed(() => writeFile(join(inside, "deeper", "a.yaml"), "a: 1"))).toBeLessThan(patienceMs);
  });

  test("a path that doesn't exist yet is noticed when it comes", async () => {
    const late = join(folder, "late");
    await watch(late);
    const come = async () => {
      await mkdir(late);
      await writeFile(join(late, "a.yaml"), "a: 1");
    };
    expect(await noticed(come)).toBeLessThan(patienceMs);
  });
});

describe("debouncing", () => {
  test("many calls make one, once it is quiet, and a writer who never rests is noticed after a second", async () => {
    const clock = virtualClock(new Date(0));
    const acts: number[] = [];
    const stop = new AbortController();
    const call = debounce(() => acts.push(clock.monotonic()), {
      clock,
      quietMs: 200,
      longestMs: 1_000,
      signal: stop.signal,
    });
    for (let times = 0; times < 3; times++) {
      call();
      await clock.sleep(100);
    }
    await clock.sleep(1_000);
    expect(acts).toEqual([400]);
    for (let times = 0; times < 15; times++) {
      call();
      await clock.sleep(100);
    }
    expect(acts.slice(1)).toEqual([2_300]);
    stop.abort();
  });
});
