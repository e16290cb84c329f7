import { pino } from "pino";
import type { Clock } from "../clock.ts";
import { type Entry, type Level, levels } from "./entry.ts";

/** Where entries go. */
export type Log = (entry: Entry) => void;

/** Writes one JSON object a line, by pino: `level`, `time` in ISO 8601, `event`, `msg` and what the entry holds. */
export function jsonLog(write: (line: string) => void, clock: Clock, least: Level): Log {
  const logger = pino(
    {
      level: least,
      base: null,
      timestamp: () => `,"time":"${clock.now().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  return ({ level, msg, ...details }) => logger[level](details, msg);
}

/** Whether an entry of a level is shown where `least` is the least that is. */
export function isShown(level: Level, least: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(least);
}
