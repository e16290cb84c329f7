import type { Scope } from "../kind.ts";

/** `alias/x` and a bare key id as the ARNs they stand for in this account and region. */
export function kmsKeyArn(key: string, { partition, region, account }: Scope): string {
  if (key.startsWith("arn:")) return key;
  const resource = key.startsWith("alias/") ? key : `key/${key}`;
  return `arn:${partition}:kms:${region}:${account}:${resource}`;
}
