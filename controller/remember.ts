import { isDeepStrictEqual } from "node:util";

/**
 * A pure function that remembers its latest result for each `about`, and gives it again while the rest it is given is
 * equal. What it is given must not be changed afterwards, nor what it returned.
 */
export function rememberLatest<About extends object, Rest extends readonly unknown[], Result>(
  work: (about: About, ...rest: Rest) => Result,
): (about: About, ...rest: Rest) => Result {
  const latest = new WeakMap<About, { readonly rest: Rest; readonly result: Result }>();
  return (about, ...rest) => {
    const known = latest.get(about);
    if (known && isDeepStrictEqual(known.rest, rest)) return known.result;
    const result = work(about, ...rest);
    latest.set(about, { rest, result });
    return result;
  };
}
