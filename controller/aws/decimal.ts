/** `5`, `"5.0"` and `"05.00"` in the one form `5`: an amount's digits without those that say nothing. */
export function plainDecimal(amount: string | number): string {
  const text = typeof amount === "number" && /e/i.test(String(amount)) ? amount.toFixed(20) : String(amount);
  const [, whole = "", fraction = ""] = /^0*(\d*?)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  if (whole === "" && fraction === "" && !/^0*\.?0*$/.test(text)) return text;
  return `${whole === "" ? "0" : whole}${fraction === "" ? "" : `.${fraction}`}`;
}
