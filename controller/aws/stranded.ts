import type { Observed, Target } from "../kind.ts";
import type { Aws } from "./aws.ts";
import type { Found } from "./listing.ts";
import { idsIn, type Marker } from "./marker.ts";
import { ownerTag } from "./tags.ts";

/**
 * Adds our markers whose resource isn't there to a listing, so that those git doesn't want are planned away. A wanted
 * one is left out: its resource is missing, and making it finds the marker ours.
 *
 * @param markers those that no resource of the listing has, by ARN
 * @param known what can be said of a resource by its id alone
 */
export async function addStranded<Live extends object>(
  aws: Aws,
  kind: string,
  found: Found<Live>,
  markers: ReadonlyMap<string, Marker>,
  isWanted: (id: string) => boolean,
  known: Live,
): Promise<void> {
  if (markers.size === 0) return;
  for (const [arn, id] of await idsIn(aws, kind, [...markers.keys()])) {
    const marker = markers.get(arn);
    if (marker && !isWanted(id)) found.add(stranded(id, marker, known));
  }
}

/**
 * What to say of a target whose resource isn't there but whose marker is: nothing of ours that git wants, since it
 * is to be made again; somebody else's claim only where git wants the same. What was seen of the resource before
 * stays known, so that a deletion asks for it all the same: this look may be behind.
 */
export function strandedTarget<Live extends object>(
  aws: Aws,
  { id, wanted, observed }: Target<Live>,
  marker: Marker | undefined,
  known: Live,
): Observed<Live> | undefined {
  if (!marker) return undefined;
  const isOurs = marker.tags[ownerTag] === aws.owner;
  if (isOurs !== (wanted === undefined)) return undefined;
  return stranded(id, marker, observed?.shape ?? known);
}

/** Targets by id, of which a replacement is two: what is wanted, and what it takes the place of. */
export function targetsById<Live extends object>(
  targets: readonly Target<Live>[],
): Map<string, Target<Live>> {
  const byId = new Map<string, Target<Live>>();
  for (const { id, wanted, observed } of targets) {
    const isOther = observed !== undefined && observed.id !== id;
    if (isOther && !byId.has(observed.id))
      byId.set(observed.id, { id: observed.id, wanted: undefined, observed });
    byId.set(id, { id, wanted, observed: isOther ? undefined : observed });
  }
  return byId;
}

function stranded<Live extends object>(id: string, { arn, tags }: Marker, shape: Live): Observed<Live> {
  return { id, arn, shape, tags };
}
