import { AwsError, type CallContext } from "../../service.ts";
import { assumedRole, mayAct } from "../iam/assuming.ts";
import { invalid, type StoredLogGroup } from "./log-group-store.ts";

interface Destination {
  readonly form: RegExp;
  /** What a role must allow: one of them. */
  readonly actions: readonly string[];
  /** How AWS calls it when the test message doesn't arrive. */
  readonly called: string;
}

const destinations: Readonly<Record<string, Destination>> = {
  firehose: {
    form: /^deliverystream\/./,
    actions: ["firehose:PutRecord", "firehose:PutRecordBatch"],
    called: "Firehose stream. Check if the given Firehose stream is in ACTIVE state.",
  },
  kinesis: {
    form: /^stream\/./,
    actions: ["kinesis:PutRecord", "kinesis:PutRecords"],
    called: "Kinesis stream. Check if the given kinesis stream is in ACTIVE state.",
  },
};

/**
 * Refuses a destination that AWS's test message wouldn't reach. The sandbox has no streams, functions and logical
 * destinations, so that any ARN of theirs is taken to exist; roles it has.
 */
export function checkDestination(
  context: CallContext,
  group: StoredLogGroup,
  destinationArn: string,
  roleArn: string | undefined,
): void {
  const [arn, , service = "", , account, ...resource] = destinationArn.split(":");
  const name = resource.join(":");
  if (arn !== "arn") throw invalid("destinationArn is not a valid ARN");
  const stream = destinations[service];
  if (stream) {
    if (!stream.form.test(name))
      throw invalid(`Could not deliver test message to specified ${stream.called}`);
    if (account !== context.account)
      throw invalid("destinationArn for vendor streams must be of the same account");
    if (!roleArn) throw invalid(`destinationArn for vendor ${service} cannot be used without roleArn`);
    checkRole(context, group, stream, destinationArn, roleArn);
  } else if (service === "lambda") {
    if (!name.startsWith("function:")) throw invalid("destinationArn is not a function");
    if (roleArn) throw invalid("destinationArn for vendor lambda cannot be used with roleArn");
  } else if (service === "logs") {
    if (!name.startsWith("destination:")) throw invalid("destinationArn is not a destination");
  } else if (!(service === "s3" && group.logGroupClass === "DELIVERY")) {
    throw invalid(`Unsupported destination vendor: ${service}`);
  }
}

/** The role lets CloudWatch Logs in, and may write to the destination. */
function checkRole(
  context: CallContext,
  group: StoredLogGroup,
  { actions, called }: Destination,
  destinationArn: string,
  roleArn: string,
): void {
  const acting = { service: "logs.amazonaws.com", sourceArn: `${group.arn}:*` };
  const role = assumedRole(context, roleArn, acting);
  if (!role)
    throw new AwsError(
      "ValidationException",
      "Make sure you have given CloudWatch Logs permission to assume the provided role.",
    );
  if (!actions.some((action) => mayAct(role, action, destinationArn)))
    throw invalid(`Could not deliver test message to specified ${called}`);
}
