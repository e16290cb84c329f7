/** By what tells the filters of a group apart. */
export function byFilterName(a: { filterName: string }, b: { filterName: string }): number {
  return a.filterName < b.filterName ? -1 : a.filterName > b.filterName ? 1 : 0;
}

/** A list whose order means nothing, in the one order that compares. */
export function sortedSet(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}
