import { classify, describeError, errorCode } from "../aws/errors.ts";
import { redactText } from "../redact.ts";

/** An error as people should read it: what, where, and how to go on; with WATCHKEEPER_DEBUG=1 its stack as well. */
export function failureText(error: unknown, env: Readonly<Record<string, string | undefined>>): string {
  const message = `error: ${messageOf(error, env)}`;
  return env["WATCHKEEPER_DEBUG"] === "1" ? `${message}\n${stackOf(error)}\n` : `${message}\n`;
}

function messageOf(error: unknown, env: Readonly<Record<string, string | undefined>>): string {
  if (isBug(error))
    return `${redactText(describeError(error))}; this is a bug in Watchkeeper: please report it with what WATCHKEEPER_DEBUG=1 shows`;
  // Messages of our own may have several lines, each of which is safe.
  if (isOurs(error)) return lines(error.message + profileAdvice(error, env));
  return redactText(describeError(error)) + advice(error, env);
}

/** The SDK falls silently through a profile that doesn't exist. */
function profileAdvice(error: Error, env: Readonly<Record<string, string | undefined>>): string {
  const profile = env["AWS_PROFILE"];
  return profile && errorCode(error.cause) === "CredentialsProviderError"
    ? `; AWS_PROFILE is ${JSON.stringify(profile)}: see that aws configure list-profiles names it`
    : "";
}

function advice(error: unknown, env: Readonly<Record<string, string | undefined>>): string {
  switch (classify(error)) {
    case "credentials":
      return "; AWS found no credentials it takes: aws sts get-caller-identity shows whose they are, AWS_PROFILE picks others";
    case "denied":
      return "; allow that action in the caller's IAM policy, docs/kinds lists what each kind needs";
    case "ambiguous":
      // An error of the file system, not of the network.
      if (error instanceof Error && "path" in error) return "";
      return env["AWS_ENDPOINT_URL"]
        ? `; is anything listening at AWS_ENDPOINT_URL=${redactText(env["AWS_ENDPOINT_URL"])}?`
        : "; AWS could not be reached: check the network, the region's name and any proxy, and run again";
    default:
      return "";
  }
}

/** Errors made for people carry a code in lower case; those without one, thrown on purpose, are plain `Error`s. */
function isOurs(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return "code" in error && typeof error.code === "string"
    ? /^[a-z-]+$/.test(error.code)
    : error.name === "Error" && !("$metadata" in error);
}

function isBug(error: unknown): boolean {
  return (
    !(error instanceof Error) ||
    ["TypeError", "RangeError", "ReferenceError", "SyntaxError"].includes(errorCode(error))
  );
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const cause = error.cause === undefined ? "" : `\ncaused by ${stackOf(error.cause)}`;
  return `${lines(error.stack ?? "")}${cause}`;
}

/** Each line safe to print; a URL in them is the user's own, such as the endpoint's. */
function lines(text: string): string {
  return text
    .split("\n")
    .map((line) => redactText(line, false))
    .join("\n");
}
