import type { Aws } from "./aws/aws.ts";
import type { Document, Manners } from "./document.ts";
import type { Place, Problem } from "./problem.ts";

/** One account and region: where resources live and what a listing covers. */
export interface Scope {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
}

/** AWS tags by key. */
export type Tags = Readonly<Record<string, string>>;

/** How one field of a shape is compared. Without a rule: by value, objects by key, lists in order. */
export interface FieldRule {
  /**
   * `set`: a list whose order means nothing; `{ keyedBy }`: a list of objects identified by that field, or by
   * those fields together;
   * `tree`: objects and lists of objects in it are entered however deep they lie, lists by position;
   * `json`: text compared as parsed JSON; `policy`: an IAM policy compared by meaning.
   */
  readonly as?: "set" | "tree" | "json" | "policy" | { readonly keyedBy: string | readonly string[] };
  /**
   * A change of it, or where AWS allows some, those of which this is true, replaces the resource, and is refused where
   * that can't be.
   */
  readonly immutable?: true | ((before: unknown, after: unknown) => boolean);
}

export type FieldRules<Live extends object> = { readonly [Field in keyof Live]?: FieldRule };

/** A resource as git wants it, in one account and region. */
export interface Wanted<Live extends object = object> {
  readonly kind: string;
  /** `metadata.name` of its document. */
  readonly name: string;
  /** The key of its `forEach` element or of the one of several resources its document names. */
  readonly each: string | undefined;
  readonly scope: Scope;
  /** What AWS tells it apart by within kind and scope; see `Kind.id`. */
  readonly id: string;
  /** Known beforehand where AWS derives it from the name. */
  readonly arn: string | undefined;
  readonly shape: Live;
  /** The user's tags, the installation's default tags among them. */
  readonly tags: Tags;
  readonly manners: Manners;
  /** The fields of its shape that are made from what others need of it, see `Kind.allow`. */
  readonly generated?: readonly string[];
  /** The `objectKey` of every object it refers to. */
  readonly dependsOn: readonly string[];
  /** The place of a spec value by JSON Pointer, e.g. `/spec/threshold`. */
  at(pointer: string): Place;
}

/** A resource as AWS has it. */
export interface Observed<Live extends object = object> {
  /** Comparable to `Wanted.id`. */
  readonly id: string;
  readonly arn: string;
  /** AWS's own id where it isn't `id`, e.g. `fl-0123`. */
  readonly awsId?: string;
  /** In the same canonical shape as `Kind.desired` gives; absent when its details could not be read. */
  readonly shape: Live | undefined;
  /** Every tag, ours and the user's; without AWS's own `aws:` tags. */
  readonly tags: Tags;
  /** What `health` and the writes need beside the shape, e.g. delivery status or subscription ARNs. */
  readonly status?: unknown;
}

/** What one kind has in one scope. */
export interface Listing<Live extends object = object> {
  /** The wanted and the owned ones; the rest is only counted. */
  readonly items: readonly Observed<Live>[];
  /** Resources of this kind that are neither wanted nor ours. */
  readonly foreign: number;
  /** Whether every page arrived. What is absent from an incomplete listing may well exist. */
  readonly complete: boolean;
  /** Why it can't be read at all, where asking again won't help: no permission, or no such service there. */
  readonly refused?: string;
  readonly problems: readonly Problem[];
}

/** A write of one resource: the whole target, not a difference. */
export interface Write<Live extends object = object> {
  readonly id: string;
  readonly arn: string | undefined;
  /** What AWS has now; absent for a creation. */
  readonly before: Observed<Live> | undefined;
  readonly target: Live;
  /** All tags it shall have, ours among them; a creation sends them along, later `tag` keeps them. */
  readonly tags: Tags;
  /** The top-level fields that differ from `before`; all of them for a creation. */
  readonly changed: ReadonlySet<string>;
  /** The same for every attempt at the same write: what idempotency tokens are derived from. */
  readonly token: string;
}

/** Something about a resource that is neither git's nor drift: a pending subscription, a failed delivery. */
export interface Condition {
  /** CamelCase, e.g. `SubscriptionPending`. */
  readonly reason: string;
  readonly severity: "error" | "warning";
  readonly message: string;
}

/**
 * What a resource needs a role or a bucket to allow: whoever refers to one says it, and the one's policy is generated
 * from that.
 */
export interface Grant {
  /** The ARN of the role or bucket. */
  readonly on: string;
  /** The service that acts: whom a role trusts, and a bucket's principal, e.g. `cloudtrail.amazonaws.com`. */
  readonly service: string;
  /** Whose resource it acts for: `aws:SourceAccount`. */
  readonly sourceAccount: string;
  /** What it acts for, `*` in it where AWS names that: `aws:SourceArn`. Absent where the service doesn't say it. */
  readonly sourceArn?: string;
  readonly allows: readonly {
    /** E.g. `s3:PutObject`. */
    readonly actions: readonly string[];
    readonly resources: readonly string[];
    /** Beyond those on the source, in IAM's form: `{ StringEquals: { "s3:x-amz-acl": "…" } }`. */
    readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  }[];
}

