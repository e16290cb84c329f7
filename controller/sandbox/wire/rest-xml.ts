import { FromStringShapeDeserializer, ToStringShapeSerializer } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import { AwsError } from "../service.ts";
import { bytesOf, textOf, type WireRequest, type WireResponse } from "./message.ts";
import { isRecord, membersOf, type OperationModel, requiredMembers } from "./model.ts";
import type { Protocol } from "./protocol.ts";
import { escapeXml, type Xml, xmlDeclaration, xmlIn } from "./xml.ts";

const dateTime = 5;
const bindings = { httpBindings: true, timestampFormat: { useTrait: true, default: dateTime } } as const;
const fromHeader = new FromStringShapeDeserializer(bindings);

/** S3's REST protocol, with XML bodies. */
export function restXmlProtocol(namespace: string): Protocol {
  const xml = xmlIn(namespace);
  return {
    malformed: "MalformedXML",
    unknown: "NotImplemented",
    read: ({ input }, request) => readInput(input, request, xml),
    write: (operation, output, requestId) => writeOutput(operation, output, requestId, xml),
    fail: ({ code, message, status, requestId }) => ({
      status,
      headers: { "x-amz-request-id": requestId, "content-type": "application/xml" },
      body: bytesOf(
        `${xmlDeclaration}<Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message><RequestId>${requestId}</RequestId></Error>`,
      ),
    }),
  };
}

/** Which operation a REST request asks for; undefined when none. */
export type RestRouter = (request: WireRequest) => OperationModel | undefined;

interface Route {
  readonly operation: OperationModel;
  readonly method: string;
  readonly bucket: boolean;
  readonly key: boolean;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly needsQuery: readonly string[];
  readonly needsHeaders: readonly string[];
}

/** A router over S3's operations, which share paths and differ in query parameters and headers. */
export function restRouter(operations: Iterable<OperationModel>): RestRouter {
  const routes = [...operations]
    .map(routeOf)
    .filter((route) => route !== undefined)
    .sort((a, b) => specificity(b) - specificity(a));
  return (request) => {
    const { bucket, key } = addressOf(request);
    const id = request.query["x-id"];
    return routes.find(
      (route) =>
        route.method === request.method &&
        route.bucket === (bucket !== "") &&
        route.key === (key !== "") &&
        (id === undefined || id === route.operation.name) &&
        route.query.every(([name, value]) => matches(request.query[name], value)) &&
        route.needsQuery.every((name) => name in request.query) &&
        route.needsHeaders.every((name) => name in request.headers),
    )?.operation;
  };
}

function routeOf(operation: OperationModel): Route | undefined {
  const { http, input } = operation;
  if (!http) return undefined;
  const [path = "", query = ""] = http.path.split("?");
  const required = new Set(requiredMembers(input));
  const members = membersOf(input);
  const traits = members.filter(([name]) => required.has(name)).map(([, member]) => member.getMergedTraits());
  return {
    operation,
    method: http.method,
    bucket: members.some(([name]) => name === "Bucket"),
    key: path.includes("{Key+}"),
    query: [...new URLSearchParams(query)].filter(([name]) => name !== "x-id"),
    needsQuery: traits.flatMap(({ httpQuery }) => httpQuery ?? []),
    needsHeaders: traits.flatMap(({ httpHeader }) => httpHeader?.toLowerCase() ?? []),
  };
}

function specificity({ query, needsQuery, needsHeaders }: Route): number {
  return query.length + needsQuery.length + needsHeaders.length;
}

function matches(sent: string | readonly string[] | undefined, wanted: string): boolean {
  return sent !== undefined && (wanted === "" || sent === wanted);
}

/** The bucket and key that a request names, still percent-encoded; the bucket in its path or in its host. */
function addressOf({ path, headers }: WireRequest): { bucket: string; key: string } {
  const hosted = /^(.+)\.s3[.-][^/]*$/.exec(headers["host"] ?? "")?.[1];
  const [first = "", ...rest] = path.replace(/^\//, "").split("/");
  return hosted
    ? { bucket: hosted, key: [first, ...rest].join("/") }
    : { bucket: first, key: rest.join("/") };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError("InvalidURI", "Couldn't parse the specified URI.", { status: 400 });
  }
}

function readInput(schema: NormalizedSchema, request: WireRequest, xml: Xml): unknown {
  const input: Record<string, unknown> = {};
  const bodied = membersOf(schema).filter(([name, member]) => {
    const { bound, value } = readBinding(name, member, request, xml);
    if (value !== undefined) input[name] = value;
    return !bound;
  });
  if (bodied.length > 0 && request.body.length > 0) {
    const read = xml.read(schema, textOf(request.body));
    for (const [name] of bodied) if (isRecord(read) && read[name] !== undefined) input[name] = read[name];
  }
  return input;
}

