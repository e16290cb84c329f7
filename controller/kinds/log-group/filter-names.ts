/** By what tells the filters of a group apart. */
export function byFilterName(a: { filterName: string }, b: { filterName: string }): number {
  return a.filterName < b.filterName ? -1 : a.filterName > b.filterName ? 1 : 0;
}
