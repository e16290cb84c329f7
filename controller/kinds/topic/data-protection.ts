import {
  GetDataProtectionPolicyCommand,
  PutDataProtectionPolicyCommand,
  SNSClient,
} from "@aws-sdk/client-sns";
import type { Aws } from "../../aws/aws.ts";
import { isRecord } from "../../value/record.ts";
import { parsedJson } from "./json.ts";
import type { TopicShape } from "./shape.ts";

/** A topic's data protection policy; nothing where it has none. Throws AWS's error. */
export async function readDataProtection(
  aws: Aws,
  topicArn: string,
): Promise<TopicShape["dataProtectionPolicy"] | undefined> {
  const command = new GetDataProtectionPolicyCommand({ ResourceArn: topicArn });
  const { DataProtectionPolicy: text = "" } = await aws.client(SNSClient).send(command);
  const policy = parsedJson(text);
  // Text that isn't a policy still is something that git doesn't want.
  return policy === undefined || isRecord(policy) ? policy : { Text: text };
}

/** Sets a topic's data protection policy, or takes it away. Throws AWS's error. */
export async function putDataProtection(
  aws: Aws,
  topicArn: string,
  policy: TopicShape["dataProtectionPolicy"],
): Promise<void> {
  const DataProtectionPolicy = policy === undefined ? "" : JSON.stringify(policy);
  await aws
    .client(SNSClient)
    .send(new PutDataProtectionPolicyCommand({ ResourceArn: topicArn, DataProtectionPolicy }));
}
