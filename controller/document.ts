import type { Place, Problem } from "./problem.ts";

/** `{ ref: Kind/name }`: the ARN, or the name, of another object of the same installation. */
export interface Ref {
  readonly ref: string;
}

/** A YAML document that passed its schema, with the place of every value in it. */
export interface Document<Spec extends object = Record<string, unknown>> {
  readonly kind: string;
  readonly metadata: {
    /** Unique for its kind. */
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: Spec;
  /** The place of the value at a JSON Pointer such as `/spec/threshold`, or of the nearest one around it. */
  at(pointer: string): Place;
}

/** What the annotations of a document ask for, with the installation's settings behind them. */
export interface Manners {
  /** Take over a resource that exists and isn't ours. */
  readonly adopt: boolean;
  /** `false`: never delete it when its document goes. */
  readonly prune: boolean;
  /** Whether AWS's resource goes with the document; `undefined` leaves it to the kind. */
  readonly deletionPolicy: "retain" | "delete" | undefined;
  /** `false`: report only, never write. */
  readonly reconcile: boolean;
  readonly drift: "revert" | "report";
  /** JSON Pointers such as `/spec/threshold` that are not compared. */
  readonly ignore: readonly string[];
  /** Allows changes that lose evidence, such as stopping a trail. */
  readonly allowDataLoss: boolean;
}

/** What a message without a subject begins with. */
const predicate = /^(?:must|is|isn't|has|have|can't|needs|lacks) /;

/**
 * An error about a value of a document, at its place. A message without a subject, such as `must be …`, is about that
 * value: its path is put before it.
 */
export function problemAt(
  document: Document<object>,
  pointer: string,
  code: string,
  message: string,
): Problem {
  const { kind, metadata } = document;
  return {
    severity: "error",
    code,
    message: predicate.test(message) ? `${pathOf(pointer)} ${message}` : message,
    place: document.at(pointer),
    object: `${kind}/${metadata.name}`,
  };
}

/** `targets[0].input` of `/spec/targets/0/input`, as a person would write it. */
function pathOf(pointer: string): string {
  const path = pointer
    .replace(/^\/spec(?=\/)/, "")
    .replaceAll(/\/(\d+)(?=\/|$)/g, "[$1]")
    .replaceAll("/", ".")
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  return path.replace(/^\./, "");
}

/** Whether a spec value is `{ ref: Kind/name }`. */
export function isRef(value: unknown): value is Ref {
  return typeof value === "object" && value !== null && "ref" in value && typeof value.ref === "string";
}

/** What stands where a reference may: once the resolver is through with a spec, always a text. */
export function resolved(value: string | Ref | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Whether a text still has `${each.…}` in it, which only a discovered resource completes. */
export function hasPlaceholder(text: string): boolean {
  return text.includes("${each.");
}

/** The regions that a document names, where it names any; `placement` is beside its kind's own fields. */
export function placedIn({ spec }: Document<object>): string[] | undefined {
  const placement: unknown = "placement" in spec ? spec.placement : undefined;
  if (typeof placement !== "object" || placement === null || !("regions" in placement)) return undefined;
  const { regions } = placement;
  return Array.isArray(regions) ? regions.filter((region) => typeof region === "string") : undefined;
}
