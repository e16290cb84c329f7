import { objectKey } from "../kind.ts";
import type { Guard } from "./guard.ts";

/** What an object was before it got another name in AWS stays until that name is its own. */
export const lostName: Guard = (changes, _facts, refused) => {
  const unmade = new Map(
    refused
      .filter(({ action }) => action === "create" || action === "conflict")
      .map((change) => [objectKey(change), change]),
  );
  return new Map(
    changes.flatMap((change) => {
      const successor = change.action === "delete" ? unmade.get(objectKey(change)) : undefined;
      if (!successor) return [];
      const message = `it is kept until ${successor.id}, which takes its place, can be made; see to that first`;
      return [[change, { code: "lost-name", message, standing: false }] as const];
    }),
  );
};
