import { JsonShapeDeserializer2 } from "@smithy/core/protocols";
import type { DocumentType } from "@smithy/types";
import { jsonSettings, jsonValue } from "./json-value.ts";
import { bytesOf, textOf } from "./message.ts";
import { isRecord } from "./model.ts";
import { type Protocol, queryErrorHeader } from "./protocol.ts";

const deserializer = new JsonShapeDeserializer2(jsonSettings);

/**
 * The AWS JSON protocols.
 * @param version of the content type, "1.0" or "1.1"
 */
export function jsonProtocol(version: "1.0" | "1.1"): Protocol {
  const type = { "content-type": `application/x-amz-json-${version}` };
  return {
    malformed: "SerializationException",
    unknown: "UnknownOperationException",
    read: ({ input }, { body }): unknown => {
      const parsed: DocumentType = JSON.parse(textOf(body) || "{}");
      if (!isRecord(parsed) || Array.isArray(parsed)) throw new TypeError("it is not an object");
      return input.isUnitSchema() ? {} : deserializer.readObject(input, parsed);
    },
    write: ({ output }, value, requestId) => {
      const headers = { "x-amzn-requestid": requestId, ...type };
      if (output.isUnitSchema()) return { status: 200, headers, body: bytesOf("{}") };
      return { status: 200, headers, body: bytesOf(JSON.stringify(jsonValue(output, value))) };
    },
    fail: (failure) => ({
      status: failure.status,
      headers: { "x-amzn-requestid": failure.requestId, ...type, ...queryErrorHeader(failure) },
      body: bytesOf(
        JSON.stringify({
          __type: failure.id,
          message: failure.message,
          Message: failure.message,
          ...failure.fields,
        }),
      ),
    }),
  };
}
