import type { Guard } from "./guard.ts";

/** Stopping an audit trail or shortening what is kept needs a word more than a commit. */
export const dataLoss: Guard = (changes, { kinds, limits }) =>
  new Map(
    changes.flatMap((change) => {
      const before = change.observed?.shape;
      if (limits.allowDataLoss || change.wanted?.manners.allowDataLoss || !change.write || !before) return [];
      const loss = kinds.get(change.kind)?.loses?.(before, change.write.target);
      if (!loss) return [];
      const message = `${loss}; pass --allow-data-loss or annotate watchkeeper.dev/allow-data-loss: "true" if that is meant`;
      return [[change, { code: "data-loss", message, standing: false }] as const];
    }),
  );
