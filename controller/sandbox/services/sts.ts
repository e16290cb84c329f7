import type { AssumeRoleRequest, AssumeRoleResponse, GetCallerIdentityResponse } from "@aws-sdk/client-sts";
import * as module from "@aws-sdk/client-sts";
import { idLetters } from "../identities.ts";
import { AwsError, type CallContext, type Service } from "../service.ts";
import { isRecord } from "../wire/model.ts";
import { policyStatements } from "./iam/policy-document.ts";
import { findRole } from "./iam/role-store.ts";

/** STS: who calls, and sessions of roles. A role that IAM doesn't know here trusts everybody. */
export const sts: Service = {
  module,
  client: "STSClient",
  signingName: "sts",
  eventSource: "sts.amazonaws.com",
  operations: { GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole },
};

function getCallerIdentity({ caller }: CallContext): GetCallerIdentityResponse {
  return { Account: caller.account, Arn: caller.arn, UserId: caller.principalId };
}

const defaultDuration = 3600;

function assumeRole(context: CallContext, input: AssumeRoleRequest): AssumeRoleResponse {
  const {
    RoleArn: arn = "",
    RoleSessionName: session = "",
    DurationSeconds: seconds = defaultDuration,
  } = input;
  const [, account, roleName] = /^arn:aws[\w-]*:iam::(\d{12}):role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(arn) ?? [];
  if (!account || !roleName) throw invalid(`${arn} is invalid`);
  if (!/^[\w+=,.@-]{2,64}$/.test(session)) {
    throw invalid(
      `Value '${session}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  }
  const role = findRole(context.world, arn);
  if (role && !trusts(role.trust, input.ExternalId)) throw notTrusted(context, arn);
  if (seconds < 900 || seconds > (role?.maxSessionDuration ?? 43_200)) {
    throw invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  }
  const roleId = role?.id ?? `AROA${idLetters(arn)}`;
  const expires = context.clock.now().getTime() + seconds * 1000;
  const accessKeyId = `ASIA${context.id(16).toUpperCase()}`;
  const sessionArn = `arn:aws:sts::${account}:assumed-role/${roleName}/${session}`;
  const principalId = `${roleId}:${session}`;
  context.world.accessKeys.give({
    account,
    arn: sessionArn,
    principalId,
    type: "AssumedRole",
    userName: session,
    accessKeyId,
    expires,
  });
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: context.id(40),
      SessionToken: context.id(64),
      Expiration: new Date(expires),
    },
    AssumedRoleUser: { AssumedRoleId: principalId, Arn: sessionArn },
  };
}

/** Whether a trust policy lets somebody in who gives this external id; its principals aren't looked at. */
function trusts(policy: string, externalId: string | undefined): boolean {
  const statements = policyStatements(policy) ?? [];
  return statements.some(({ Effect, Condition }) => {
    const equals = isRecord(Condition) ? Condition["StringEquals"] : undefined;
    const wanted = isRecord(equals) ? equals["sts:ExternalId"] : undefined;
    const accepted: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    return Effect === "Allow" && (wanted === undefined || accepted.includes(externalId));
  });
}

function notTrusted({ caller }: CallContext, arn: string): AwsError {
  const message = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
  return new AwsError("AccessDenied", message, { status: 403 });
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationError", `1 validation error detected: ${message}`, { status: 400 });
}
