/** Whether a value is an object with members: neither null nor a list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object's members by name, whatever they are. */
export function membersOf(object: object): Readonly<Record<string, unknown>> {
  // TypeScript doesn't see an interface as a record, though reading any of its members as unknown is safe.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return object as Readonly<Record<string, unknown>>;
}

/** The value where it is an object with members, else an object without any. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
