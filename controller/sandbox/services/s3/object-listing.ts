import type {
  _Object,
  CommonPrefix,
  EncodingType,
  ListObjectsOutput,
  ListObjectsRequest,
  ListObjectsV2Output,
  ListObjectsV2Request,
} from "@aws-sdk/client-s3";
import { keyIn, tokenFor } from "../../page.ts";
import type { CallContext } from "../../service.ts";
import { objectsOf, ownBucket } from "./bucket-store.ts";

const pageSize = 1000;

/** What both versions of the listing ask. */
interface Wanted {
  readonly prefix: string;
  readonly delimiter: string;
  readonly limit: number;
  /** Only keys and common prefixes after this one. */
  readonly after: string;
  readonly encoding: EncodingType | undefined;
}

interface Listed {
  readonly Contents: _Object[];
  readonly CommonPrefixes: CommonPrefix[];
  /** The last key or common prefix of the page, when there are more. */
  readonly last: string | undefined;
}

export function listObjectsV2(context: CallContext, input: ListObjectsV2Request): ListObjectsV2Output {
  const wanted = {
    prefix: input.Prefix ?? "",
    delimiter: input.Delimiter ?? "",
    limit: Math.min(input.MaxKeys ?? pageSize, pageSize),
    after: input.ContinuationToken
      ? keyIn(input.ContinuationToken, "InvalidArgument")
      : (input.StartAfter ?? ""),
    encoding: input.EncodingType,
  };
  const { Contents, CommonPrefixes, last } = list(context, input.Bucket, wanted);
  return {
    ...common(input.Bucket, wanted),
    ...given({ Contents, CommonPrefixes }),
    KeyCount: Contents.length + CommonPrefixes.length,
    IsTruncated: last !== undefined,
    ...(input.ContinuationToken ? { ContinuationToken: input.ContinuationToken } : {}),
    ...(last === undefined ? {} : { NextContinuationToken: tokenFor(last) }),
  };
}

export function listObjects(context: CallContext, input: ListObjectsRequest): ListObjectsOutput {
  const wanted = {
    prefix: input.Prefix ?? "",
    delimiter: input.Delimiter ?? "",
    limit: Math.min(input.MaxKeys ?? pageSize, pageSize),
    after: input.Marker ?? "",
    encoding: input.EncodingType,
  };
  const { Contents, CommonPrefixes, last } = list(context, input.Bucket, wanted);
  return {
    ...common(input.Bucket, wanted),
    ...given({ Contents, CommonPrefixes }),
    Marker: input.Marker ?? "",
    IsTruncated: last !== undefined,
    ...(last === undefined ? {} : { NextMarker: last }),
  };
}

function common(bucket: string | undefined, { prefix, delimiter, limit, encoding }: Wanted) {
  return {
    Name: bucket,
    Prefix: prefix,
    MaxKeys: limit,
    ...(delimiter ? { Delimiter: delimiter } : {}),
    ...(encoding ? { EncodingType: encoding } : {}),
  };
}

function given({ Contents, CommonPrefixes }: Pick<Listed, "Contents" | "CommonPrefixes">) {
  return {
    ...(Contents.length > 0 ? { Contents } : {}),
    ...(CommonPrefixes.length > 0 ? { CommonPrefixes } : {}),
  };
}

function list(context: CallContext, name: string | undefined, wanted: Wanted): Listed {
  const { prefix, delimiter, limit, after, encoding } = wanted;
  const objects = objectsOf(context.world, ownBucket(context, name));
  const shown = (key: string) => (encoding === "url" ? encodeURIComponent(key).replaceAll("%2F", "/") : key);
  const Contents: _Object[] = [];
  const CommonPrefixes: CommonPrefix[] = [];
  let last: string | undefined;
  for (const { key, body, etag, modified } of objects.list()) {
    if (!key.startsWith(prefix)) continue;
    const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    const entry = cut < 0 ? key : key.slice(0, cut + delimiter.length);
    if (entry <= after || entry === last) continue;
    if (Contents.length + CommonPrefixes.length === limit) return { Contents, CommonPrefixes, last };
    last = entry;
    if (cut >= 0) CommonPrefixes.push({ Prefix: shown(entry) });
    else {
      Contents.push({
        Key: shown(key),
        LastModified: modified,
        ETag: etag,
        Size: body.length,
        StorageClass: "STANDARD",
      });
    }
  }
  return { Contents, CommonPrefixes, last: undefined };
}
