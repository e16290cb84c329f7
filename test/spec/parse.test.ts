import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { largestFile } from "../../controller/source-file.ts";
import { parse } from "../../controller/spec/parse.ts";
import { pointerTo } from "../../controller/spec/pointer.ts";

const messages = (text: string) => parse({ path: "a.yaml", text }).problems.map(({ message }) => message);

describe("parsing", () => {
  it("reads several documents of a file and passes over the empty ones", () => {
    const { documents, problems } = parse({
      path: "a.yaml",
      text: "a: 1\n---\n---\n# nothing\n---\nb: 2\n...\n",
    });
    expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { b: 2 }]);
    expect(problems).toEqual([]);
  });

  it("knows where every value of every document stands", () => {
    const text = "a: 1\n--- { b: { c: [x, y] } }\n---\n  d:\n    - e\n    - f: 2\n  g/h: 3\n";
    const [first, second, third] = parse({ path: "a.yaml", text }).documents;
    const at = (document: typeof first, pointer: string) => {
      const place = document?.at(pointer);
      return `${place?.line}:${place?.column}`;
    };
    expect(at(first, "/a")).toBe("1:1");
    expect(at(second, "/b/c/1")).toBe("2:19");
    expect(at(third, "/d/1/f")).toBe("6:7");
    expect(at(third, "/g~1h")).toBe("7:3");
  });

  it("gives the nearest place for a value that isn't there", () => {
    const [document] = parse({ path: "a.yaml", text: "a:\n  b: 1\n" }).documents;
    expect(document?.at("/a/c/d")).toEqual({ file: "a.yaml", line: 1, column: 1 });
    expect(document?.at("/a/b/d")).toEqual({ file: "a.yaml", line: 2, column: 3 });
    expect(document?.at("")).toEqual({ file: "a.yaml", line: 1, column: 1 });
  });

  it("reads JSON, indented by tabs too", () => {
    const { documents } = parse({
      path: "a.json",
      text: '{\r\n\t"a": [\r\n\t\t1,\r\n\t\ttrue\r\n\t]\r\n}\r\n',
    });
    expect(documents.map(({ value }) => value)).toEqual([{ a: [1, true] }]);
  });

  it("takes the words yes, no and on for texts", () => {
    expect(parse({ path: "a.yaml", text: "a: no\nb: on\nc: 0o17\n" }).documents[0]?.value).toEqual({
      a: "no",
      b: "on",
      c: 15,
    });
  });

  it("goes on after a broken document and remembers what it was", () => {
    const text =
      "kind: Topic\nmetadata: { name: bad }\nspec: { a: .nan }\n---\nkind: Topic\nmetadata: { name: good }\n";
    const { documents, broken } = parse({ path: "a.yaml", text });
    expect(documents.map(({ value }) => value["metadata"])).toEqual([{ name: "good" }]);
    expect(broken).toEqual([{ kind: "Topic", name: "bad", place: { file: "a.yaml", line: 1, column: 1 } }]);
  });

  it("refuses a huge file before parsing it", () => {
    expect(messages(`a: ${"x".repeat(largestFile)}`)).toEqual(["the file is larger than 8 MB; split it"]);
  });

  it("refuses a document of too many values without composing it", () => {
    const [message, ...others] = messages(`a: [${"1,".repeat(1_000_000)}]`);
    expect(message).toBe("the document is too large; split it into several");
    expect(others).toEqual([]);
  });

  it("reports only the first of many syntax errors of a document", () => {
    expect(messages("]".repeat(10_000))).toHaveLength(20);
  });

  it("never throws, whatever the text", () => {
    const fragments = fc.constantFrom(
      "a",
      ":",
      " ",
      "\n",
      "-",
      "?",
      "[",
      "]",
      "{",
      "}",
      ",",
      "&a",
      "*a",
      "!!x",
      "|",
      ">",
      "'",
      '"',
      "#",
      "%",
      "---",
      "\t",
      "\u0000",
      "\u2028",
      "\ud800",
      "<<",
      "...",
    );
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 60 }), (parts) => {
        const { documents, problems } = parse({ path: "a.yaml", text: parts.join("") });
        for (const document of documents) expect(document.at("/a/0").line).toBeGreaterThan(0);
        for (const { message } of problems) expect(message).not.toBe("");
      }),
      { numRuns: 1000, seed: 7 },
    );
  });

  it("reads back what was written, with a place for each value", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9~]{0,7}$/);
    const leaf = fc.oneof(fc.stringMatching(/^[ -~]{0,12}$/), fc.integer(), fc.boolean(), fc.constant(null));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ depthSize: "small" }, leaf, fc.array(tie("tree"), { maxLength: 3 }), tie("map")),
      map: fc.dictionary(name, tie("tree"), { maxKeys: 4, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(fc.dictionary(name, tree, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), (value) => {
        fc.pre(!/constructor|prototype/.test(JSON.stringify(value)));
        const text = `# first\n${stringify(value)}`;
        const { documents, problems } = parse({ path: "a.yaml", text });
        expect(problems).toEqual([]);
        expect(documents[0]?.value).toEqual(value);
        for (const key of Object.keys(value)) {
          const place = documents[0]?.at(pointerTo("", key));
          expect(text.split("\n")[(place?.line ?? 0) - 1]).toContain(key);
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});
