import { pino } from "pino";
import type { Clock } from "../clock.ts";
import type { Entry } from "./entry.ts";
import type { Level } from "./level.ts";

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
