import { createHash } from "node:crypto";
import type {
  DeleteObjectOutput,
  DeleteObjectRequest,
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  GetObjectRequest,
  HeadObjectOutput,
  HeadObjectRequest,
  PutObjectOutput,
} from "@aws-sdk/client-s3";
import { AwsError, type CallContext } from "../../service.ts";
import { objectsOf, ownBucket, type StoredBucket, type StoredObject } from "./bucket-store.ts";
import { type Checksums, checkedSum } from "./checksums.ts";
import { deleteVersion, findVersion, markDeleted, newVersionId, supersede } from "./object-versions.ts";

interface PutObjectInput extends Checksums {
  readonly Bucket: string;
  readonly Key: string;
  readonly Body?: Uint8Array;
  readonly ContentMD5?: string;
  readonly ContentType?: string;
  readonly Metadata?: Readonly<Record<string, string>>;
}

export function putObject(context: CallContext, input: PutObjectInput): PutObjectOutput {
  const bucket = ownBucket(context, input.Bucket);
  const body = input.Body ?? new Uint8Array();
  const checksums = checkedSum(body, input);
  // An ETag is the body's MD5, of everything that isn't uploaded in parts.
  const etag = `"${createHash("md5").update(body).digest("hex")}"`;
  supersede(context.world, bucket, input.Key);
  const versionId = newVersionId(context, bucket);
  objectsOf(context.world, bucket).put(input.Key, {
    key: input.Key,
    body,
    contentType: input.ContentType,
    metadata: input.Metadata ?? {},
    etag,
    checksums,
    modified: context.clock.now(),
    versionId,
  });
  return {
    ETag: etag,
    ...checksums,
    ChecksumType: "FULL_OBJECT",
    ...(versionId !== undefined && { VersionId: versionId }),
  };
}

/** An object, or a version of it, with its body; NoSuchKey or NoSuchVersion when there is none. */
export function getObject(
  context: CallContext,
  input: GetObjectRequest,
): HeadObjectOutput & { Body: Uint8Array } {
  const object = existingObject(context, input);
  return { ...objectHead(object, input), Body: object.body };
}

export function headObject(context: CallContext, input: HeadObjectRequest): HeadObjectOutput {
  return objectHead(existingObject(context, input), input);
}

/** Deleting what isn't there is no error. */
export function deleteObject(context: CallContext, input: DeleteObjectRequest): DeleteObjectOutput {
  return deleteOne(context, ownBucket(context, input.Bucket), input.Key ?? "", input.VersionId);
}

export function deleteObjects(context: CallContext, input: DeleteObjectsRequest): DeleteObjectsOutput {
  const bucket = ownBucket(context, input.Bucket);
  const Deleted = (input.Delete?.Objects ?? []).map(({ Key = "", VersionId }) => {
    const { DeleteMarker, VersionId: marker } = deleteOne(context, bucket, Key, VersionId);
    return {
      Key,
      ...(VersionId !== undefined && { VersionId }),
      ...(DeleteMarker && { DeleteMarker, DeleteMarkerVersionId: marker }),
    };
  });
  return input.Delete?.Quiet ? {} : { Deleted };
}

/** One version for good, or the object: in a bucket with versions it is only marked as deleted. */
function deleteOne(
  context: CallContext,
  bucket: StoredBucket,
  key: string,
  versionId: string | undefined,
): DeleteObjectOutput {
  if (versionId !== undefined) {
    deleteVersion(context.world, bucket, key, versionId);
    return { VersionId: versionId };
  }
  supersede(context.world, bucket, key);
  const marker = markDeleted(context, bucket, key);
  return marker === undefined ? {} : { DeleteMarker: true, VersionId: marker };
}

function existingObject(context: CallContext, input: GetObjectRequest): StoredObject {
  const { Key = "", VersionId: version } = input;
  const bucket = ownBucket(context, input.Bucket);
  const object =
    version === undefined
      ? objectsOf(context.world, bucket).get(Key)
      : findVersion(context.world, bucket, Key, version);
  if (object) return object;
  throw version === undefined
    ? new AwsError("NoSuchKey", "The specified key does not exist.", { status: 404 })
    : new AwsError("NoSuchVersion", "The specified version does not exist.", { status: 404 });
}

function objectHead(object: StoredObject, { ChecksumMode }: GetObjectRequest): HeadObjectOutput {
  const { body, contentType, metadata, etag, checksums, modified, versionId } = object;
  return {
    ContentLength: body.length,
    ContentType: contentType ?? "binary/octet-stream",
    Metadata: metadata,
    ETag: etag,
    LastModified: modified,
    AcceptRanges: "bytes",
    ...(ChecksumMode === "ENABLED" && { ...checksums, ChecksumType: "FULL_OBJECT" }),
    ...(versionId !== undefined && { VersionId: versionId }),
  };
}
