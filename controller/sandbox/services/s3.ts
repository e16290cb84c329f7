import * as module from "@aws-sdk/client-s3";
import type { Service } from "../service.ts";
import {
  deleteBucketPolicy,
  getBucketPolicy,
  getBucketPolicyStatus,
  putBucketPolicy,
} from "./s3/bucket-policy.ts";
import {
  deleteBucketEncryption,
  deleteBucketOwnershipControls,
  deletePublicAccessBlock,
  getBucketAcl,
  getBucketEncryption,
  getBucketLogging,
  getBucketOwnershipControls,
  getBucketVersioning,
  getObjectLockConfiguration,
  getPublicAccessBlock,
  putBucketEncryption,
  putBucketLogging,
  putBucketOwnershipControls,
  putBucketVersioning,
  putObjectLockConfiguration,
  putPublicAccessBlock,
} from "./s3/bucket-settings.ts";
import {
  createBucket,
  deleteBucket,
  deleteBucketTagging,
  getBucketLocation,
  getBucketTagging,
  headBucket,
  listBuckets,
  putBucketTagging,
} from "./s3/buckets.ts";
import {
  deleteBucketLifecycle,
  getBucketLifecycleConfiguration,
  putBucketLifecycleConfiguration,
} from "./s3/lifecycle.ts";
import { listObjects, listObjectsV2 } from "./s3/object-listing.ts";
import { listObjectVersions } from "./s3/object-versions.ts";
import { deleteObject, deleteObjects, getObject, headObject, putObject } from "./s3/objects.ts";

/** S3: buckets with their settings, policies and tags, and small objects with their versions. */
export const s3: Service = {
  module,
  client: "S3Client",
  signingName: "s3",
  eventSource: "s3.amazonaws.com",
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
  eventNames: {
    DeletePublicAccessBlock: "DeleteBucketPublicAccessBlock",
    PutBucketLifecycleConfiguration: "PutBucketLifecycle",
    PutObjectLockConfiguration: "PutBucketObjectLockConfiguration",
    PutPublicAccessBlock: "PutBucketPublicAccessBlock",
  },
  eventParameterNames: { bucket: "bucketName" },
  operations: {
    CreateBucket: createBucket,
    ListBuckets: listBuckets,
    HeadBucket: headBucket,
    DeleteBucket: deleteBucket,
    GetBucketLocation: getBucketLocation,
    GetBucketAcl: getBucketAcl,
    PutBucketPolicy: putBucketPolicy,
    GetBucketPolicy: getBucketPolicy,
    GetBucketPolicyStatus: getBucketPolicyStatus,
    DeleteBucketPolicy: deleteBucketPolicy,
    PutBucketTagging: putBucketTagging,
    GetBucketTagging: getBucketTagging,
    DeleteBucketTagging: deleteBucketTagging,
    PutBucketEncryption: putBucketEncryption,
    GetBucketEncryption: getBucketEncryption,
    DeleteBucketEncryption: deleteBucketEncryption,
    PutBucketVersioning: putBucketVersioning,
    GetBucketVersioning: getBucketVersioning,
    PutPublicAccessBlock: putPublicAccessBlock,
    GetPublicAccessBlock: getPublicAccessBlock,
    DeletePublicAccessBlock: deletePublicAccessBlock,
    PutBucketOwnershipControls: putBucketOwnershipControls,
    GetBucketOwnershipControls: getBucketOwnershipControls,
    DeleteBucketOwnershipControls: deleteBucketOwnershipControls,
    PutBucketLifecycleConfiguration: putBucketLifecycleConfiguration,
    GetBucketLifecycleConfiguration: getBucketLifecycleConfiguration,
    DeleteBucketLifecycle: deleteBucketLifecycle,
    PutObjectLockConfiguration: putObjectLockConfiguration,
    GetObjectLockConfiguration: getObjectLockConfiguration,
    PutBucketLogging: putBucketLogging,
    GetBucketLogging: getBucketLogging,
    PutObject: putObject,
    GetObject: getObject,
    HeadObject: headObject,
    DeleteObject: deleteObject,
    DeleteObjects: deleteObjects,
    ListObjects: listObjects,
    ListObjectsV2: listObjectsV2,
    ListObjectVersions: listObjectVersions,
  },
};
