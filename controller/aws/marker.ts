import { hash } from "node:crypto";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { Scope, Tags } from "../kind.ts";
import { isRecord } from "../value/record.ts";
import type { Aws } from "./aws.ts";
import { errorCode } from "./errors.ts";
import {
  deleteParameters,
  isMissingParameter,
  parameterTags,
  readParameters,
  tagParameter,
} from "./parameters.ts";
import { ownerTag, toTagList } from "./tags.ts";

/*
 * Some resources can't carry tags. Theirs are carried by a marker, a parameter of Systems Manager's that costs
 * nothing: /watchkeeper/<kind>/<digest of the id>. See docs/adr/0008-markers-for-what-has-no-tags.md.
 */

/** What carries the tags of a resource that can't. */
export interface Marker {
  readonly arn: string;
  /** The resource's tags, whoever's they are. */
  readonly tags: Tags;
  /** What a kind noted beside them, e.g. AWS's own id of the resource. */
  readonly note: string | undefined;
}

/** What a kind with markers asks of IAM beside its own. */
export const markerPermissions = {
  read: ["ssm:GetParameters", "ssm:ListTagsForResource", "tag:GetResources"],
  write: ["ssm:AddTagsToResource", "ssm:DeleteParameters", "ssm:PutParameter", "ssm:RemoveTagsFromResource"],
} as const;

/** The tag of a marker that is the kind's, and none of the resource's. */
const noteTag = "watchkeeper.dev/note";

/** The ARN of the marker of a resource: the same for every installation, so that there is one at most. */
export function markerArn(scope: Scope, kind: string, id: string): string {
  return `${folderArn(scope, kind)}${digest(id)}`;
}

/** The markers of this owner and kind by their ARN, from the tag index: a hint, never proof. */
export async function ownMarkers(aws: Aws, kind: string): Promise<Map<string, Marker>> {
  const folder = folderArn(aws.scope, kind);
  const { byArn } = await aws.tagIndex();
  const ours = [...byArn].filter(([arn, tags]) => arn.startsWith(folder) && tags[ownerTag] === aws.owner);
  return new Map(ours.map(([arn, tags]) => [arn, asMarker(arn, tags)]));
}

/** The markers of these resources by id, whoever's they are, from the service itself; tags by a call each. */
export async function readMarkers(
  aws: Aws,
  kind: string,
  ids: readonly string[],
): Promise<Map<string, Marker>> {
  const byName = new Map(ids.map((id) => [markerName(kind, id), id]));
  const held = await readParameters(aws, [...byName.keys()]);
  const markers = new Map<string, Marker>();
  await aws.each([...held.keys()], async (name) => {
    const id = byName.get(name);
    const tags = await parameterTags(aws, name);
    if (id !== undefined && tags) markers.set(id, asMarker(markerArn(aws.scope, kind, id), tags));
  });
  return markers;
}

/**
 * The ids in these markers, by the markers' ARN: for those whose resource no listing has. One whose value says
 * nothing, or isn't its own, goes by its name, which is no resource's id.
 */
export async function idsIn(aws: Aws, kind: string, arns: readonly string[]): Promise<Map<string, string>> {
  const folder = folderArn(aws.scope, kind);
  const names = arns.map((arn) => `/watchkeeper/${kind}/${arn.slice(folder.length)}`);
  const held = await readParameters(aws, names);
  const ids = new Map<string, string>();
  for (const [index, arn] of arns.entries()) {
    const name = names[index] ?? "";
    const value = held.get(name)?.Value;
    if (value === undefined) continue;
    const id = idOf(value);
    ids.set(arn, id !== undefined && markerName(kind, id) === name ? id : name);
  }
  return ids;
}

/**
 * Claims a resource before it is made: nobody else can make the same marker. One that is ours already gets these tags,
 * keeps its note and is returned; where it is somebody else's, throws AWS's ParameterAlreadyExists.
 */
export async function claim(
  aws: Aws,
  kind: string,
  id: string,
  tags: Tags,
  text?: string,
): Promise<Marker | undefined> {
  const name = markerName(kind, id);
  try {
    await aws.client(SSMClient).send(
      new PutParameterCommand({
        Name: name,
        Value: valueOf({ kind, id }),
        Description: "Whose this resource is, which can't carry tags: Watchkeeper's, see its tags",
        Type: "String",
        Tier: "Standard",
        Tags: toTagList(withNote(tags, text)),
      }),
    );
    return undefined;
  } catch (error) {
    if (errorCode(error) !== "ParameterAlreadyExists") throw error;
    const held = await parameterTags(aws, name);
    if (held?.[ownerTag] !== aws.owner) throw error;
    await tagParameter(aws, name, tags);
    return asMarker(markerArn(aws.scope, kind, id), held);
  }
}

/** `Kind.tag` of a resource with a marker: one that is adopted and has none gets it, with this note. */
export async function retag(
  aws: Aws,
  kind: string,
  target: { readonly id: string; readonly tags: Tags },
  set: Tags,
  remove: readonly string[],
  text?: string,
): Promise<void> {
  const name = markerName(kind, target.id);
  try {
    await tagParameter(aws, name, withNote(set, text), remove);
  } catch (error) {
    if (!isMissingParameter(error)) throw error;
    const kept = Object.entries(target.tags).filter(([key]) => !remove.includes(key));
    await claim(aws, kind, target.id, { ...Object.fromEntries(kept), ...set }, text);
  }
}

/** Writes down what a kind must know of a resource beside its tags. The marker must exist. */
export async function note(aws: Aws, kind: string, id: string, text: string): Promise<void> {
  await tagParameter(aws, markerName(kind, id), { [noteTag]: text });
}

/** Removes the markers of resources that are gone. Returns the error of each that is still there, by id. */
export async function removeMarkers(
  aws: Aws,
  kind: string,
  ids: readonly string[],
): Promise<Map<string, unknown>> {
  const byName = new Map(ids.map((id) => [markerName(kind, id), id]));
  const failed = await deleteParameters(aws, [...byName.keys()]);
  return new Map([...failed].map(([name, error]) => [byName.get(name) ?? name, error]));
}

function markerName(kind: string, id: string): string {
  return `/watchkeeper/${kind}/${digest(id)}`;
}

function folderArn({ partition, region, account }: Scope, kind: string): string {
  return `arn:${partition}:ssm:${region}:${account}:parameter/watchkeeper/${kind}/`;
}

/** 132 bits, in letters that a parameter's name may have. */
function digest(id: string): string {
  return hash("sha256", id, "base64url").slice(0, 22);
}

function withNote(tags: Tags, text: string | undefined): Tags {
  return text === undefined ? tags : { ...tags, [noteTag]: text };
}

function asMarker(arn: string, { [noteTag]: text, ...tags }: Tags): Marker {
  return { arn, tags, note: text };
}

/** JSON without the double braces that no parameter's value may have. */
function valueOf(content: { readonly kind: string; readonly id: string }): string {
  return JSON.stringify(content).replaceAll(/(?<!^)\{/g, "\\u007b");
}

function idOf(value: string): string | undefined {
  try {
    const content: unknown = JSON.parse(value);
    return isRecord(content) && typeof content["id"] === "string" ? content["id"] : undefined;
  } catch {
    return undefined;
  }
}
