import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { type KindFixture, testScope } from "./fixture.ts";

const management = { field: "eventCategory", equals: ["Management"] };
const data = { field: "eventCategory", equals: ["Data"] };
const objects = { field: "resources.type", equals: ["AWS::S3::Object"] };
const callRate = { insightType: "ApiCallRateInsight" };
const selecting = (...fieldSelectors: object[]) => ({ advancedEventSelectors: [{ fieldSelectors }] });

export const fixture: KindFixture = {
  bases: { default: {}, large: { maxEventSize: "Large" }, fixed: { billingMode: "FIXED_RETENTION_PRICING" } },
  fields: {
    eventDataStoreName: { skip: "another name is another store" },
    billingMode: { skip: "changes from fixed to extendable retention alone, see the tests of the kind" },
    kmsKeyId: { skip: "can be given once, and neither changed nor taken away, see the tests of the kind" },
    insightSelectors: { skip: "come and go with insightsDestination, see the variants" },
    insightsDestination: { skip: "comes and goes with insightSelectors, see the variants" },
    contextKeySelectors: { base: "large" },
  },
  variants: {
    "insights, or none": [
      {},
      {
        insightSelectors: [callRate, { insightType: "ApiErrorRateInsight", eventCategories: ["Management"] }],
        insightsDestination: "insights",
      },
    ],
    "insights in another store": [
      { insightSelectors: [callRate], insightsDestination: "insights" },
      { insightSelectors: [callRate], insightsDestination: "insights-2" },
    ],
    "a named selector": [
      { advancedEventSelectors: [{ name: "All management", fieldSelectors: [management] }] },
      {},
    ],
    "management events by what they are of": [
      selecting(management, { field: "eventName", notStartsWith: ["Describe"], notEquals: ["Decrypt"] }),
      selecting(management, { field: "userIdentity.arn", notEndsWith: ["/ci"] }),
    ],
    "data events by their place": [
      selecting(data, objects, { field: "resources.ARN", startsWith: ["arn:aws:s3:::acme-audit-logs/"] }),
      selecting(data, objects, { field: "eventName", endsWith: ["Object"] }),
    ],
    "configuration items": [selecting({ field: "eventCategory", equals: ["ConfigurationItem"] }), {}],
    "context keys of one kind or two": [
      { maxEventSize: "Large", contextKeySelectors: [{ type: "TagContext", equals: ["team", "env"] }] },
      {
        maxEventSize: "Large",
        contextKeySelectors: [
          { type: "RequestContext", equals: ["aws:PrincipalArn"] },
          { type: "TagContext", equals: ["env"] },
        ],
      },
    ],
    "longer for another price": [{ retentionPeriod: 3653 }, { retentionPeriod: 7 }],
    "federated, or not": [{}, { federationRoleArn: `arn:aws:iam::${testScope.account}:role/LakeFederation` }],
  },
  seed: async (sandbox) => {
    for (const Name of ["insights", "insights-2"])
      await sandbox.call("cloudtrail", "CreateEventDataStore", {
        Name,
        AdvancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Insight"] }] }],
      });
    for (const name of ["LakeFederation", "LakeFederation2"]) await makeRole(sandbox, name);
  },
};

async function makeRole(sandbox: Sandbox, RoleName: string): Promise<void> {
  const Statement = [
    { Effect: "Allow", Principal: { Service: "lakeformation.amazonaws.com" }, Action: "sts:AssumeRole" },
  ];
  await sandbox.call("iam", "CreateRole", {
    RoleName,
    AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
  });
}
