import type {
  EncryptionType,
  GetBucketEncryptionOutput,
  GetBucketLifecycleConfigurationOutput,
  LoggingEnabled,
  ObjectLockConfiguration,
  ObjectOwnership,
  PublicAccessBlockConfiguration,
  ServerSideEncryption,
  TransitionDefaultMinimumObjectSize,
} from "@aws-sdk/client-s3";
import type { LogBucketSpec } from "../../generated/types.ts";
import type { Setting } from "../../kind.ts";
import { desiredRule, type LifecycleRuleShape, ruleFromAws } from "./lifecycle.ts";
import { bucketArn, desiredPolicy, type OwnPolicy } from "./policy.ts";

type Retention = NonNullable<NonNullable<LogBucketSpec["objectLock"]>["defaultRetention"]>;

/** A bucket in the one form it is compared in, AWS's defaults filled in. */
export interface LogBucketShape {
  /** Our statements; those of others aren't compared. */
  readonly policy?: OwnPolicy;
  readonly encryption: {
    readonly sseAlgorithm: ServerSideEncryption;
    readonly kmsMasterKeyId?: string;
    readonly bucketKeyEnabled: boolean;
    /** None where the spec says `NONE`. */
    readonly blockedEncryptionTypes: readonly EncryptionType[];
  };
  /** One that never was versioned counts as suspended: AWS can't bring it back to that. */
  readonly versioning: "Enabled" | "Suspended";
  readonly publicAccessBlock: {
    readonly blockPublicAcls: boolean;
    readonly ignorePublicAcls: boolean;
    readonly blockPublicPolicy: boolean;
    readonly restrictPublicBuckets: boolean;
  };
  readonly objectOwnership: ObjectOwnership;
  readonly lifecycleRules: readonly LifecycleRuleShape[];
  readonly transitionDefaultMinimumObjectSize: TransitionDefaultMinimumObjectSize;
  readonly objectLock?: { readonly defaultRetention?: Retention };
  readonly logging?: {
    readonly targetBucket: string;
    readonly targetPrefix?: string;
    readonly partitionDateSource?: "EventTime" | "DeliveryTime";
  };
}

/** Objects below it stay: "all_storage_classes_128K" since September 2024 (S3 User Guide). */
const defaultMinimumSize: TransitionDefaultMinimumObjectSize = "all_storage_classes_128K";

export function desiredBucket(
  spec: LogBucketSpec,
  id: string,
  { scope }: Pick<Setting, "scope">,
): LogBucketShape {
  const { encryption = {}, publicAccessBlock = {}, lifecycleRules = [], objectLock, logging } = spec;
  const policy = desiredPolicy(spec, bucketArn(id, scope.partition), scope);
  return {
    ...(policy && { policy }),
    encryption: {
      sseAlgorithm: encryption.sseAlgorithm ?? "AES256",
      ...(encryption.kmsMasterKeyId !== undefined && { kmsMasterKeyId: encryption.kmsMasterKeyId }),
      bucketKeyEnabled: encryption.bucketKeyEnabled ?? false,
      blockedEncryptionTypes: blockedTypes(encryption.blockedEncryptionTypes ?? ["SSE-C"]),
    },
    versioning: spec.versioning ?? "Suspended",
    publicAccessBlock: {
      blockPublicAcls: publicAccessBlock.blockPublicAcls ?? true,
      ignorePublicAcls: publicAccessBlock.ignorePublicAcls ?? true,
      blockPublicPolicy: publicAccessBlock.blockPublicPolicy ?? true,
      restrictPublicBuckets: publicAccessBlock.restrictPublicBuckets ?? true,
    },
    objectOwnership: spec.objectOwnership ?? "BucketOwnerEnforced",
    lifecycleRules: lifecycleRules.map(desiredRule).sort(byId),
    transitionDefaultMinimumObjectSize: spec.transitionDefaultMinimumObjectSize ?? defaultMinimumSize,
    ...(objectLock && { objectLock }),
    ...(logging && {
      logging: {
        // The resolver has put a text in a reference's place.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        targetBucket: logging.targetBucket as string,
        ...(logging.targetPrefix !== undefined && { targetPrefix: logging.targetPrefix }),
        ...(logging.partitionDateSource && { partitionDateSource: logging.partitionDateSource }),
      },
    }),
  };
}