/** A resource, wanted or existing, as far as it matters for what others must allow it. */
export type Granted<Live extends object> = Pick<Wanted<Live>, "id" | "arn" | "scope" | "shape">;

/** What `Kind.desired` and `Kind.id` know beside the spec. */
export interface Setting {
  readonly scope: Scope;
  readonly name: string;
  readonly each: string | undefined;
}

/** The one interface a kind implements. A kind is an object literal of this shape, in `kinds/`. */
export interface Kind<Spec extends object, Live extends object> {
  readonly name: string;
  /** Created after these, deleted before them. */
  readonly after: readonly string[];
  /** Compared field by field; a field without a rule is compared by value. `tags` are not among them. */
  readonly fields: FieldRules<Live>;
  /**
   * Holds people's evidence: kept in AWS when its document goes, unless the document said `deletion-policy: delete`,
   * and never replaced.
   */
  readonly retain?: true;
  /**
   * Its creation doesn't stop at what has the name already, but takes it over or makes a second one: it is looked for
   * once more right before.
   */
  readonly upserts?: true;
  /** Exists once an account, not in every region: `scope.region` is where AWS answers for all of them. */
  readonly global?: true;
  /** Its name is unique in all accounts and regions, so that objects of any of them may refer to it. */
  readonly worldwide?: true;
  /** Milliseconds for which it goes on after its deletion: what it is `after` is deleted no sooner. */
  readonly lingersMs?: number;
  /** IAM actions, from which the reference pages and the least policies come. */
  readonly iam: { readonly read: readonly string[]; readonly write: readonly string[] };

  /** How CloudTrail's event history tells who changed one. */
  readonly history: {
    /** Further calls, beside those of `iam.write`, by which people change it, e.g. `DisableAlarmActions`. */
    readonly calls: readonly string[];
    /** The request parameters that hold its `id`, e.g. `alarmName`; ARNs and AWS's own ids are known anywhere. */
    readonly naming: readonly string[];
    /** Calls that change nothing but these fields: they can't be what changed another. */
    readonly only?: Readonly<Record<string, readonly string[]>>;
  };

  /**
   * The specs of the single objects of a document that names several resources, each with its key.
   * Without it a document is one object.
   */
  split?(spec: Spec): { each: string; spec: Spec }[];
  /** What tells it apart within kind and scope: its name, or for what AWS names itself, what makes it unique. */
  id(spec: Spec, setting: Setting): string;
  /** Its ARN, where AWS derives it from the id. */
  arn?(id: string, scope: Scope): string;
  /** Rules that a schema can't say, checked before `{ ref }` and `${each}` are resolved. */
  check(document: Document<Spec>): Problem[];
  /** The ids of objects of these kinds that must exist before it, beyond its refs (a composite's children). */
  needs?(shape: Live): { kind: string; id: string }[];
  /** The canonical shape: AWS's defaults filled in, exactly what `observe` returns when all is well. */
  desired(spec: Spec, setting: Setting): Live;
  /** What it needs roles and buckets to allow. */
  grants?(resource: Granted<Live>): Grant[];
  /** The shape with these allowed, for a kind that others need grants of; or in words, why that can't be. */
  allow?(shape: Live, grants: readonly Grant[]): Live | string;

  /**
   * Lists the kind in one scope by pages: every wanted and every owned resource in full, the others counted.
   * Tags may come from the lagging index. A failure becomes a problem and `complete: false`, never a throw.
   */
  observe(aws: Aws, wanted: ReadonlyMap<string, Wanted<Live>>): Promise<Listing<Live>>;
  /**
   * Reads these from the service itself, in batches where it offers them; what doesn't exist is absent.
   * With `tags`, the tags are the service's too, never the index's.
   */
  read(aws: Aws, targets: readonly Target<Live>[], options: { tags: boolean }): Promise<Listing<Live>>;
  /** Creates it, tags included, or brings an existing one's fields to the target. Idempotent; throws AWS's error. */
  put(aws: Aws, write: Write<Live>): Promise<void>;
  /** Sets and removes tags of an existing resource. */
  tag(aws: Aws, target: Observed<Live>, set: Tags, remove: readonly string[]): Promise<void>;
  /** Deletes these, in batches where AWS offers them. Returns the error of each that is still there, by id. */
  remove(aws: Aws, doomed: readonly Observed<Live>[]): Promise<ReadonlyMap<string, unknown>>;
  /**
   * What a change, or without `after` a deletion, would lose that nobody can bring back, in words and with numbers
   * where AWS tells them; absent when nothing.
   */
  loses?(before: Observed<Live> & { readonly shape: Live }, after: Live | undefined): string | undefined;
  health?(observed: Observed<Live>): Condition[];
}

