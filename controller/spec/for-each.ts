import { hasPlaceholder } from "../document.ts";
import { quoted } from "../printable.ts";
import { nearestName } from "./nearest-name.ts";
import { pointerTo } from "./pointer.ts";
import type { ForEach } from "./spread.ts";
import { visitTexts } from "./visit-texts.ts";

/** Which resources a document is repeated for. */
export interface Query {
  /** `resource` is any type that the tagging service knows. */
  readonly of: "vpc" | "subnet" | "instance" | "resource";
  /** Of a `resource`, e.g. `lambda:function`. */
  readonly type?: string;
  /** All of them must be there, each with exactly this value. */
  readonly tags: Readonly<Record<string, string>>;
}

/** A resource that a document is repeated for. */
export interface Element {
  readonly id: string;
  readonly arn: string;
  readonly name: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** What `forEach` asks for. */
export function queryOf({ vpc, subnet, instance, resource }: ForEach): Query | undefined {
  if (vpc) return { of: "vpc", tags: vpc.tags ?? {} };
  if (subnet) return { of: "subnet", tags: subnet.tags ?? {} };
  if (instance) return { of: "instance", tags: instance.tags ?? {} };
  if (resource) return { of: "resource", type: resource.type, tags: resource.tags ?? {} };
  return undefined;
}

const variable = /\$\{each\.([^}]*)\}/g;
const plainNames = ["id", "arn", "name"];

/** Whether a text has `${each.…}` in it. */
export function mentionsEach(value: unknown): boolean {
  if (typeof value === "string") return hasPlaceholder(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(mentionsEach);
}

/** What is wrong with the `${each.…}` of a spec before any element is known: where and why. */
export function checkEach(spec: object, repeated: boolean): { pointer: string; message: string }[] {
  const found: { pointer: string; message: string }[] = [];
  visitTexts(spec, "/spec", (text, pointer) => {
    for (const [whole, name = ""] of text.matchAll(variable)) {
      if (!repeated) found.push({ pointer, message: `${quoted(whole)} means something only beside forEach` });
      else if (!plainNames.includes(name) && !/^tags\../.test(name))
        found.push({ pointer, message: `${quoted(whole)} is not known${hint(name)}` });
    }
  });
  return found;
}

/** The spec of one element. `missing` hears of tags and names that the element lacks. */
export function substitute(
  value: unknown,
  element: Element,
  missing: (pointer: string, message: string) => void,
  pointer = "/spec",
): unknown {
  if (typeof value === "string")
    return value.replace(variable, (whole: string, name: string) => {
      const text = valueOf(element, name);
      if (text === undefined) missing(pointer, `${element.id} has no ${lack(name)} for ${quoted(whole)}`);
      return text ?? "";
    });
  if (Array.isArray(value))
    return value.map((item, index) => substitute(item, element, missing, pointerTo(pointer, index)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      substitute(item, element, missing, pointerTo(pointer, key)),
    ]),
  );
}

function valueOf(element: Element, name: string): string | undefined {
  if (name === "id") return element.id;
  if (name === "arn") return element.arn;
  if (name === "name") return element.name;
  const key = name.slice("tags.".length);
  return name.startsWith("tags.") && Object.hasOwn(element.tags, key) ? element.tags[key] : undefined;
}

function lack(name: string): string {
  return name === "name" ? "Name tag" : `tag ${quoted(name.slice("tags.".length))}`;
}

function hint(name: string): string {
  const nearest = nearestName(name, plainNames);
  const known = "; there are ${each.id}, ${each.arn}, ${each.name} and ${each.tags.KEY}";
  return nearest === undefined ? known : `; did you mean "\${each.${nearest}}"?`;
}
