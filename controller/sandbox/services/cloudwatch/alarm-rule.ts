import { refuseUnless } from "./stored-alarm.ts";

const maxElements = 500;
const maxChildren = 100;
const maxLength = 10_240;

interface Token {
  /** A keyword, a punctuation mark, `state` for a function, `text` for a name or a number. */
  readonly kind: string;
  readonly text: string;
}

const states = new Set(["ALARM", "OK", "INSUFFICIENT_DATA"]);
const words = new Set(["AND", "OR", "NOT", "TRUE", "FALSE", "AT_LEAST"]);

/**
 * The names or ARNs that a composite alarm's rule refers to, each once, in the order of their first mention.
 * Refuses a rule that CloudWatch couldn't read; the limits are those of PutCompositeAlarm's documentation.
 */
export function alarmsInRule(rule: string): string[] {
  refuseUnless(rule.trim().length > 0, "AlarmRule is required");
  refuseUnless(rule.length <= maxLength, `AlarmRule must be at most ${maxLength} characters long`);
  const tokens = tokensOf(rule);
  const elements = tokens.filter(({ kind }) => ["(", ")", "TRUE", "FALSE", "text"].includes(kind));
  // Three elements a child: its name and the parentheses around it, which don't count among the 500.
  refuseUnless(elements.length <= 3 * maxElements, `AlarmRule can't have more than ${maxElements} elements`);
  const names = new Set<string>();
  const reader = { tokens, position: 0, names };
  readAlternatives(reader);
  refuseUnless(reader.position === tokens.length, "AlarmRule must contain a valid expression");
  refuseUnless(names.size <= maxChildren, `AlarmRule can't refer to more than ${maxChildren} alarms`);
  return [...names];
}

interface Reader {
  readonly tokens: readonly Token[];
  position: number;
  readonly names: Set<string>;
}

function readAlternatives(reader: Reader): void {
  readTerm(reader);
  while (takes(reader, "AND") || takes(reader, "OR")) readTerm(reader);
}

function readTerm(reader: Reader): void {
  while (takes(reader, "NOT"));
  if (takes(reader, "TRUE") || takes(reader, "FALSE")) return;
  if (takes(reader, "(")) {
    readAlternatives(reader);
    expect(reader, ")");
  } else if (takes(reader, "AT_LEAST")) readAtLeast(reader);
  else {
    expect(reader, "state");
    expect(reader, "(");
    readName(reader);
    expect(reader, ")");
  }
}

// AT_LEAST(M, STATE_CONDITION, (alarm1, alarm2, …)), from the CloudWatch user guide's page on combining alarms.
function readAtLeast(reader: Reader): void {
  expect(reader, "(");
  const count = reader.tokens[reader.position++];
  refuseUnless(
    count?.kind === "text" && /^\d+%?$/.test(count.text),
    "AT_LEAST needs a number or a percentage",
  );
  expect(reader, ",");
  takes(reader, "NOT");
  expect(reader, "state");
  expect(reader, ",");
  expect(reader, "(");
  do readName(reader);
  while (takes(reader, ","));
  expect(reader, ")");
  expect(reader, ")");
}

function readName(reader: Reader): void {
  const token = reader.tokens[reader.position++];
  refuseUnless(token?.kind === "text" && token.text !== "", "AlarmRule must contain a valid expression");
  reader.names.add(token.text);
}

function takes(reader: Reader, kind: string): boolean {
  if (reader.tokens[reader.position]?.kind !== kind) return false;
  reader.position++;
  return true;
}

function expect(reader: Reader, kind: string): void {
  refuseUnless(takes(reader, kind), "AlarmRule must contain a valid expression");
}

function tokensOf(rule: string): Token[] {
  const tokens: Token[] = [];
  // A quoted name may hold anything, with quotes escaped; a bare one ends at a parenthesis, comma or space.
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|([(),])|([^\s(),"]+))/gy;
  let end = 0;
  for (const match of rule.matchAll(pattern)) {
    end = match.index + match[0].length;
    const [, quoted, mark, word = ""] = match;
    if (quoted !== undefined) tokens.push({ kind: "text", text: quoted.replaceAll(/\\(.)/g, "$1") });
    else if (mark !== undefined) tokens.push({ kind: mark, text: mark });
    else tokens.push(wordToken(word, tokens));
  }
  refuseUnless(rule.slice(end).trim() === "", "AlarmRule must contain a valid expression");
  return tokens;
}

/** A bare word: a keyword, unless it stands where only a name can, as in `ALARM(OK)`. */
function wordToken(word: string, before: readonly Token[]): Token {
  const upper = word.toUpperCase();
  const isName = before.at(-1)?.kind === "(" && before.at(-2)?.kind === "state";
  if (isName) return { kind: "text", text: word };
  if (states.has(upper)) return { kind: "state", text: word };
  if (words.has(upper)) return { kind: upper, text: word };
  return { kind: "text", text: word };
}
