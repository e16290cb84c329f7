import {
  CloudWatchLogsClient,
  DeleteDataProtectionPolicyCommand,
  DeleteIndexPolicyCommand,
  DescribeIndexPoliciesCommand,
  GetDataProtectionPolicyCommand,
  PutDataProtectionPolicyCommand,
  PutIndexPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../../aws/aws.ts";
import { classify } from "../../aws/errors.ts";
import { isRecord } from "../../value/record.ts";
import { sortedTexts } from "../../value/sorted-texts.ts";

/** A policy document, parsed. */
export type PolicyDocument = Readonly<Record<string, unknown>>;

/** The data protection policy of a group itself; nothing where it has none. Throws AWS's error. */
export async function readDataProtection(
  aws: Aws,
  logGroupIdentifier: string,
): Promise<PolicyDocument | undefined> {
  const { policyDocument } = await aws
    .client(CloudWatchLogsClient)
    .send(new GetDataProtectionPolicyCommand({ logGroupIdentifier }));
  return documentFrom(policyDocument);
}

/** Sets a group's data protection policy, or takes it away. Throws AWS's error. */
export async function putDataProtection(
  aws: Aws,
  logGroupIdentifier: string,
  policy: PolicyDocument | undefined,
): Promise<void> {
  const client = aws.client(CloudWatchLogsClient);
  if (policy) {
    const policyDocument = JSON.stringify(policy);
    await client.send(new PutDataProtectionPolicyCommand({ logGroupIdentifier, policyDocument }));
  } else {
    await unlessGone(client.send(new DeleteDataProtectionPolicyCommand({ logGroupIdentifier })));
  }
}

/** The index policy of a group itself, not its account's; nothing where it has none. Throws AWS's error. */
export async function readIndexPolicy(
  aws: Aws,
  logGroupIdentifier: string,
): Promise<PolicyDocument | undefined> {
  // One group a call: "Array Members: Fixed number of 1 item" (DescribeIndexPolicies).
  const { indexPolicies = [] } = await aws
    .client(CloudWatchLogsClient)
    .send(new DescribeIndexPoliciesCommand({ logGroupIdentifiers: [logGroupIdentifier] }));
  const own = indexPolicies.find(({ source }) => source !== "ACCOUNT");
  const document = documentFrom(own?.policyDocument);
  return document && indexPolicyShape(document);
}

/** Sets a group's index policy, or takes it away. Throws AWS's error. */
export async function putIndexPolicy(
  aws: Aws,
  logGroupIdentifier: string,
  policy: PolicyDocument | undefined,
): Promise<void> {
  const client = aws.client(CloudWatchLogsClient);
  if (policy) {
    const policyDocument = JSON.stringify(policy);
    await client.send(new PutIndexPolicyCommand({ logGroupIdentifier, policyDocument }));
  } else {
    await unlessGone(client.send(new DeleteIndexPolicyCommand({ logGroupIdentifier })));
  }
}

/** An index policy in canonical form: the order of its fields means nothing. */
export function indexPolicyShape(document: PolicyDocument): PolicyDocument {
  const { Fields: fields } = document;
  return Array.isArray(fields) && fields.every((field) => typeof field === "string")
    ? { ...document, Fields: sortedTexts(fields) }
    : { ...document };
}

/** Text that isn't a policy still is something that git doesn't want. */
function documentFrom(text: string | undefined): PolicyDocument | undefined {
  if (!text) return undefined;
  try {
    const document: unknown = JSON.parse(text);
    return isRecord(document) ? document : { Text: text };
  } catch {
    return { Text: text };
  }
}

async function unlessGone(deletion: Promise<unknown>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (classify(error) !== "not-found") throw error;
  }
}
