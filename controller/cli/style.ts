import type { Style } from "../report/style.ts";
import type { Io } from "./io.ts";
import type { ColorOptions } from "./options.ts";

/** Wide enough for most lines where no terminal says otherwise. */
const columnsOfFiles = 120;

/** How text looks on a stream: colour on terminals only, unless flags or NO_COLOR and FORCE_COLOR say otherwise. */
export function styleOf({ color }: ColorOptions, io: Io, stream: "stdout" | "stderr"): Style {
  return {
    color: color === "always" || (color === "auto" && wantsColor(io, stream)),
    columns: Math.min(160, Math.max(60, (io.isTTY[stream] ? io.columns : undefined) ?? columnsOfFiles)),
  };
}

/** By https://no-color.org and https://force-color.org. */
function wantsColor({ env, isTTY }: Io, stream: "stdout" | "stderr"): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0";
  return isTTY[stream] && env["TERM"] !== "dumb";
}
