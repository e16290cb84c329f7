import { isDeepStrictEqual } from "node:util";

/** What is the matter until somebody does something about it, by a key that stays the same from pass to pass. */
export type Standing<Message> = ReadonlyMap<string, Message>;

export interface News<Message> {
  /** New, or another than before. */
  readonly appeared: readonly Message[];
  /** As it was. */
  readonly unchanged: readonly Message[];
  readonly resolved: readonly Message[];
}

/** What is worth saying after a pass of what stands now. */
export function compareStanding<Message>(before: Standing<Message>, now: Standing<Message>): News<Message> {
  const appeared: Message[] = [];
  const unchanged: Message[] = [];
  for (const [key, message] of now) {
    const known = before.get(key);
    (isDeepStrictEqual(known, message) ? unchanged : appeared).push(message);
  }
  return {
    appeared,
    unchanged,
    resolved: [...before].filter(([key]) => !now.has(key)).map(([, message]) => message),
  };
}
