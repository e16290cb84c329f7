import type { ListObjectVersionsOutput, ListObjectVersionsRequest } from "@aws-sdk/client-s3";
import type { CallContext } from "../../service.ts";
import type { World } from "../../state.ts";
import {
  askedBucket,
  objectsOf,
  type StoredBucket,
  type StoredObject,
  type StoredVersion,
  versionsOf,
} from "./bucket-store.ts";

const pageSize = 1000;
const nameless = "null";

/** The id of the version that a write makes; none where versioning is off or suspended. */
export function newVersionId({ id }: CallContext, bucket: StoredBucket): string | undefined {
  return bucket.settings.versioning === "Enabled" ? id(32) : undefined;
}

/** Keeps what a write or deletion takes the place of, where the bucket's versioning says so. */
export function supersede(world: World, bucket: StoredBucket, key: string): void {
  const objects = objectsOf(world, bucket);
  const current = objects.get(key);
  if (!current) return;
  objects.delete(key);
  const { versioning } = bucket.settings;
  if (versioning === "Enabled" || (versioning === "Suspended" && current.versionId !== undefined))
    archive(world, bucket, { ...current, marker: false });
}

/** Marks a deletion, where the bucket's versioning says so; the marker's version id. */
export function markDeleted(context: CallContext, bucket: StoredBucket, key: string): string | undefined {
  if (!bucket.settings.versioning) return undefined;
  const versionId = newVersionId(context, bucket);
  const etag = "";
  const empty = { body: new Uint8Array(), contentType: undefined, metadata: {}, etag, checksums: {} };
  archive(context.world, bucket, { ...empty, key, modified: context.clock.now(), versionId, marker: true });
  return versionId ?? nameless;
}

function archive(world: World, bucket: StoredBucket, version: Omit<StoredVersion, "age">): void {
  const versions = versionsOf(world, bucket);
  const age = versions.size;
  versions.put(`${version.key}\u0000${String(age).padStart(9, "0")}`, { ...version, age });
}

/** One version of an object, the current one too; undefined when there is none, or it marks a deletion. */
export function findVersion(
  world: World,
  bucket: StoredBucket,
  key: string,
  versionId: string,
): StoredObject | undefined {
  const isIt = (one: StoredObject) => one.key === key && (one.versionId ?? nameless) === versionId;
  const current = objectsOf(world, bucket).get(key);
  if (current && isIt(current)) return current;
  return versionsOf(world, bucket)
    .list()
    .find((one) => isIt(one) && !one.marker);
}

/** Takes one version away for good; the newest one left becomes the current object, unless it is a marker. */
export function deleteVersion(world: World, bucket: StoredBucket, key: string, versionId: string): void {
  const objects = objectsOf(world, bucket);
  const table = versionsOf(world, bucket);
  const isIt = (one: StoredObject) => (one.versionId ?? nameless) === versionId;
  const current = objects.get(key);
  if (current && isIt(current)) objects.delete(key);
  const older = table.list().filter((one) => one.key === key);
  for (const one of older.filter(isIt)) table.delete(rowOf(one));
  if (objects.get(key)) return;
  const newest = older.filter((one) => !isIt(one)).sort((a, b) => b.age - a.age)[0];
  if (!newest || newest.marker) return;
  const { age: _age, marker: _marker, ...object } = newest;
  table.delete(rowOf(newest));
  objects.put(key, object);
}

function rowOf({ key, age }: StoredVersion): string {
  return `${key}\u0000${String(age).padStart(9, "0")}`;
}

export function listObjectVersions(
  context: CallContext,
  input: ListObjectVersionsRequest,
): ListObjectVersionsOutput {
  const bucket = askedBucket(context, input);
  const { Prefix = "", KeyMarker = "", VersionIdMarker } = input;
  const limit = Math.min(input.MaxKeys ?? pageSize, pageSize);
  const all = [
    ...objectsOf(context.world, bucket)
      .list()
      .map((object) => ({ ...object, age: Number.POSITIVE_INFINITY, marker: false })),
    ...versionsOf(context.world, bucket).list(),
  ]
    .filter(({ key }) => key.startsWith(Prefix))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : b.age - a.age))
    .map((one, index, sorted) => ({ ...one, latest: sorted[index - 1]?.key !== one.key }));
  const after = all.findIndex(
    ({ key, versionId }) => key === KeyMarker && (versionId ?? nameless) === VersionIdMarker,
  );
  const rest =
    VersionIdMarker === undefined ? all.filter(({ key }) => key > KeyMarker) : all.slice(after + 1);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const shown = (one: (typeof page)[number]) => ({
    Key: one.key,
    VersionId: one.versionId ?? nameless,
    IsLatest: one.latest,
    LastModified: one.modified,
  });
  const versions = page.filter(({ marker }) => !marker);
  const markers = page.filter(({ marker }) => marker);
  return {
    Name: bucket.name,
    Prefix,
    KeyMarker,
    MaxKeys: limit,
    IsTruncated: page.length < rest.length,
    ...(page.length < rest.length &&
      last && { NextKeyMarker: last.key, NextVersionIdMarker: last.versionId ?? nameless }),
    ...(versions.length > 0 && {
      Versions: versions.map((one) => ({
        ...shown(one),
        ETag: one.etag,
        Size: one.body.length,
        StorageClass: "STANDARD" as const,
      })),
    }),
    ...(markers.length > 0 && { DeleteMarkers: markers.map(shown) }),
  };
}
