import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, vi } from "vitest";
import type { Outcome } from "../../controller/apply/outcome.ts";
import { connect } from "../../controller/aws/connection.ts";
import { isRead } from "../../controller/aws/rates.ts";
import { systemClock } from "../../controller/clock.ts";
import { kinds } from "../../controller/generated/registry.ts";
import type { Plan, Scope } from "../../controller/kind.ts";
import { loadSpecs } from "../../controller/load.ts";
import { observe } from "../../controller/observe.ts";
import type { Inventory } from "../../controller/plan/plan.ts";
import { makeGuardedPlan, reconcile } from "../../controller/reconcile.ts";
import { type Flags, settle } from "../../controller/settings.ts";
import { sketch } from "../rig.ts";
import { type Boto3, boto3 } from "./boto3.ts";
import { type Moto, startMoto } from "./moto.ts";
import { account } from "./moto-differences.ts";

/**
 * Kinds that moto can't even list, each proven in `moto-kinds.test.ts`: nobody would plan with them there, since an
 * answer of 500 may hide what is ours.
 */
export const unlistable: readonly string[] = [
  "AlarmMuteRule",
  "AnomalyDetector",
  "CostAnomalyMonitor",
  "EventDataStore",
  "MetricStream",
  "SavedQuery",
  "ScheduledQuery",
];

const listable = new Map([...kinds].filter(([name]) => !unlistable.includes(name)));

const scope: Scope = { account, region: "us-east-1", partition: "aws" };

/** A moto, somebody who works in its account, and a copy of some specs. */
export interface MotoRig {
  readonly moto: Moto;
  readonly somebody: Boto3;
  plan(flags?: Flags): Promise<Plan>;
  apply(flags?: Flags): Promise<{ plan: Plan; outcomes: Outcome[] }>;
  /** Plans and applies again: nothing may be left to do, and nothing may be written. */
  expectRest(flags?: Flags): Promise<void>;
  /** What a kind's listing gives where git wants nothing of it. */
  list(kind: string): Promise<Inventory["listing"]>;
  /** Has a kind create something, though nothing of it could be planned. */
  put(kind: string, name: string, spec: object): Promise<void>;
  edit(file: string, from: string, to: string): Promise<void>;
  add(file: string, kind: string, metadata: object, spec: object): Promise<void>;
  drop(...files: string[]): Promise<void>;
}

/**
 * Starts a moto for the tests of a file, and empties it before each.
 *
 * @param specs a folder in `moto-specs`
 * @param furnish what each test finds in the account
 */
export function motoRig(specs: string, furnish: (somebody: Boto3) => Promise<void>): MotoRig {
  let home = "";
  let copy = "";
  let moto: Moto | undefined;
  let somebody: Boto3 | undefined;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "watchkeeper-moto-"));
    moto = await startMoto(home);
    // As people do it, for us and for boto3; and no profile of the machine gets in.
    vi.stubEnv("HOME", home);
    vi.stubEnv("AWS_ENDPOINT_URL", moto.url);
    vi.stubEnv("AWS_ACCESS_KEY_ID", "anything");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "anything");
    vi.stubEnv("AWS_DEFAULT_REGION", "us-east-1");
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    vi.stubEnv("AWS_PROFILE", undefined);
    somebody = await boto3(process.env);
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    await somebody?.close();
    await moto?.close();
    await rm(home, { recursive: true });
  });

  beforeEach(async () => {
    await rig.moto.reset();
    await furnish(rig.somebody);
    copy = await mkdtemp(join(home, "specs-"));
    await cp(join(import.meta.dirname, "moto-specs", specs), copy, { recursive: true });
  });

  const rig: MotoRig = {
    get moto() {
      return started(moto);
    },
    get somebody() {
      return started(somebody);
    },
    plan: async (flags) => {
      const { loaded, settings, world } = await ready(copy, flags);
      return (await makeGuardedPlan(loaded, settings, world)).plan;
    },
    apply: async (flags) => {
      const { loaded, settings, world } = await ready(copy, flags);
      return reconcile(loaded, settings, world, () => {});
    },
    expectRest: async (flags) => {
      await rig.moto.forgetCalls();
      const { plan: second, outcomes } = await rig.apply(flags);
      expect(sketch(second.changes)).toEqual([]);
      expect(second.complete).toBe(true);
      expect(outcomes).toEqual([]);
      const calls = await rig.moto.calls();
      expect(calls).toContain("DescribeAlarms");
      expect(calls.filter((call) => !isRead(call))).toEqual([]);
    },
    list: async (name) => {
      const kind = kindNamed(name);
      const reach = { kinds: new Map([[name, kind]]), scopes: [scope], wanted: [], at: visit() };
      const [inventory] = await observe(reach);
      if (!inventory) throw new Error(`${name} was not listed`);
      return inventory.listing;
    },
    put: async (kindName, name, spec) => {
      const kind = kindNamed(kindName);
      const setting = { scope, name, each: undefined };
      const id = kind.id(spec, setting);
      const target: object = kind.desired(spec, setting);
      await kind.put(visit()(scope), {
        id,
        arn: kind.arn?.(id, scope),
        before: undefined,
        target,
        tags: {},
        changed: new Set(Object.keys(target)),
        token: name,
      });
    },
    edit: async (file, from, to) => {
      const path = join(copy, file);
      const text = await readFile(path, "utf8");
      expect(text).toContain(from);
      await writeFile(path, text.replace(from, to));
    },
    add: async (file, kind, metadata, spec) => {
      const document = { apiVersion: "watchkeeper.dev/v1alpha1", kind, metadata, spec };
      await writeFile(join(copy, file), JSON.stringify(document));
    },
    drop: async (...files) => {
      for (const file of files) await rm(join(copy, file));
    },
  };
  return rig;
}

/** One pass of a controller that has just been started, so that it knows nothing from before. */
async function ready(specs: string, flags: Flags = {}) {
  const loaded = await loadSpecs([specs], kinds);
  expect(loaded.problems).toEqual([]);
  const settings = settle(flags, loaded.installation, loaded.accounts);
  const connection = connect({ clock: systemClock, random: Math.random });
  const world = {
    kinds: listable,
    connection,
    clock: systemClock,
    signal: new AbortController().signal,
  };
  return { loaded, settings, world };
}

function visit() {
  const connection = connect({ clock: systemClock, random: Math.random });
  return connection.visit({ owner: "acme-monitoring", accounts: new Map() });
}

function kindNamed(name: string) {
  const kind = kinds.get(name);
  if (!kind) throw new Error(`there is no kind ${name}`);
  return kind;
}

function started<Running>(running: Running | undefined): Running {
  if (!running) throw new Error("it was not started");
  return running;
}

/** `done create MetricAlarm/api-5xx`, sorted. */
export function results(outcomes: readonly Outcome[]): string[] {
  return outcomes
    .map(({ status, change }) => `${status} ${change.action} ${change.kind}/${change.name}`)
    .sort();
}
