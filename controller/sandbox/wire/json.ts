import { JsonShapeDeserializer2, JsonShapeSerializer2 } from "@smithy/core/protocols";
import type { DocumentType } from "@smithy/types";
import { bytesOf, textOf } from "./message.ts";
import { isRecord } from "./model.ts";
import { type Protocol, queryErrorHeader } from "./protocol.ts";

const epochSeconds = 7;
const settings = { timestampFormat: { useTrait: true, default: epochSeconds }, jsonName: false } as const;
const deserializer = new JsonShapeDeserializer2(settings);

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
      const serializer = new JsonShapeSerializer2(settings);
      serializer.write(output, value);
      // The codec flushes a subclass of Uint8Array that acts as a string too; bytes are all we want.
      const { buffer, byteOffset, byteLength } = serializer.flush();
      return { status: 200, headers, body: new Uint8Array(buffer, byteOffset, byteLength) };
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
