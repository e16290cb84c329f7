import type { Guard } from "./guard.ts";

/** Deleting what holds evidence, stopping an audit trail or shortening what is kept needs a word more than a commit. */
export const dataLoss: Guard = (changes, { kinds, limits }) =>
  new Map(
    changes.flatMap((change) => {
      const { action, observed, wanted, write } = change;
      const before = observed?.shape;
      if (limits.allowDataLoss || wanted?.manners.allowDataLoss || !before) return [];
      if (!write && action !== "delete") return [];
      const loss = kinds.get(change.kind)?.loses?.({ ...observed, shape: before }, write?.target);
      if (!loss) return [];
      // Whose document is gone has nothing left to annotate.
      const annotation = wanted ? ' or annotate watchkeeper.dev/allow-data-loss: "true"' : "";
      const message = `${loss}; pass --allow-data-loss${annotation} if that is meant`;
      return [[change, { code: "data-loss", message, standing: false }] as const];
    }),
  );
