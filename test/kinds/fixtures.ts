import { readdirSync } from "node:fs";
import { specSchemas } from "../../controller/generated/schemas.ts";
import type { KindFixture } from "./fixture.ts";

/** Every kind's fixture, by kind: `test/kinds/metric-alarm.ts` is MetricAlarm's. */
export const fixtures: ReadonlyMap<string, KindFixture> = await loadFixtures();

async function loadFixtures(): Promise<Map<string, KindFixture>> {
  const here = new URL(".", import.meta.url);
  const files = new Set(readdirSync(here));
  const loaded = Object.keys(specSchemas).map(async (kind) => {
    const file = `${kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase()}.ts`;
    if (!files.has(file)) return [];
    const { fixture } = (await import(new URL(file, here).href)) as { fixture: KindFixture };
    return [[kind, fixture] as const];
  });
  return new Map((await Promise.all(loaded)).flat());
}
