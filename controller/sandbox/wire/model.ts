import { NormalizedSchema } from "@smithy/core/schema";
import type { $SchemaRef } from "@smithy/types";
import type { Service } from "../service.ts";

/** One operation, as the SDK's schemas describe it. */
export interface OperationModel {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  /** How a REST protocol binds it; absent elsewhere. */
  readonly http: { readonly method: string; readonly path: string; readonly status: number } | undefined;
}

/** One error structure, as the SDK's schemas describe it. */
export interface ErrorModel {
  readonly name: string;
  /** With its namespace: `com.amazonaws.sns#NotFoundException`. */
  readonly id: string;
  /** The code that query protocols send instead of the name. */
  readonly queryCode: string | undefined;
  readonly status: number | undefined;
}

/** A service with all that its protocols need to know. */
export interface ServiceModel {
  readonly service: Service;
  /** The protocol the SDK speaks by default: `aws.protocols#awsJson1_1` … */
  readonly protocol: string;
  /** What `x-amz-target` starts with. */
  readonly target: string;
  /** The API's version, a query's `Version`. */
  readonly version: string;
  readonly xmlNamespace: string;
  /** Whether it spoke query once and still sends query error codes in a header. */
  readonly queryCompatible: boolean;
  readonly operations: ReadonlyMap<string, OperationModel>;
  /** Errors by name and by query code. */
  readonly errors: ReadonlyMap<string, ErrorModel>;
}

// The first element of a schema's tuple says what it is, see @smithy/types' `static-schemas`.
const operationSchema = 9;
const errorSchema = -3;

/** Reads what the SDK's client package knows of a service; throws when the package isn't shaped as expected. */
export function serviceModel(service: Service): ServiceModel {
  const { settings, protocol } = clientSettings(service);
  const operations = new Map<string, OperationModel>();
  const errors = new Map<string, ErrorModel>();
  for (const schema of Object.values(service.module)) {
    if (!Array.isArray(schema)) continue;
    const [kind, namespace, name, traits, input, output] = schema as unknown[];
    if (kind === operationSchema) {
      operations.set(String(name), {
        name: String(name),
        input: NormalizedSchema.of(schemaRef(input)),
        output: NormalizedSchema.of(schemaRef(output)),
        http: httpBinding(recordOf(traits)["http"]),
      });
    } else if (kind === errorSchema) {
      const model = errorModel(String(namespace), String(name), recordOf(traits));
      errors.set(model.name, model);
      if (model.queryCode && !errors.has(model.queryCode)) errors.set(model.queryCode, model);
    }
  }
  return {
    service,
    protocol,
    target: String(settings["serviceTarget"]),
    version: String(settings["version"]),
    xmlNamespace: typeof settings["xmlNamespace"] === "string" ? settings["xmlNamespace"] : "",
    queryCompatible: settings["awsQueryCompatible"] === true,
    operations,
    errors,
  };
}

function clientSettings(service: Service): { settings: Record<string, unknown>; protocol: string } {
  const Client = service.module[service.client];
  if (typeof Client !== "function") throw new TypeError(`no ${service.client} among its package's exports`);
  const credentials = { accessKeyId: "none", secretAccessKey: "none" };
  const client: unknown = Reflect.construct(Client, [{ region: "us-east-1", credentials }]);
  const config = recordOf(recordOf(client)["config"]);
  const protocol = config["protocol"];
  const shapeId = protocol && typeof protocol === "object" && "getShapeId" in protocol ? protocol : undefined;
  if (typeof shapeId?.getShapeId !== "function") throw new TypeError(`${service.client} names no protocol`);
  return { settings: recordOf(config["protocolSettings"]), protocol: String(shapeId.getShapeId()) };
}

function errorModel(namespace: string, name: string, traits: Record<string, unknown>): ErrorModel {
  const query: unknown[] = Array.isArray(traits["awsQueryError"]) ? traits["awsQueryError"] : [];
  const statuses = [traits["httpError"], query[1], traits["error"] === "server" ? 500 : undefined];
  return {
    name,
    id: `${namespace}#${name}`,
    queryCode: typeof query[0] === "string" ? query[0] : undefined,
    status: statuses.find((status) => typeof status === "number"),
  };
}

function httpBinding(trait: unknown): OperationModel["http"] {
  if (!Array.isArray(trait)) return undefined;
  const [method, path, status] = trait as unknown[];
  return { method: String(method), path: String(path), status: Number(status ?? 200) };
}

function schemaRef(value: unknown): $SchemaRef {
  // What the SDK exports as an operation's fifth and sixth element is a schema, by its own types.
  // oxlint-disable-next-line no-unsafe-type-assertion
  return value as $SchemaRef;
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** Whether a value is an object, whose members can then be looked at. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** A structure's members; none for a unit. */
export function membersOf(schema: NormalizedSchema): [name: string, schema: NormalizedSchema][] {
  return schema.isStructSchema() ? [...schema.structIterator()] : [];
}

/** The names of the members a structure must have. */
export function requiredMembers(schema: NormalizedSchema): readonly string[] {
  const tuple: unknown = schema.getSchema();
  if (!Array.isArray(tuple)) return [];
  const [, , , , names, , required] = tuple as unknown[];
  // The SDK lists the required members first and gives their number as the tuple's seventh element.
  return Array.isArray(names) && typeof required === "number" ? names.slice(0, required).map(String) : [];
}
