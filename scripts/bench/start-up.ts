import { spawnSync } from "node:child_process";
import { duel } from "./repeat.ts";
import type { Row } from "./row.ts";

const commands: readonly (readonly string[])[] = [["--version"], ["validate", "specs"]];

/** How long the bundle's commands take beside a Node that does nothing. */
export async function startUpRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const command of commands) {
    const times = await duel(
      10,
      Number.POSITIVE_INFINITY,
      () => run(["dist/watchkeeper.js", ...command]),
      () => run(["-e", "0"]),
    );
    const what = `start-up: watchkeeper ${command.join(" ")}`;
    rows.push({ what, ...times, unit: "ms", note: "floor: node -e 0" });
  }
  return rows;
}

function run(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  if (status !== 0) throw new Error(`node ${args.join(" ")} failed: ${stderr.toString()}`);
}
