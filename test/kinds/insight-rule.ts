import type { KindFixture, Spec } from "./fixture.ts";

/** A rule over one log group, with these differences. */
export function ruleWith(changes: Spec = {}, contribution: Spec = {}): Spec {
  return {
    ruleDefinition: {
      Schema: { Name: "CloudWatchLogRule", Version: 1 },
      LogGroupNames: ["/shop/api"],
      LogFormat: "JSON",
      Contribution: { Keys: ["$.ip"], ...contribution },
      AggregateOn: "Count",
      ...changes,
    },
  };
}

const filtered = (...Filters: Spec[]) => ruleWith({}, { Filters });
const byArn = { LogGroupNames: undefined, LogGroupARNs: ["arn:aws:logs:us-east-1:*:log-group:/shop/api"] };

export const fixture: KindFixture = {
  bases: { default: ruleWith() },
  fields: { ruleName: { skip: "another name is another rule" } },
  variants: {
    "as YAML or as text": [
      ruleWith(),
      { ruleDefinition: JSON.stringify(ruleWith({ LogGroupNames: ["/shop/*"] })["ruleDefinition"], null, 2) },
    ],
    "log groups by name or by ARN": [ruleWith(), ruleWith(byArn)],
    "counted or added up": [
      ruleWith(),
      ruleWith({ AggregateOn: "Sum" }, { Keys: ["$.ip", "$.user"], ValueOf: "$.requestBytes" }),
    ],
    "fields between spaces": [
      ruleWith({ LogFormat: "CLF", Fields: { 4: "source" } }, { Keys: ["source"] }),
      ruleWith(
        { LogFormat: "CLF", Fields: { 4: "source", 11: "bytes" }, AggregateOn: "Sum" },
        { Keys: ["source", "5"], ValueOf: "bytes" },
      ),
    ],
    "filters of texts": [
      filtered({ Match: "$.httpMethod", In: ["PUT", "POST"] }),
      filtered({ Match: "$.httpMethod", NotIn: ["GET"] }, { Match: "$.path", StartsWith: ["/api/"] }),
    ],
    "filters of numbers": [
      filtered({ Match: "$.status", GreaterThan: 499 }, { Match: "$.status", LessThan: 600 }),
      filtered(
        { Match: "$.status", EqualTo: 500 },
        { Match: "$.port", NotEqualTo: 443 },
        { Match: "$.user", IsPresent: false },
      ),
    ],
  },
};
