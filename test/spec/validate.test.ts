import { describe, expect, it } from "vitest";
import { kinds } from "../../controller/generated/registry.ts";
import { validate } from "../../controller/spec/validate.ts";

const head = "apiVersion: watchkeeper.dev/v1alpha1\n";
const topic = (name: string, spec = "{}") =>
  `${head}kind: Topic\nmetadata: { name: ${name} }\nspec: ${spec}\n`;

describe("validating", () => {
  it("returns documents by kind and name, with the installation and accounts apart", () => {
    const text = [
      topic("b"),
      `${head}kind: Installation\nmetadata: { name: acme }\nspec: { region: us-east-1 }\n`,
      topic("a", "{ displayName: A }"),
      `${head}kind: Account\nmetadata: { name: prod, labels: { x: y } }\nspec: { id: "111122223333" }\n`,
    ].join("---\n");
    const { documents, installation, accounts, problems } = validate([{ path: "a.yaml", text }], kinds);
    expect(problems).toEqual([]);
    expect(documents.map(({ metadata }) => metadata.name)).toEqual(["a", "b"]);
    expect(installation?.spec).toEqual({ region: "us-east-1" });
    expect(accounts).toMatchObject([{ metadata: { name: "prod", labels: { x: "y" }, annotations: {} } }]);
  });

  it("reports the mistakes of all files at once, by place", () => {
    const { problems, broken } = validate(
      [
        { path: "b.yaml", text: topic("b", "{ displayNam: x, tags: [] }") },
        { path: "a.yaml", text: topic("a", "{ colour: red }") },
      ],
      kinds,
    );
    expect(problems.map(({ place, message }) => `${place?.file}:${place?.column} ${message}`)).toEqual([
      'a.yaml:9 unknown field "colour"',
      'b.yaml:9 unknown field "displayNam"; did you mean "displayName"?',
      "b.yaml:24 tags must be a map, not a list",
    ]);
    expect([...broken.keys()].sort()).toEqual(["Topic/a", "Topic/b"]);
  });

  it("says which numbers are next to one that isn't allowed", () => {
    const text = `${head}kind: LogGroup\nmetadata: { name: a }\nspec: { retentionInDays: 420 }\n`;
    expect(validate([{ path: "a.yaml", text }], kinds).problems.map(({ message }) => message)).toEqual([
      "retentionInDays must be one of 22 values that the reference page lists, not 420; the nearest are 400 and 545",
    ]);
  });

  it("runs a kind's own rules and keeps a document that only has warnings", () => {
    const text = `${head}kind: CompositeAlarm\nmetadata: { name: quiet }\nspec: { alarmRule: "FALSE" }\n`;
    const { documents, problems } = validate([{ path: "a.yaml", text }], kinds);
    expect(documents).toHaveLength(1);
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(["warning no-effect"]);
  });

  it("sees a change of a file it has read before, and only that", () => {
    const other = { path: "b.yaml", text: topic("b") };
    const first = validate([{ path: "a.yaml", text: topic("a") }, other], kinds);
    const second = validate([{ path: "a.yaml", text: topic("changed") }, { ...other }], kinds);
    expect(second.documents.map(({ metadata }) => metadata.name)).toEqual(["b", "changed"]);
    expect(second.documents[0]).toBe(first.documents[1]);
    expect(validate([], kinds).documents).toEqual([]);
  });

  it("uses neither of two documents of one name", () => {
    const { documents, broken, problems } = validate(
      [{ path: "a.yaml", text: `${topic("a")}---\n${topic("a", "{ displayName: x }")}` }],
      kinds,
    );
    expect(documents).toEqual([]);
    expect([...broken.keys()]).toEqual(["Topic/a"]);
    expect(problems.map(({ message }) => message)).toEqual([
      "Topic/a is already defined at a.yaml:3:13; rename one of them",
    ]);
  });

  it("lets ${each.…} stand where a form or choice is demanded, but only beside forEach", () => {
    const name = 'topicName: "${each.name}"';
    const ok = validate([{ path: "a.yaml", text: topic("a", `{ forEach: { vpc: {} }, ${name} }`) }], kinds);
    expect(ok.problems).toEqual([]);
    const bad = validate([{ path: "a.yaml", text: topic("a", `{ ${name} }`) }], kinds);
    expect(bad.problems.map(({ code }) => code)).toEqual(["unknown-variable"]);
  });
});
