import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kinds } from "../../controller/generated/registry.ts";
import { unprintable } from "../../controller/printable.ts";
import { resolve } from "../../controller/spec/resolve.ts";
import { validate } from "../../controller/spec/validate.ts";
import { readSchemas, type Schema } from "../../scripts/generate/schema.ts";

const { kinds: schemas } = readSchemas("schemas");

/** A field's value: a valid one, something that looks like one, or anything. */
function valueOf(field: Schema): fc.Arbitrary<unknown> {
  const tempting = fc.constantFrom<unknown>(
    { ref: "Topic/oncall" },
    { ref: "Topic/" },
    "${each.id}",
    "${each.tags.x}",
    "arn:aws:sns:us-east-1:111122223333:x",
    "arn:aws:",
    "ALARM(",
    "-1",
    "",
    null,
    [],
    {},
    [null],
    [{}],
    0,
    -1,
    1.5,
    true,
    "\u001b[31m",
    "\u202e",
    "</script>",
    "__proto__",
  );
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...(field.examples ?? [null])) },
    tempting,
    fc.jsonValue({ maxDepth: 3 }),
  );
}

describe.each(schemas.map(({ kind, schema }) => [kind, schema] as const))("a hostile %s", (kind, schema) => {
  it("is accepted or refused, never a crash, and its messages are printable", async () => {
    const model: Record<string, fc.Arbitrary<unknown>> = {
      ...Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, field]) => [name, valueOf(field)]),
      ),
      forEach: fc.constantFrom<unknown>({ vpc: {} }, { resource: { type: "lambda:function" } }, {}, []),
      placement: fc.constantFrom<unknown>({ regions: ["us-east-1"] }, { accounts: ["a"] }, 1),
    };
    const spec = fc.record(model, { requiredKeys: schema.required ?? [] });
    await fc.assert(
      fc.asyncProperty(spec, async (value) => {
        const document = {
          apiVersion: "watchkeeper.dev/v1alpha1",
          kind,
          metadata: { name: "x" },
          spec: value,
        };
        const validated = validate([{ path: "a.json", text: JSON.stringify(document) }], kinds);
        const { wanted, problems } = await resolve(validated, kinds, {
          selfAccount: "111122223333",
          defaultRegion: "us-east-1",
          partition: "aws",
          regions: [],
          defaultTags: {},
          driftPolicy: "revert",
          discover: async () => ({
            elements: [
              {
                id: "vpc-1",
                arn: "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1",
                name: undefined,
                tags: { x: "\u001b[31m${each.id}" },
              },
            ],
            complete: true,
            problems: [],
          }),
        });
        const all = [...validated.problems, ...problems];
        expect(all.map(({ code }) => code)).not.toContain("internal-error");
        expect(
          all.map(({ message }) => message).filter((message) => message.search(unprintable) >= 0),
        ).toEqual([]);
        expect(all.length + wanted.length).toBeGreaterThan(schema["x-config"] ? -1 : 0);
      }),
      { numRuns: 100, seed: 11 },
    );
  });
});
