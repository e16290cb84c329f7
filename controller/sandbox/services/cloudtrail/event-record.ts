import type { Event, Resource } from "@aws-sdk/client-cloudtrail";
import type { RecordedEvent } from "../../history.ts";
import type { Caller } from "../../service.ts";

/** A recorded call as LookupEvents answers it. */
export function lookedUp(event: RecordedEvent): Event {
  return {
    EventId: event.eventId,
    EventName: event.eventName,
    ReadOnly: String(event.readOnly),
    AccessKeyId: event.caller.accessKeyId,
    EventTime: new Date(withoutFraction(event.eventTime)),
    EventSource: event.eventSource,
    Username: event.caller.userName,
    Resources: resourcesIn(event),
    CloudTrailEvent: JSON.stringify(eventRecord(event)),
  };
}

/** The members of a record in the order and spelling of the CloudTrail user guide's "record contents". */
function eventRecord(event: RecordedEvent): object {
  return {
    eventVersion: "1.11",
    userIdentity: userIdentity(event.caller, event.eventTime),
    eventTime: withoutFraction(event.eventTime),
    eventSource: event.eventSource,
    eventName: event.eventName,
    awsRegion: event.region,
    sourceIPAddress: event.caller.sourceIp,
    userAgent: event.caller.userAgent,
    ...(event.errorCode !== undefined && { errorCode: event.errorCode, errorMessage: event.errorMessage }),
    requestParameters: event.requestParameters ?? null,
    responseElements: event.responseElements ?? null,
    eventID: event.eventId,
    readOnly: event.readOnly,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: event.account,
    eventCategory: "Management",
  };
}

function userIdentity({ type, principalId, arn, accessKeyId, userName }: Caller, at: Date): object {
  const accountId = arn.split(":")[4];
  const identity = { type, principalId, arn, accountId, accessKeyId };
  if (type !== "AssumedRole") return type === "Root" ? identity : { ...identity, userName };
  const role = arn.split("/").at(-2) ?? "";
  return {
    ...identity,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: principalId.split(":")[0],
        arn: `arn:aws:iam::${accountId}:role/${role}`,
        accountId,
        userName: role,
      },
      attributes: { creationDate: withoutFraction(at), mfaAuthenticated: "false" },
    },
  };
}

/** The parameters that name a resource, with its type; as CloudTrail lists an event's resources. */
const namedBy = new Map([
  ["alarmName", "AWS::CloudWatch::Alarm"],
  ["alarmNames", "AWS::CloudWatch::Alarm"],
  ["topicArn", "AWS::SNS::Topic"],
  ["subscriptionArn", "AWS::SNS::Subscription"],
  ["trailName", "AWS::CloudTrail::Trail"],
  ["trailARN", "AWS::CloudTrail::Trail"],
  ["s3BucketName", "AWS::S3::Bucket"],
  ["bucket", "AWS::S3::Bucket"],
  ["logGroupName", "AWS::Logs::LogGroup"],
  ["roleName", "AWS::IAM::Role"],
  ["flowLogIds", "AWS::EC2::FlowLog"],
]);

const ec2Types = new Map([
  ["vpc", "AWS::EC2::VPC"],
  ["subnet", "AWS::EC2::Subnet"],
  ["i", "AWS::EC2::Instance"],
  ["eni", "AWS::EC2::NetworkInterface"],
  ["tgw", "AWS::EC2::TransitGateway"],
  ["fl", "AWS::EC2::FlowLog"],
]);

/** The resources that an event's parameters and answer name, each once. */
export function resourcesIn({ eventSource, requestParameters, responseElements }: RecordedEvent): Resource[] {
  const found = new Map<string, Resource>();
  const add = (type: string | undefined, name: unknown) => {
    if (typeof name === "string" && name !== "")
      found.set(JSON.stringify([type, name]), { ResourceName: name, ...(type && { ResourceType: type }) });
  };
  for (const part of [requestParameters, responseElements]) {
    if (typeof part !== "object" || part === null) continue;
    for (const [key, value] of Object.entries(part)) {
      const values: unknown[] = [value].flat();
      if (namedBy.has(key)) for (const name of values) add(namedBy.get(key), name);
      else if (key === "name" && eventSource === "cloudtrail.amazonaws.com")
        add("AWS::CloudTrail::Trail", value);
      else if (/^resource(?:s|Ids?|ARN|Arn)$/.test(key)) for (const name of values) add(ec2Type(name), name);
    }
  }
  return [...found.values()];
}

function ec2Type(id: unknown): string | undefined {
  return typeof id === "string" ? ec2Types.get(id.split("-")[0] ?? "") : undefined;
}

/** CloudTrail's times have no fractions of a second. */
function withoutFraction(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, "Z");
}
