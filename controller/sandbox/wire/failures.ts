import { AwsError } from "../service.ts";
import type { ServiceModel } from "./model.ts";
import type { Failure } from "./protocol.ts";

/** What can go wrong with a call of any service. */
export type CommonFailure = "throttled" | "denied" | "expired" | "unknown-key" | "internal" | "missing";

interface Code {
  readonly code: string;
  readonly status: number;
}

type Codes = Readonly<Record<CommonFailure, Code>>;

const json: Codes = {
  throttled: { code: "ThrottlingException", status: 400 },
  denied: { code: "AccessDeniedException", status: 400 },
  expired: { code: "ExpiredTokenException", status: 400 },
  "unknown-key": { code: "UnrecognizedClientException", status: 400 },
  internal: { code: "InternalFailure", status: 500 },
  missing: { code: "InvalidParameterException", status: 400 },
};

const query: Codes = {
  throttled: { code: "Throttling", status: 400 },
  denied: { code: "AccessDenied", status: 403 },
  expired: { code: "ExpiredToken", status: 403 },
  "unknown-key": { code: "InvalidClientTokenId", status: 403 },
  internal: { code: "InternalFailure", status: 500 },
  missing: { code: "ValidationError", status: 400 },
};

// Each service has its own words for the same thing: the "Common Errors" page of each API's reference.
const codes: Readonly<Record<string, Codes>> = {
  monitoring: query,
  cloudtrail: { ...json, missing: { code: "ValidationException", status: 400 } },
  sns: {
    ...query,
    throttled: { code: "Throttled", status: 429 },
    denied: { code: "AuthorizationError", status: 403 },
  },
  ec2: {
    throttled: { code: "RequestLimitExceeded", status: 503 },
    denied: { code: "UnauthorizedOperation", status: 403 },
    expired: { code: "RequestExpired", status: 400 },
    "unknown-key": { code: "AuthFailure", status: 401 },
    internal: { code: "InternalError", status: 500 },
    missing: { code: "MissingParameter", status: 400 },
  },
  s3: {
    throttled: { code: "SlowDown", status: 503 },
    denied: { code: "AccessDenied", status: 403 },
    expired: { code: "ExpiredToken", status: 400 },
    "unknown-key": { code: "InvalidAccessKeyId", status: 403 },
    internal: { code: "InternalError", status: 500 },
    missing: { code: "InvalidRequest", status: 400 },
  },
  ce: { ...json, throttled: { code: "LimitExceededException", status: 400 } },
  tagging: { ...json, throttled: { code: "ThrottledException", status: 400 } },
  iam: query,
  sts: query,
};

/** A failure that every service has, with the code that this one uses; by the service's signing name. */
export function commonError(service: string, kind: CommonFailure, message: string): AwsError {
  const { code, status } = (codes[service] ?? json)[kind];
  return new AwsError(code, message, { status });
}

/** An error as its protocol sends it; what isn't an `AwsError` is the service's internal failure. */
export function failureOf(error: unknown, model: ServiceModel | undefined, requestId: string): Failure {
  const known =
    error instanceof AwsError
      ? error
      : commonError(
          model?.service.signingName ?? "",
          "internal",
          error instanceof Error ? error.message : String(error),
        );
  const shape = model?.errors.get(known.code);
  return {
    code: shape?.name ?? known.code,
    id: shape?.id ?? known.code,
    queryCode: shape?.queryCode ?? known.code,
    message: known.message,
    status: known.status ?? shape?.status ?? 400,
    fields: known.fields,
    queryCompatible: model?.queryCompatible ?? false,
    requestId,
  };
}
