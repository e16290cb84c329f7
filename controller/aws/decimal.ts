/** `5`, `"5.0"` and `"05.00"` in the one form `5`: an amount without digits that say nothing. Other text as it is. */
export function plainDecimal(amount: string | number): string {
  const isSmall = typeof amount === "number" && String(amount).includes("e-");
  const text = isSmall ? amount.toFixed(20) : String(amount);
  const [, whole = "", fraction = ""] = /^(?=\.?\d)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole === "" && fraction === "") return text;
  const significant = fraction.replace(/0+$/, "");
  return `${whole.replace(/^0+(?=\d)/, "") || "0"}${significant && `.${significant}`}`;
}
