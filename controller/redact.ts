import { printable } from "./printable.ts";

const hidden = "***";

/** Names of members whose value is a secret, whatever it looks like; what event rules send in headers and queries too. */
const secretName =
  /external[-_]?id|secret|passw(or)?d|token|credential|authorization|api[-_]?key|(header|queryString)Parameters/i;
/**
 * Where a whole URL is the secret: an incident service's endpoint carries its key in the path. What targets of event
 * rules are handed may name one.
 */
const endpointName = /endpoint|subscription|(^|\/)input(\/|$)|(header|queryString)Parameters/i;
const url = /\b([a-z][a-z0-9+.-]*:\/\/)([^\s"'<>`]+)/gi;
const accessKey = /\b((?:AKIA|ASIA)[A-Z0-9]{4})[A-Z0-9]{8,}\b/g;

/**
 * A text for people and logs: without passwords and queries of URLs and without access keys, and with what can't be
 * seen written out.
 *
 * @param whole hide the path of a URL too: in messages it may be an endpoint's
 */
export function redactText(text: string, whole = true): string {
  return printable(hideSecrets(text, whole));
}

/** A value for the log, redacted leaf by leaf; keys of maps are texts of strangers too. */
export function redact(value: unknown, name = ""): unknown {
  return redactLeaves(value, name, redactText);
}

/** A value redacted leaf by leaf, for what lays it out and then makes it printable itself. */
export function withoutSecrets(value: unknown, name = ""): unknown {
  return redactLeaves(value, name, hideSecrets);
}

/** A JSON Pointer as it may be shown: a subscription is told apart by its endpoint, `/` escaped as `~1`. */
export function redactPointer(pointer: string): string {
  if (!endpointName.test(pointer)) return printable(pointer);
  return pointer
    .split("/")
    .map((segment) => redactText(segment.replaceAll("~1", "/")).replaceAll("/", "~1"))
    .join("/");
}

function hideSecrets(text: string, whole: boolean): string {
  return text
    .replace(url, (_, scheme: string, rest: string) => scheme + redactAddress(rest, whole))
    .replace(accessKey, `$1${hidden}`);
}

function redactLeaves(
  value: unknown,
  name: string,
  redacted: (text: string, whole: boolean) => string,
): unknown {
  if (typeof value === "string")
    return secretName.test(name) ? hidden : redacted(value, endpointName.test(name));
  if (Array.isArray(value)) return value.map((item) => redactLeaves(item, name, redacted));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const whole = endpointName.test(name);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      redacted(key, true),
      redactLeaves(member, whole ? `${name}/${key}` : key, redacted),
    ]),
  );
}

function redactAddress(rest: string, whole: boolean): string {
  const [, authority = "", path = "", query = ""] = /^([^/?#]*)([^?#]*)(.*)$/s.exec(rest) ?? [];
  const at = authority.lastIndexOf("@");
  const host = at < 0 ? authority : `${hidden}@${authority.slice(at + 1)}`;
  if (whole) return path.length > 1 || query ? `${host}/${hidden}` : host + path;
  return `${host}${path}${query && `${query.slice(0, 1)}${hidden}`}`;
}
