/**
 * What must not reach a terminal, log or page as it is: control characters, line separators, invisible and
 * direction-changing ones (https://trojansource.codes), and halves of surrogate pairs.
 */
export const unprintable =
  // oxlint-disable-next-line eslint/no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/** Text of strangers, made safe to print: what can't be seen is written as `\u{1b}`. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** A stranger's text in quotes, printable and at most about 80 characters long. */
export function quoted(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 77).replace(/\p{Surrogate}$/u, "")}…` : text;
  return `"${printable(short).replaceAll('"', '\\"')}"`;
}
