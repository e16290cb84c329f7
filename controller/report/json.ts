import { unprintable } from "../printable.ts";

/** JSON that is safe on a terminal too: what `printable` would show otherwise is escaped, the meaning is the same. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  // Of what JSON leaves as it is, only line breaks between tokens are its own.
  return `${text.replace(unprintable, (character) => (character === "\n" ? character : escaped(character)))}\n`;
}

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");
}
