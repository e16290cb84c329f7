import { XmlShapeDeserializer, XmlShapeSerializer } from "@aws-sdk/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import { isRecord } from "./model.ts";

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

const dateTime = 5;

/** Reads and writes structures as XML in a service's namespace. */
export interface Xml {
  /** A document whose root element is the structure's own. */
  write(schema: NormalizedSchema, value: unknown): string;
  read(schema: NormalizedSchema, document: string): unknown;
}

export function xmlIn(namespace: string): Xml {
  const settings = {
    timestampFormat: { useTrait: true, default: dateTime },
    xmlNamespace: namespace,
    serviceNamespace: namespace,
  } as const;
  const reader = new XmlShapeDeserializer(settings);
  return {
    write: (schema, value) => {
      const serializer = new XmlShapeSerializer(settings);
      serializer.write(schema, isRecord(value) ? value : {});
      return String(serializer.flush());
    },
    read: (schema, document): unknown => reader.read(schema, document),
  };
}

/** What stands inside a document's root element. */
export function insideRoot(document: string): string {
  const end = document.lastIndexOf("</");
  return end < 0 ? "" : document.slice(document.indexOf(">") + 1, end);
}

/** Text that may stand in an element; control characters XML can't carry are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>]/g, (sign) => (sign === "&" ? "&amp;" : sign === "<" ? "&lt;" : "&gt;"))
    .replace(/[^\t\n\r\u0020-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
}
