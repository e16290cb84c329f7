import type { Aws } from "../controller/aws/aws.ts";
import { type Clock, virtualClock } from "../controller/clock.ts";
import type { Manners } from "../controller/document.ts";
import type { Kind, Listing, Observed, Scope, Tags, Wanted } from "../controller/kind.ts";
import { fingerprints, ownershipTags } from "../controller/plan/ownership.ts";

/** A made-up kind over a store in memory: what the stages do with any kind, without AWS in the way. */
export interface WidgetShape {
  readonly colour?: string;
  readonly size?: number;
  readonly links?: readonly string[];
  readonly parts?: readonly { readonly name: string; readonly weight: number }[];
  readonly policy?: unknown;
}

export const owner = "acme";
export const scope: Scope = { account: "111122223333", region: "us-east-1", partition: "aws" };

export const manners: Manners = {
  adopt: false,
  prune: true,
  deletionPolicy: undefined,
  reconcile: true,
  drift: "revert",
  ignore: [],
  allowDataLoss: false,
};

export interface Store {
  readonly items: Map<string, Observed<WidgetShape>>;
  /** The names of the calls made, in order. */
  readonly calls: string[];
  /** Thrown by the next calls of that name, one each. */
  readonly faults: Map<string, Error[]>;
}

export function emptyStore(): Store {
  return { items: new Map(), calls: [], faults: new Map() };
}

/** What AWS would say: an error with a code and the SDK's metadata. */
export function awsError(code: string, status = 400): Error {
  return Object.assign(new Error(`${code} happened`), {
    name: code,
    $metadata: { httpStatusCode: status },
    $fault: "client",
  });
}

export function widgetKind(
  store: Store,
  overrides: Partial<Kind<object, WidgetShape>> = {},
): Kind<object, WidgetShape> {
  const call = (name: string) => {
    store.calls.push(name);
    const fault = store.faults.get(name)?.shift();
    if (fault !== undefined) throw fault;
  };
  const listing = (items: readonly Observed<WidgetShape>[]): Listing<WidgetShape> => ({
    items,
    foreign: 0,
    complete: true,
    problems: [],
  });
  return {
    name: "Widget",
    after: [],
    fields: { links: { as: "set" }, parts: { as: { keyedBy: "name" } }, policy: { as: "policy" } },
    iam: { read: [], write: [] },
    history: { calls: [], naming: [] },
    id: (_, { name }) => name,
    arn: (id) => widgetArn(id),
    check: () => [],
    desired: (spec) => spec,
    observe: async () => {
      call("list");
      return listing([...store.items.values()]);
    },
    read: async (_, targets) => {
      call("read");
      return listing(targets.flatMap(({ id }) => store.items.get(id) ?? []));
    },
    put: async (_, write) => {
      call("put");
      const tags = write.before ? (store.items.get(write.id)?.tags ?? {}) : write.tags;
      store.items.set(write.id, { id: write.id, arn: widgetArn(write.id), shape: write.target, tags });
    },
    tag: async (_, target, set, remove) => {
      call("tag");
      const live = store.items.get(target.id) ?? target;
      const kept = Object.entries(live.tags).filter(([key]) => !remove.includes(key));
      store.items.set(target.id, {
        ...live,
        tags: { ...Object.fromEntries(kept), ...set },
      });
    },
    remove: async (_, doomed) => {
      call("remove");
      for (const { id } of doomed) store.items.delete(id);
      return new Map();
    },
    ...overrides,
  };
}

export function widgetArn(id: string): string {
  return `arn:aws:widgets:us-east-1:111122223333:widget/${id}`;
}

export function wantedWidget(
  name: string,
  shape: WidgetShape,
  more: Partial<Wanted<WidgetShape>> = {},
): Wanted<WidgetShape> {
  return {
    kind: "Widget",
    name,
    each: undefined,
    scope,
    id: name,
    arn: widgetArn(name),
    shape,
    tags: {},
    manners,
    dependsOn: [],
    at: () => ({ file: "specs/widgets.yaml", line: 1, column: 1 }),
    ...more,
  };
}

/** A widget as this installation left it after applying `shape`. */
export function appliedWidget(
  name: string,
  shape: WidgetShape,
  tags: Tags = {},
  id: string = name,
): Observed<WidgetShape> {
  const kind = widgetKind(emptyStore());
  const wanted = wantedWidget(name, shape, { tags, id });
  return {
    id,
    arn: widgetArn(id),
    shape,
    tags: { ...tags, ...ownershipTags(owner, kind, wanted, fingerprints(kind, shape, tags)) },
  };
}

/** An `Aws` for kinds that don't call it. */
export function noAws(clock: Clock = virtualClock(new Date(0))): Aws {
  return {
    scope,
    owner,
    clock,
    client: () => {
      throw new Error("widgets make no AWS calls");
    },
    tagIndex: async () => ({ byArn: new Map() }),
    each: (items, work) => Promise.all(items.map(work)),
  };
}
