import { describe, expect, test } from "vitest";
import { redact, redactPointer, redactText } from "../controller/redact.ts";

describe("redacting", () => {
  test("an endpoint loses its password, path and query wherever it stands", () => {
    const endpoint = "https://me:hunter2@hooks.example.com/services/T0/B0/s3cr3t?token=abc#frag";
    const fields = { subscriptions: [{ protocol: "https", endpoint }], [endpoint]: 1 };
    for (const text of [
      redactText(`https ${endpoint} is pending`),
      JSON.stringify(redact(fields)),
      redactPointer(`/spec/subscriptions/${endpoint.replaceAll("/", "~1")}/filterPolicy`),
    ]) {
      expect(text).toContain("hooks.example.com");
      expect(text).not.toMatch(/hunter2|s3cr3t|abc|frag|services/);
    }
  });

  test("a link in a description keeps its path, but neither password nor query", () => {
    const value = { alarmDescription: "see https://wiki.example.com/runbooks/api?session=1 first" };
    expect(redact(value)).toEqual({
      alarmDescription: "see https://wiki.example.com/runbooks/api?*** first",
    });
  });

  test("external ids, secrets and access keys are never shown", () => {
    expect(redact({ externalId: "acme", clientSecret: "x", note: "AKIAIOSFODNN7EXAMPLE" })).toEqual({
      externalId: "***",
      clientSecret: "***",
      note: "AKIAIOSF***",
    });
  });

  test("what event rules hand to their targets shows no address and no header", () => {
    const input = { url: "https://hooks.example.com/services/T0/B0/key" };
    const headerParameters = { "X-Key": "abc" };
    const shown = { url: "https://hooks.example.com/***" };
    expect(redact([{ input, httpParameters: { headerParameters } }])).toEqual([
      { input: shown, httpParameters: { headerParameters: { "X-Key": "***" } } },
    ]);
    expect(redact(input, "/spec/targets/hook/input")).toEqual(shown);
    expect(redact("abc", "/spec/targets/hook/httpParameters/headerParameters/X-Key")).toBe("***");
  });

  test("what isn't secret stays as it is", () => {
    const value = {
      threshold: 10,
      dimensions: { LoadBalancer: "app/api/123" },
      actions: ["arn:aws:sns:us-east-1:111122223333:oncall"],
      none: null,
    };
    expect(redact(value)).toEqual(value);
    expect(redactPointer("/spec/dimensions/app~1api")).toBe("/spec/dimensions/app~1api");
  });

  test("control characters, escape sequences and turned text are written out", () => {
    expect(redactText("a\u001b[31mb\r\nc\u202ed")).toBe("a\\u{1b}[31mb\\u{d}\\u{a}c\\u{202e}d");
  });
});
