import { createHash } from "node:crypto";
import type {
  DeleteObjectOutput,
  DeleteObjectRequest,
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  HeadObjectOutput,
  HeadObjectRequest,
} from "@aws-sdk/client-s3";
import { AwsError, type CallContext } from "../../service.ts";
import { objectsOf, ownBucket, type StoredBucket, type StoredObject } from "./bucket-store.ts";
import { deleteVersion, markDeleted, newVersionId, supersede } from "./object-versions.ts";

interface PutObjectInput {
  readonly Bucket: string;
  readonly Key: string;
  readonly Body?: Uint8Array;
  readonly ContentType?: string;
  readonly Metadata?: Readonly<Record<string, string>>;
}

export function putObject(context: CallContext, input: PutObjectInput): { ETag: string; VersionId?: string } {
  const bucket = ownBucket(context, input.Bucket);
  const body = input.Body ?? new Uint8Array();
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
    modified: context.clock.now(),
    versionId,
  });
  return { ETag: etag, ...(versionId !== undefined && { VersionId: versionId }) };
}

/** An object with its body; NoSuchKey when there is none. */
export function getObject(
  context: CallContext,
  input: { Bucket: string; Key: string },
): HeadObjectOutput & { Body: Uint8Array } {
  const object = existingObject(context, input);
  return { ...objectHead(object), Body: object.body };
}

export function headObject(context: CallContext, input: HeadObjectRequest): HeadObjectOutput {
  return objectHead(existingObject(context, { Bucket: input.Bucket ?? "", Key: input.Key ?? "" }));
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

function existingObject(
  context: CallContext,
  { Bucket, Key }: { Bucket: string; Key: string },
): StoredObject {
  const object = objectsOf(context.world, ownBucket(context, Bucket)).get(Key);
  if (!object) throw new AwsError("NoSuchKey", "The specified key does not exist.", { status: 404 });
  return object;
}

function objectHead({ body, contentType, metadata, etag, modified }: StoredObject): HeadObjectOutput {
  return {
    ContentLength: body.length,
    ContentType: contentType ?? "binary/octet-stream",
    Metadata: metadata,
    ETag: etag,
    LastModified: modified,
    AcceptRanges: "bytes",
  };
}
