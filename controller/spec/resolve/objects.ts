import { type Scope, scopeName, type Wanted } from "../../kind.ts";
import type { Reach } from "../references.ts";

/** The finished objects, as references look them up. */
export class Objects {
  readonly all: Wanted[] = [];
  readonly #byName = new Map<string, { wanted: Wanted; element: string | undefined }[]>();

  add(wanted: readonly Wanted[], element: string | undefined): void {
    for (const object of wanted) {
      this.all.push(object);
      const key = `${object.kind}/${object.name}`;
      const known = this.#byName.get(key);
      if (known) known.push({ wanted: object, element });
      else this.#byName.set(key, [{ wanted: object, element }]);
    }
  }

  /** What `Kind/name` means from a scope; of a repeated document, what it means for an element. */
  find(name: string, scope: Scope, reach: Reach, element: string | undefined): Wanted[] {
    return (this.#byName.get(name) ?? [])
      .filter(({ wanted }) => reaches(reach, scope, wanted.scope))
      .filter((entry) => entry.element === undefined || entry.element === element)
      .map(({ wanted }) => wanted);
  }
}

function reaches(reach: Reach, from: Scope, to: Scope): boolean {
  if (reach === "anywhere") return true;
  return reach === "account" ? from.account === to.account : scopeName(from) === scopeName(to);
}
