import { CborCodec } from "@smithy/core/cbor";
import { type Protocol, queryErrorHeader } from "./protocol.ts";

const codec = new CborCodec();
const documentSchema = 15;
const emptyMap = 0xa0;
const type = { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" };

/** Smithy's RPC v2 protocol over CBOR, which CloudWatch speaks beside JSON and query. */
export const cborProtocol: Protocol = {
  malformed: "SerializationException",
  unknown: "UnknownOperationException",
  read: ({ input }, { body }): unknown =>
    input.isUnitSchema() || body.length === 0 ? {} : codec.createDeserializer().read(input, body),
  write: ({ output }, value, requestId) => {
    const headers = { "x-amzn-requestid": requestId, ...type };
    if (output.isUnitSchema()) return { status: 200, headers, body: new Uint8Array([emptyMap]) };
    const serializer = codec.createSerializer();
    serializer.write(output, value);
    return { status: 200, headers, body: serializer.flush() };
  },
  fail: (failure) => {
    const serializer = codec.createSerializer();
    serializer.write(documentSchema, {
      __type: failure.id,
      message: failure.message,
      Message: failure.message,
      ...failure.fields,
    });
    return {
      status: failure.status,
      headers: { "x-amzn-requestid": failure.requestId, ...type, ...queryErrorHeader(failure) },
      body: serializer.flush(),
    };
  },
};
