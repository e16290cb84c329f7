import { distance } from "fastest-levenshtein";

/** The candidate that was most likely meant: a slip of a letter in three, another case, or one cut short. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  // Comparing takes quadratic time, and nobody slips on so long a name.
  if (name.length > 200) return undefined;
  const wanted = name.toLowerCase();
  let best: { candidate: string; away: number } | undefined;
  for (const candidate of candidates) {
    const away = distance(wanted, candidate.toLowerCase());
    const nearer = !best || away < best.away || (away === best.away && candidate < best.candidate);
    if (away <= Math.max(1, Math.floor(candidate.length / 3)) && nearer) best = { candidate, away };
  }
  return best?.candidate ?? beginningWith(wanted, candidates);
}

function beginningWith(wanted: string, candidates: Iterable<string>): string | undefined {
  if (wanted.length < 4) return undefined;
  return [...candidates]
    .filter((candidate) => candidate.toLowerCase().startsWith(wanted))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
}

/** `; did you mean "threshold"?`, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? "" : `; did you mean "${nearest}"?`;
}