/** A resource to read by itself. */
export interface Target<Live extends object = object> {
  readonly id: string;
  /** The shape git wants: says which optional details are worth a call. */
  readonly wanted: Live | undefined;
  /** What an earlier read returned. */
  readonly observed: Observed<Live> | undefined;
}

// The registry holds kinds of different shapes; each one's own functions only ever see its own.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyKind = Kind<any, any>;

export type Action = "create" | "update" | "replace" | "delete" | "conflict";

/** Who made a field differ: git, somebody in AWS, both, or nobody can say (no applied tag). */
export type Origin = "git" | "drift" | "both" | "unknown";

export interface FieldChange {
  /** JSON Pointer into the document, e.g. `/spec/threshold`; pastes into the ignore annotation. */
  readonly path: string;
  /** AWS's value; absent when AWS has none. */
  readonly before?: unknown;
  /** Git's value; absent when git wants none. */
  readonly after?: unknown;
  readonly origin: Origin;
  /** Shown but not written: drift under the policy `report`, or a field that doesn't converge. */
  readonly held?: "drift-report" | "not-converging";
}

/** Why a change isn't carried out, and what would let it through. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** Asked for in git (retained, prune disabled …): shown, but nobody has to act. */
  readonly standing: boolean;
}

/** One resource that isn't what git says. */
export interface Change {
  readonly action: Action;
  readonly kind: string;
  readonly name: string;
  readonly each: string | undefined;
  readonly scope: Scope;
  readonly id: string;
  readonly arn: string | undefined;
  /** Where its document stands; absent for what is no longer in git. */
  readonly place: Place | undefined;
  readonly fields: readonly FieldChange[];
  readonly reason: string;
  readonly refused: Refusal | undefined;
  readonly wanted: Wanted | undefined;
  readonly observed: Observed | undefined;
  /** The write that carries it out; absent for deletes and conflicts. */
  readonly write: Write | undefined;
  /** Set where it isn't known to be missing: it may stand on a page that could not be read. */
  readonly unproven?: true;
}

/** The difference between git and AWS, as pure data. */
export interface Plan {
  /** Deletes, replacements and conflicts first, then by kind, name, account and region. */
  readonly changes: readonly Change[];
  readonly unchanged: number;
  /** Resources of our kinds that aren't ours, by kind and scope. */
  readonly foreign: readonly { kind: string; scope: Scope; count: number }[];
  readonly conditions: readonly (Condition & { object: string; scope: Scope; place: Place | undefined })[];
  /** Whether everything that it is based on could be read. */
  readonly complete: boolean;
  readonly problems: readonly Problem[];
}

/** What a resource, wanted or existing, needs roles and buckets to allow it. */
export function grantsOf(
  kinds: ReadonlyMap<string, AnyKind>,
  resource: Granted<object> & { readonly kind: string },
): Grant[] {
  return kinds.get(resource.kind)?.grants?.(resource) ?? [];
}

/** Whether AWS is known not to have what git wants. */
export function isMissing({ action, unproven }: Change): boolean {
  return action === "create" && !unproven;
}

/** What to ask the service about before a change is relied on. */
export function targetOf({ id, wanted, observed }: Change): Target {
  return { id: wanted?.id ?? observed?.id ?? id, wanted: wanted?.shape, observed };
}

/** `MetricAlarm/api-5xx` or `FlowLog/vpcs@vpc-0123`: how an object is named in tags and messages. */
export function objectName(object: { kind: string; name: string; each: string | undefined }): string {
  return `${object.kind}/${object.name}${object.each === undefined ? "" : `@${object.each}`}`;
}

/** Its name in AWS where the spec gives none: the document's, and the forEach key with it. */
export function defaultName({ name, each }: Setting): string {
  return each === undefined ? name : `${name}-${each}`;
}

/** Unique among all objects of an installation. */
export function objectKey(object: {
  kind: string;
  name: string;
  each: string | undefined;
  scope: Scope;
}): string {
  return `${objectName(object)} ${scopeName(object.scope)}`;
}

/** The region that answers for what exists once an account, and where CloudTrail records its changes. */
const homeRegions: Readonly<Record<string, string>> = {
  "aws-cn": "cn-northwest-1",
  "aws-us-gov": "us-gov-west-1",
};

/** Where what exists once an account is read and written. */
export function homeScope({ account, partition }: Scope): Scope {
  return { account, partition, region: homeRegions[partition] ?? "us-east-1" };
}

/** Of these accounts and regions, those in which a kind can exist. */
export function scopesOf({ global }: Pick<AnyKind, "global">, scopes: readonly Scope[]): readonly Scope[] {
  if (!global) return scopes;
  return [...new Map(scopes.map((scope) => [scope.account, homeScope(scope)])).values()];
}

/** `111122223333/us-east-1`. */
export function scopeName({ account, region }: Pick<Scope, "account" | "region">): string {
  return `${account}/${region}`;
}

/** `MetricAlarm 111122223333/us-east-1`: what one listing covers, and limits count by. */
export function kindScope(kind: string, scope: Scope): string {
  return `${kind} ${scopeName(scope)}`;
}
