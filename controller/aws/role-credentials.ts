import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { classify } from "./errors.ts";

/** How an account is reached; the caller's own needs no role. */
export interface Access {
  readonly roleArn?: string | undefined;
  readonly externalId?: string | undefined;
  /** The name of the session in the account's CloudTrail. */
  readonly sessionName?: string | undefined;
}

/** Keys that stand for somebody, in place of the SDK's credential chain. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * The credentials of a role, fetched when they are first needed and again before they expire.
 *
 * @param caller whose credentials assume it; the SDK's own chain when absent
 * @param client the STS client's configuration
 */
export function roleCredentials(
  roleArn: string,
  { externalId, sessionName }: Access,
  owner: string,
  caller: Keys | undefined,
  client: object,
): ReturnType<typeof fromTemporaryCredentials> {
  return explained(
    fromTemporaryCredentials({
      ...(caller && { masterCredentials: caller }),
      params: {
        RoleArn: roleArn,
        RoleSessionName: sessionName ?? `watchkeeper-${owner}`.slice(0, 64),
        ...(externalId && { ExternalId: externalId }),
      },
      clientConfig: client,
    }),
  );
}

/** The same credentials; a role that doesn't let the caller in says where to look, which STS never tells. */
function explained<Provider extends (...args: never[]) => Promise<unknown>>(provider: Provider): Provider {
  const explaining = async (...args: Parameters<Provider>) => {
    try {
      return await provider(...args);
    } catch (error) {
      if (error instanceof Error && classify(error) === "denied" && !error.message.endsWith(roleAdvice))
        error.message += roleAdvice;
      throw error;
    }
  };
  // It takes and gives what the provider does.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return explaining as Provider;
}

const roleAdvice =
  " (see that the role exists, that its trust policy names this caller, and that the Account's externalId is the one it asks for)";
