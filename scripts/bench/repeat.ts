/** The middle one of these; of an even number the upper of the two in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The milliseconds that some work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Two works timed beside each other. */
export interface Duel {
  readonly measured: number;
  readonly floor: number;
}

/**
 * The medians of so many rounds in which both take turns, so that whatever else keeps the machine busy hits both. The
 * first round of each only warms up. When the ratio exceeds the bound it may have been the machine: the best of three.
 */
export async function duel(
  rounds: number,
  bound: number,
  measured: () => unknown,
  floor: () => unknown,
): Promise<Duel> {
  await measured();
  await floor();
  let best: Duel | undefined;
  for (let attempt = 0; attempt < 3; attempt++) {
    const times = { measured: [] as number[], floor: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      times.measured.push(await timed(measured));
      times.floor.push(await timed(floor));
    }
    const now = { measured: median(times.measured), floor: median(times.floor) };
    if (!best || now.measured / now.floor < best.measured / best.floor) best = now;
    if (best.measured / best.floor <= bound) break;
  }
  return best ?? { measured: Number.NaN, floor: Number.NaN };
}
