/** What an alarm rule says: the alarms it names, or where and why it can't be read. */
export type Rule =
  /** Names or ARNs, each once, in the order of their first mention. */
  | { readonly alarms: readonly string[] }
  /** `position` counts characters from 1. */
  | { readonly flaw: string; readonly position: number };

interface Token {
  /** A keyword or mark by itself, `state` for ALARM and its like, `name` for a name or a number, `end`. */
  readonly kind: string;
  readonly text: string;
  /** Counts characters from 0. */
  readonly at: number;
}

const states = new Set(["ALARM", "OK", "INSUFFICIENT_DATA"]);
const words = new Set(["AND", "OR", "NOT", "TRUE", "FALSE", "AT_LEAST"]);
const expectedTerm = "expected ALARM(…), OK(…), INSUFFICIENT_DATA(…), AT_LEAST(…), TRUE, FALSE, NOT or (";

// PutCompositeAlarm's documentation: 100 children, 500 elements.
const maxAlarms = 100;
const maxElements = 500;

class Flaw extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Reads the rule of a composite alarm. Any text is fine; what isn't a rule gives a flaw. */
export function readRule(text: string): Rule {
  try {
    const reader = { tokens: tokensOf(text), next: 0, alarms: new Set<string>(), elements: 0 };
    readTerms(reader);
    const rest = peek(reader);
    if (rest.kind !== "end") throw new Flaw(`expected AND, OR or the end, not ${shown(rest)}`, rest.at);
    return { alarms: [...reader.alarms] };
  } catch (error) {
    if (error instanceof Flaw) return { flaw: error.message, position: error.at + 1 };
    throw error;
  }
}

interface Reader {
  readonly tokens: readonly Token[];
  next: number;
  readonly alarms: Set<string>;
  elements: number;
}

function readTerms(reader: Reader): void {
  do readTerm(reader);
  while (takes(reader, "AND") || takes(reader, "OR"));
}

function readTerm(reader: Reader): void {
  while (takes(reader, "NOT"));
  if (takes(reader, "TRUE") || takes(reader, "FALSE")) countElement(reader);
  else if (takes(reader, "(")) {
    countElement(reader);
    readTerms(reader);
    take(reader, ")", "expected AND, OR or )");
  } else if (takes(reader, "AT_LEAST")) readAtLeast(reader);
  else {
    take(reader, "state", expectedTerm);
    take(reader, "(", "expected (");
    readName(reader);
    take(reader, ")", 'expected ) after the name; a name with spaces, commas or parentheses needs "quotes"');
  }
}

// AT_LEAST(count or percentage, state or NOT state, (alarm, alarm, …)): the CloudWatch user guide on combining alarms.
function readAtLeast(reader: Reader): void {
  take(reader, "(", "expected (");
  const count = take(reader, "name", "expected a number or a percentage");
  if (!/^\d+%?$/.test(count.text))
    throw new Flaw(`expected a number or a percentage, not ${shown(count)}`, count.at);
  take(reader, ",", "expected ,");
  takes(reader, "NOT");
  take(reader, "state", "expected ALARM, OK or INSUFFICIENT_DATA");
  take(reader, ",", "expected ,");
  take(reader, "(", "expected ( and the alarms' names");
  do readName(reader);
  while (takes(reader, ","));
  take(reader, ")", "expected , or )");
  take(reader, ")", "expected )");
}

function readName(reader: Reader): void {
  const { text, at } = take(reader, "name", "expected an alarm's name");
  if (text === "") throw new Flaw("the alarm's name is empty", at);
  countElement(reader);
  reader.alarms.add(text);
  if (reader.alarms.size > maxAlarms) throw new Flaw(`it names more than ${maxAlarms} alarms`, at);
}

function countElement(reader: Reader): void {
  reader.elements++;
  if (reader.elements > maxElements)
    throw new Flaw(`it has more than ${maxElements} elements`, peek(reader).at);
}

function peek({ tokens, next }: Reader): Token {
  return tokens[Math.min(next, tokens.length - 1)] ?? { kind: "end", text: "", at: 0 };
}

function takes(reader: Reader, kind: string): boolean {
  if (peek(reader).kind !== kind) return false;
  reader.next++;
  return true;
}

function take(reader: Reader, kind: string, expected: string): Token {
  const token = peek(reader);
  if (token.kind !== kind) throw new Flaw(`${expected}, not ${shown(token)}`, token.at);
  reader.next++;
  return token;
}

function shown({ kind, text }: Token): string {
  return kind === "end" ? "the end" : `"${text}"`;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  // A quoted name may hold anything, with quotes escaped; a bare one ends at a space, a parenthesis or a comma.
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|([(),])|([^\s(),"]+))/gsy;
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    end = match.index + match[0].length;
    const at = match.index + match[0].length - match[0].trimStart().length;
    const [, quoted, mark, word = ""] = match;
    if (quoted !== undefined) tokens.push({ kind: "name", text: quoted.replaceAll(/\\(.)/gs, "$1"), at });
    else if (mark !== undefined) tokens.push({ kind: mark, text: mark, at });
    else tokens.push({ kind: kindOf(word, tokens), text: word, at });
  }
  if (text.slice(end).trim() !== "") throw new Flaw('a " is not closed', text.indexOf('"', end));
  tokens.push({ kind: "end", text: "", at: text.length });
  return tokens;
}

/** A bare word is a keyword in either case, unless only a name can stand there, as in `ALARM(OK)`. */
function kindOf(word: string, before: readonly Token[]): string {
  const [function_, mark] = before.slice(-2);
  if (mark?.kind === "(" && function_?.kind === "state") return "name";
  const upper = word.toUpperCase();
  if (states.has(upper)) return "state";
  return words.has(upper) ? upper : "name";
}
