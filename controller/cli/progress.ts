import type { ApplyEvent, Outcome } from "../apply/outcome.ts";
import { type Change, objectName } from "../kind.ts";
import { printable } from "../printable.ts";
import { redactPointer, redactText } from "../redact.ts";
import { actionPaint } from "../report/change-head.ts";
import { abbreviate, padTo, paintOf, type Style } from "../report/style.ts";
import type { Sink } from "./io.ts";

export interface ProgressInput {
  readonly screen: Sink;
  /** How many changes will have an outcome. */
  readonly total: number;
  /** Whether a status line can be rewritten. */
  readonly live: boolean;
  /** Whether lines say the account and region. */
  readonly manyScopes: boolean;
  readonly style: Style;
}

const eraseLine = "\r\u001b[2K";

/** Says what is going on: a line for each outcome and, where it can be rewritten, one for what is under way. */
export function progress({ screen, total, live, manyScopes, style }: ProgressInput) {
  const underWay = new Set<Change>();
  let done = 0;
  const paint = paintOf(style);
  const name = (change: Change) =>
    printable(objectName(change) + (manyScopes ? ` (${change.scope.account}/${change.scope.region})` : ""));

  const say = (line: string) => screen.write(`${live ? eraseLine : ""}${line}\n`);
  const status = () => {
    if (!live) return;
    const text = `  ${done}/${total}  ${[...underWay].slice(0, 20).map(name).join(", ")}`;
    screen.write(eraseLine + paint.dim(abbreviate(text, style.columns - 1)));
  };
  const line = (mark: string, change: Change, message: string) => {
    const action = actionPaint(change.action, paint)(padTo(change.action, 9));
    say(`  ${mark} ${action}${paint.bold(name(change))}${message && `: ${message}`}`);
  };
  const marks = {
    done: paint.green("✓"),
    failed: paint.red("✗"),
    "not-converging": paint.yellow("!"),
    skipped: "·",
  };

  return {
    onEvent: (event: ApplyEvent): void => {
      switch (event.type) {
        case "start":
          underWay.add(event.change);
          break;
        case "gap":
          line(
            "·",
            event.change,
            "AWS refuses two alike: the old one goes first, and for a moment there is none",
          );
          break;
        case "outcome":
          underWay.delete(event.outcome.change);
          done += 1;
          line(marks[event.outcome.status], event.outcome.change, describe(event.outcome));
          break;
        default:
          event satisfies never;
      }
      status();
    },
    /** Takes the status line away. */
    finish: (): void => {
      if (live) screen.write(eraseLine);
    },
  };
}

/** What there is to say about an outcome beside its status; empty when all went well. Safe to print. */
function describe(outcome: Outcome): string {
  switch (outcome.status) {
    case "done":
      return outcome.unread ? "stopped before it was read back" : "";
    case "failed":
    case "skipped":
      return redactText(outcome.message);
    case "not-converging":
      return `AWS made another value of ${outcome.paths.map(redactPointer).join(", ")}; it is left alone until git or AWS changes`;
    default:
      return outcome satisfies never;
  }
}
