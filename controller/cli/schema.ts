import drift from "../../schemas/reports/drift.json" with { type: "json" };
import plan from "../../schemas/reports/plan.json" with { type: "json" };
import specs from "../../schemas/watchkeeper.json" with { type: "json" };
import { exitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";

/** By the command's argument. */
const schemas = { specs, plan, drift };

/** Prints the JSON Schema of spec files, or of a report. */
export function schemaCommand(which: keyof typeof schemas, io: Pick<Io, "stdout">): number {
  io.stdout.write(`${JSON.stringify(schemas[which], null, 2)}\n`);
  return exitCode.ok;
}
