import picocolors from "picocolors";

/** How text is laid out and painted. */
export interface Style {
  readonly color: boolean;
  /** Characters a line may have. */
  readonly columns: number;
}

/** Where what belongs to a heading is indented to. */
export const margin = "      ";
/** Objects' names are padded to the longest, up to here. */
export const longestName = 48;

export type Paint = ReturnType<typeof picocolors.createColors>;

/** What the lines of one report have in common. */
export interface Look {
  readonly style: Style;
  readonly paint: Paint;
  /** The accounts and regions it is about; only where there are several do lines name theirs. */
  readonly scopes: readonly string[];
}

/** The colours, or functions that leave text as it is. */
export function paintOf({ color }: Style): Paint {
  return picocolors.createColors(color);
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const combining = /\p{Mark}/u;

/** How many columns of a terminal unpainted text takes. */
export function widthOf(text: string): number {
  // oxlint-disable-next-line eslint/no-control-regex
  if (/^[\u0000-\u00ff]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : combining.test(character) ? 0 : 1;
  return width;
}

/** The width of the widest text, up to a limit. */
export function widest(texts: readonly string[], limit: number): number {
  return Math.min(
    limit,
    texts.reduce((width, text) => Math.max(width, widthOf(text)), 0),
  );
}

export function padTo(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Text that fits: of what is too long, the beginning and the end, where names differ most. */
export function abbreviate(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const characters = Array.from(text);
  const head = cut(characters, Math.ceil(((width - 1) * 2) / 3));
  const tail = cut(characters.toReversed(), width - 1 - widthOf(head));
  return `${head}…${Array.from(tail).reverse().join("")}`;
}

/** Text in lines of at most `width` columns, broken at spaces where there are any. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((long) => pieces(long, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const characters = Array.from(word);
  const parts: string[] = [];
  while (characters.length > 0) {
    const part = cut(characters, width) || (characters[0] ?? "");
    characters.splice(0, Array.from(part).length);
    parts.push(part);
  }
  return parts;
}

/** The longest beginning that fits. */
function cut(characters: readonly string[], width: number): string {
  let text = "";
  let used = 0;
  for (const character of characters) {
    used += widthOf(character);
    if (used > width) break;
    text += character;
  }
  return text;
}
