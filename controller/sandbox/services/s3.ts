import * as module from "@aws-sdk/client-s3";
import type { Service } from "../service.ts";
import {
  createBucket,
  deleteBucket,
  deleteBucketPolicy,
  deleteBucketTagging,
  getBucketLocation,
  getBucketPolicy,
  getBucketTagging,
  headBucket,
  listBuckets,
  putBucketPolicy,
  putBucketTagging,
} from "./s3/buckets.ts";
import { listObjects, listObjectsV2 } from "./s3/object-listing.ts";
import { deleteObject, deleteObjects, getObject, headObject, putObject } from "./s3/objects.ts";

/** S3: buckets with their policies and tags, and small objects. */
export const s3: Service = {
  module,
  client: "S3Client",
  signingName: "s3",
  eventSource: "s3.amazonaws.com",
  operations: {
    CreateBucket: createBucket,
    ListBuckets: listBuckets,
    HeadBucket: headBucket,
    DeleteBucket: deleteBucket,
    GetBucketLocation: getBucketLocation,
    PutBucketPolicy: putBucketPolicy,
    GetBucketPolicy: getBucketPolicy,
    DeleteBucketPolicy: deleteBucketPolicy,
    PutBucketTagging: putBucketTagging,
    GetBucketTagging: getBucketTagging,
    DeleteBucketTagging: deleteBucketTagging,
    PutObject: putObject,
    GetObject: getObject,
    HeadObject: headObject,
    DeleteObject: deleteObject,
    DeleteObjects: deleteObjects,
    ListObjects: listObjects,
    ListObjectsV2: listObjectsV2,
  },
};
