import { JsonCodec2 } from "@smithy/core/protocols";
import { bytesOf, textOf } from "./message.ts";
import { type Protocol, queryErrorHeader } from "./protocol.ts";

const epochSeconds = 7;
const codec = new JsonCodec2({ timestampFormat: { useTrait: true, default: epochSeconds }, jsonName: false });

/**
 * The AWS JSON protocols.
 * @param version of the content type, "1.0" or "1.1"
 */
export function jsonProtocol(version: "1.0" | "1.1"): Protocol {
  const type = { "content-type": `application/x-amz-json-${version}` };
  return {
    malformed: "SerializationException",
    read: ({ input }, { body }) =>
      input.isUnitSchema() ? {} : codec.createDeserializer().read(input, textOf(body) || "{}"),
    write: ({ output }, value, requestId) => {
      const headers = { "x-amzn-requestid": requestId, ...type };
      if (output.isUnitSchema()) return { status: 200, headers, body: bytesOf("{}") };
      const serializer = codec.createSerializer();
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
