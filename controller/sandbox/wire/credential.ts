import type { WireRequest } from "./message.ts";

/** What a request's signature says before it is checked; here it never is. */
export interface Credential {
  readonly accessKeyId: string;
  readonly region: string | undefined;
  /** The signing name of the service. */
  readonly service: string | undefined;
}

/** Who signed a request, for which region and service: from its header, or its query when it is presigned. */
export function credentialOf({ headers, query }: WireRequest): Credential {
  const presigned = query["X-Amz-Credential"];
  const scope =
    /Credential=([^,\s]+)/.exec(headers["authorization"] ?? "")?.[1] ??
    (typeof presigned === "string" ? presigned : "");
  const [accessKeyId = "", , region, service] = scope.split("/");
  return { accessKeyId, region: region || undefined, service: service || undefined };
}