function readBinding(
  name: string,
  member: NormalizedSchema,
  request: WireRequest,
  xml: Xml,
): { bound: boolean; value: unknown } {
  const { httpLabel, httpHeader, httpPrefixHeaders, httpQuery, httpPayload } = member.getMergedTraits();
  if (httpLabel) {
    const { bucket, key } = addressOf(request);
    return { bound: true, value: decode(name === "Bucket" ? bucket : key) };
  }
  if (httpHeader) {
    const sent = request.headers[httpHeader.toLowerCase()];
    return { bound: true, value: sent === undefined ? undefined : fromHeader.read(member, sent) };
  }
  if (typeof httpPrefixHeaders === "string") {
    return { bound: true, value: prefixed(request.headers, httpPrefixHeaders.toLowerCase()) };
  }
  if (httpQuery) return { bound: true, value: readQueryMember(member, request.query[httpQuery]) };
  if (httpPayload) return { bound: true, value: readPayload(member, request.body, xml) };
  return { bound: false, value: undefined };
}

function prefixed(headers: WireRequest["headers"], prefix: string): Record<string, string> | undefined {
  const found = Object.entries(headers).filter(([name]) => name.startsWith(prefix));
  if (found.length === 0) return undefined;
  const map: Record<string, string> = Object.create(null);
  for (const [name, value] of found) map[name.slice(prefix.length)] = value;
  return map;
}

function readQueryMember(member: NormalizedSchema, sent: string | readonly string[] | undefined): unknown {
  if (sent === undefined) return undefined;
  const values = typeof sent === "string" ? [sent] : sent;
  if (!member.isListSchema()) return fromHeader.read(member, values[0] ?? "");
  return values.map((value): unknown => fromHeader.read(member.getValueSchema(), value));
}

function readPayload(member: NormalizedSchema, body: Uint8Array, xml: Xml): unknown {
  if (body.length === 0) return undefined;
  if (member.isStreaming() || member.isBlobSchema()) return body;
  return member.isStringSchema() ? textOf(body) : xml.read(member, textOf(body));
}

function writeOutput(
  { output: schema, http }: OperationModel,
  value: unknown,
  requestId: string,
  xml: Xml,
): WireResponse {
  const output = isRecord(value) ? value : {};
  const headers: Record<string, string> = { "x-amz-request-id": requestId };
  const status = http?.status ?? 200;
  let payload: NormalizedSchema | undefined;
  let document = false;
  for (const [name, member] of membersOf(schema)) {
    const { httpHeader, httpPrefixHeaders, httpPayload } = member.getMergedTraits();
    const held = output[name];
    if (httpPayload) payload = member;
    else if (httpHeader) {
      if (held !== undefined && held !== null) headers[httpHeader.toLowerCase()] = headerText(member, held);
    } else if (typeof httpPrefixHeaders === "string") {
      for (const [key, text] of Object.entries(isRecord(held) ? held : {})) {
        headers[httpPrefixHeaders.toLowerCase() + key] = String(text);
      }
    } else document = true;
  }
  const body = payload
    ? payloadBytes(payload, output[payload.getMemberName()], xml)
    : document
      ? bytesOf(xmlDeclaration + xml.write(schema, bodyMembers(schema, output)))
      : new Uint8Array();
  if (body.length > 0) headers["content-type"] ??= "application/xml";
  return { status, headers, body };
}

function bodyMembers(schema: NormalizedSchema, output: Record<string, unknown>): Record<string, unknown> {
  const unbound = membersOf(schema).filter(([, member]) => {
    const { httpHeader, httpPrefixHeaders } = member.getMergedTraits();
    return !httpHeader && typeof httpPrefixHeaders !== "string";
  });
  return Object.fromEntries(unbound.map(([name]) => [name, output[name]]));
}

function payloadBytes(member: NormalizedSchema, value: unknown, xml: Xml): Uint8Array {
  if (value === undefined || value === null) return new Uint8Array();
  if (value instanceof Uint8Array) return value;
  if (typeof value === "string") return bytesOf(value);
  return bytesOf(xmlDeclaration + xml.write(member, value));
}

function headerText(member: NormalizedSchema, value: unknown): string {
  const serializer = new ToStringShapeSerializer(bindings);
  serializer.write(member, value);
  return serializer.flush();
}
