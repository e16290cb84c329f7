/**
 * The first number of a JSON text that JavaScript can't hold, and that would become another one: a whole number past
 * 2^53 or one past 1.8e308.
 */
export function lostNumber(json: string): string | undefined {
  const outside = json.replaceAll(/"(?:\\.|[^"\\])*"/g, '""');
  return outside.match(/-?\d[\d.eE+-]*/g)?.find((text) => {
    const value = Number(text);
    return !Number.isFinite(value) || (/^-?\d+$/.test(text) && !Number.isSafeInteger(value));
  });
}
