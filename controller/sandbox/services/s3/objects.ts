import { createHash } from "node:crypto";
import type {
  DeleteObjectRequest,
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  HeadObjectOutput,
  HeadObjectRequest,
} from "@aws-sdk/client-s3";
import { AwsError, type CallContext } from "../../service.ts";
import { objectsOf, ownBucket, type StoredObject } from "./bucket-store.ts";

interface PutObjectInput {
  readonly Bucket: string;
  readonly Key: string;
  readonly Body?: Uint8Array;
  readonly ContentType?: string;
  readonly Metadata?: Readonly<Record<string, string>>;
}

export function putObject(context: CallContext, input: PutObjectInput): { ETag: string } {
  const bucket = ownBucket(context, input.Bucket);
  const body = input.Body ?? new Uint8Array();
  // An ETag is the body's MD5, of everything that isn't uploaded in parts.
  const etag = `"${createHash("md5").update(body).digest("hex")}"`;
  objectsOf(context.world, bucket).put(input.Key, {
    key: input.Key,
    body,
    contentType: input.ContentType,
    metadata: input.Metadata ?? {},
    etag,
    modified: context.clock.now(),
  });
  return { ETag: etag };
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
export function deleteObject(context: CallContext, input: DeleteObjectRequest): Record<string, never> {
  objectsOf(context.world, ownBucket(context, input.Bucket)).delete(input.Key ?? "");
  return {};
}

export function deleteObjects(context: CallContext, input: DeleteObjectsRequest): DeleteObjectsOutput {
  const objects = objectsOf(context.world, ownBucket(context, input.Bucket));
  const keys = (input.Delete?.Objects ?? []).map(({ Key = "" }) => Key);
  for (const key of keys) objects.delete(key);
  return input.Delete?.Quiet ? {} : { Deleted: keys.map((Key) => ({ Key })) };
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