/** What the single calls answer; absent where AWS says that there is none. */
export interface BucketDetails {
  readonly policy: OwnPolicy | undefined;
  readonly encryption: GetBucketEncryptionOutput | undefined;
  readonly versioning: string | undefined;
  readonly publicAccessBlock: PublicAccessBlockConfiguration | undefined;
  readonly objectOwnership: ObjectOwnership | undefined;
  readonly lifecycle: GetBucketLifecycleConfigurationOutput | undefined;
  readonly objectLock: ObjectLockConfiguration | undefined;
  readonly logging: LoggingEnabled | undefined;
}

/** @param wanted the shape git wants, if it does */
export function bucketFromAws(details: BucketDetails, wanted: LogBucketShape | undefined): LogBucketShape {
  const { policy, publicAccessBlock: block, lifecycle } = details;
  const objectLock = lockFromAws(details.objectLock, wanted);
  const logging = loggingFromAws(details.logging);
  return {
    ...(policy && { policy }),
    encryption: encryptionFromAws(details.encryption),
    versioning: details.versioning === "Enabled" ? "Enabled" : "Suspended",
    publicAccessBlock: {
      blockPublicAcls: block?.BlockPublicAcls ?? false,
      ignorePublicAcls: block?.IgnorePublicAcls ?? false,
      blockPublicPolicy: block?.BlockPublicPolicy ?? false,
      restrictPublicBuckets: block?.RestrictPublicBuckets ?? false,
    },
    // Buckets from before ownership controls have none, and each object is its writer's.
    objectOwnership: details.objectOwnership ?? "ObjectWriter",
    lifecycleRules: (lifecycle?.Rules ?? []).map(ruleFromAws).sort(byId),
    transitionDefaultMinimumObjectSize: lifecycle?.TransitionDefaultMinimumObjectSize ?? defaultMinimumSize,
    ...(objectLock && { objectLock }),
    ...(logging && { logging }),
  };
}

function encryptionFromAws(answer: GetBucketEncryptionOutput | undefined): LogBucketShape["encryption"] {
  const [rule] = answer?.ServerSideEncryptionConfiguration?.Rules ?? [];
  const { SSEAlgorithm: algorithm = "AES256", KMSMasterKeyID: key } =
    rule?.ApplyServerSideEncryptionByDefault ?? {};
  return {
    sseAlgorithm: algorithm,
    ...(key !== undefined && { kmsMasterKeyId: key }),
    bucketKeyEnabled: rule?.BucketKeyEnabled ?? false,
    blockedEncryptionTypes: blockedTypes(rule?.BlockedEncryptionTypes?.EncryptionType ?? []),
  };
}

function blockedTypes(types: readonly EncryptionType[]): EncryptionType[] {
  return types.filter((type) => type !== "NONE").sort();
}

/** Once on it can't be turned off, so whoever doesn't ask for it only asks for no retention. */
function lockFromAws(
  lock: ObjectLockConfiguration | undefined,
  wanted: LogBucketShape | undefined,
): LogBucketShape["objectLock"] {
  if (lock?.ObjectLockEnabled !== "Enabled") return undefined;
  const { Mode, Days, Years, DefaultEventHold: hold } = lock.Rule?.DefaultRetention ?? {};
  const defaultRetention: Retention = {
    ...(Mode && { mode: Mode }),
    ...(Days !== undefined && { days: Days }),
    ...(Years !== undefined && { years: Years }),
    ...(hold && {
      defaultEventHold: {
        ...(hold.Days !== undefined && { days: hold.Days }),
        ...(hold.Years !== undefined && { years: hold.Years }),
      },
    }),
  };
  if (Object.keys(defaultRetention).length > 0) return { defaultRetention };
  return wanted && !wanted.objectLock ? undefined : {};
}

function loggingFromAws(enabled: LoggingEnabled | undefined): LogBucketShape["logging"] {
  if (!enabled) return undefined;
  const partitioned = enabled.TargetObjectKeyFormat?.PartitionedPrefix;
  return {
    targetBucket: enabled.TargetBucket ?? "",
    ...(enabled.TargetPrefix && { targetPrefix: enabled.TargetPrefix }),
    ...(partitioned && { partitionDateSource: partitioned.PartitionDateSource ?? "DeliveryTime" }),
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
