/** From the least to the most urgent. */
export const levels = ["debug", "info", "warn", "error"] as const;
export type Level = (typeof levels)[number];

/** Whether an entry of a level is shown where `least` is the least that is. */
export function isShown(level: Level, least: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(least);
}
