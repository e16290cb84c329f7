import { type FormStyle, formTree, readForm } from "./form.ts";
import { bytesOf, textOf, type WireRequest } from "./message.ts";
import { type Failure, faultOf, type Protocol } from "./protocol.ts";
import { escapeXml, insideRoot, xmlDeclaration, xmlIn } from "./xml.ts";

const type = { "content-type": "text/xml;charset=utf-8" };

/** The parameters of a query request, from its body and its query string. */
export function queryParameters(request: WireRequest): URLSearchParams {
  const parameters = new URLSearchParams(textOf(request.body));
  for (const [name, value] of Object.entries(request.query)) {
    if (!parameters.has(name)) parameters.set(name, typeof value === "string" ? value : (value[0] ?? ""));
  }
  return parameters;
}

/**
 * The AWS query protocol, and EC2's dialect of it.
 * @param namespace of the service's XML
 */
export function queryProtocol(style: FormStyle, namespace: string): Protocol {
  const xml = xmlIn(namespace);
  return {
    malformed: "MalformedInput",
    unknown: "InvalidAction",
    read: ({ input }, request) => {
      const parameters = [...queryParameters(request)].filter(
        ([name]) => name !== "Action" && name !== "Version",
      );
      return input.isUnitSchema() ? {} : readForm(input, formTree(parameters), style);
    },
    write: ({ name, output }, value, requestId) => {
      const inner = output.isUnitSchema() ? undefined : insideRoot(xml.write(output, value));
      const result = inner === undefined ? "" : `<${name}Result>${inner}</${name}Result>`;
      const content =
        style === "ec2"
          ? `<requestId>${requestId}</requestId>${inner ?? ""}`
          : `${result}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
      return {
        status: 200,
        headers: { "x-amzn-requestid": requestId, ...type },
        body: bytesOf(`${xmlDeclaration}<${name}Response xmlns="${namespace}">${content}</${name}Response>`),
      };
    },
    fail: (failure) => ({
      status: failure.status,
      headers: { "x-amzn-requestid": failure.requestId, ...type },
      body: bytesOf(xmlDeclaration + (style === "ec2" ? ec2Error(failure) : queryError(failure, namespace))),
    }),
  };
}

function queryError(failure: Failure, namespace: string): string {
  const { queryCode, message, requestId } = failure;
  const error = `<Type>${faultOf(failure)}</Type><Code>${escapeXml(queryCode)}</Code><Message>${escapeXml(message)}</Message>`;
  return `<ErrorResponse xmlns="${namespace}"><Error>${error}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

function ec2Error({ queryCode, message, requestId }: Failure): string {
  const error = `<Code>${escapeXml(queryCode)}</Code><Message>${escapeXml(message)}</Message>`;
  return `<Response><Errors><Error>${error}</Error></Errors><RequestID>${requestId}</RequestID></Response>`;
}
