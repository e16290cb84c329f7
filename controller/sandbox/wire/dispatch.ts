import { AwsError, type Service } from "../service.ts";
import { unpacked } from "./body.ts";
import { cborProtocol } from "./cbor.ts";
import { mismatch } from "./conform.ts";
import { commonError } from "./failures.ts";
import { jsonProtocol } from "./json.ts";
import type { WireRequest } from "./message.ts";
import { type OperationModel, type ServiceModel, serviceModel } from "./model.ts";
import type { Protocol } from "./protocol.ts";
import { queryParameters, queryProtocol } from "./query.ts";
import { restRouter, restXmlProtocol } from "./rest-xml.ts";

/** What a request asks for, and how to answer it. */
export interface Routed {
  readonly protocol: Protocol;
  /** Unknown when no service of ours was meant. */
  readonly model: ServiceModel | undefined;
  /** Unknown when the service has no such operation. */
  readonly operation: OperationModel | undefined;
  /** What was asked for, for an error to name. */
  readonly asked: string;
}

/** The services behind one address. */
export interface Dispatcher {
  /** By signing name. */
  readonly models: ReadonlyMap<string, ServiceModel>;
  readonly route: (request: WireRequest, signedFor: string | undefined) => Routed;
}

const json10 = jsonProtocol("1.0");
const json11 = jsonProtocol("1.1");
const plainQuery = queryProtocol("query", "");

/** Reads all services' models and makes their protocols, once. */
export function dispatcher(services: readonly Service[]): Dispatcher {
  const models = services.map(serviceModel);
  const queries = new Map(
    models.map((model) => [
      model,
      queryProtocol(model.protocol === "aws.protocols#ec2Query" ? "ec2" : "query", model.xmlNamespace),
    ]),
  );
  const rest = models.find(({ protocol }) => protocol === "aws.protocols#restXml");
  const restProtocol = restXmlProtocol(rest?.xmlNamespace ?? "");
  const restRoute = restRouter(rest?.operations.values() ?? []);

  const byTarget = (target: string) =>
    // boto3's CloudTrail writes `com.amazonaws.cloudtrail.v20131101.` before the target.
    models.find((model) => model.target === target || target.endsWith(`.${model.target}`));

  const routeRpc = (protocol: Protocol, target: string, name: string): Routed => {
    const model = byTarget(target);
    return { protocol, model, operation: model?.operations.get(name), asked: `${target}.${name}` };
  };

  const routeQuery = (request: WireRequest, signedFor: string | undefined): Routed => {
    const parameters = queryParameters(request);
    const version = parameters.get("Version");
    const name = parameters.get("Action") ?? "";
    const model = models.find(
      (candidate) =>
        candidate.version === version &&
        (signedFor === undefined || candidate.service.signingName === signedFor),
    );
    return {
      protocol: (model && queries.get(model)) ?? plainQuery,
      model,
      operation: model?.operations.get(name),
      asked: `${name} of version ${version ?? "(none)"}`,
    };
  };

  return {
    models: new Map(models.map((model) => [model.service.signingName, model])),
    route: (request, signedFor) => {
      const type = request.headers["content-type"] ?? "";
      const target = request.headers["x-amz-target"];
      if (target !== undefined) {
        const dot = target.lastIndexOf(".");
        const protocol = type.startsWith("application/x-amz-json-1.0") ? json10 : json11;
        return routeRpc(protocol, target.slice(0, dot), target.slice(dot + 1));
      }
      const [, service, operation] = /^\/service\/([^/]+)\/operation\/([^/]+)$/.exec(request.path) ?? [];
      if (service && operation && request.headers["smithy-protocol"] === "rpc-v2-cbor") {
        return routeRpc(cborProtocol, service, operation);
      }
      if (type.startsWith("application/x-www-form-urlencoded") || "Action" in request.query) {
        return routeQuery(request, signedFor);
      }
      return {
        protocol: restProtocol,
        model: rest,
        operation: restRoute(request),
        asked: `${request.method} ${request.path}`,
      };
    },
  };
}

/**
 * The input of a routed request. An `AwsError` for a body that can't be read, a member of a wrong type and a
 * required one that is missing.
 */
export async function readInput(
  { protocol, model, operation }: Routed & { model: ServiceModel; operation: OperationModel },
  request: WireRequest,
): Promise<unknown> {
  const input = await decoded(protocol, operation, unpacked(request));
  const found = mismatch(operation.input, input);
  if (!found) return input;
  const { signingName } = model.service;
  if (found.problem === "malformed") {
    throw new AwsError(protocol.malformed, `The value at '${found.path}' is not of the type expected there`);
  }
  throw commonError(signingName, "missing", missingMessage(signingName, found.path));
}

async function decoded(
  protocol: Protocol,
  operation: OperationModel,
  request: WireRequest,
): Promise<unknown> {
  try {
    return await protocol.read(operation, request);
  } catch (cause) {
    if (cause instanceof AwsError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError(protocol.malformed, `The request could not be read: ${reason}`);
  }
}

function missingMessage(service: string, path: string): string {
  if (service === "ec2") {
    return `The request must contain the parameter ${path.charAt(0).toUpperCase()}${path.slice(1)}`;
  }
  return `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`;
}
