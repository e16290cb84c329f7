import { type KindFixture, testScope } from "./fixture.ts";

const { account } = testScope;
const minimal = { services: [{ service: "sns.amazonaws.com" }] };
const putLogs = {
  actions: ["logs:PutLogEvents"],
  resources: [`arn:aws:logs:*:${account}:log-group:sns/*`],
};

export const fixture: KindFixture = {
  bases: { default: minimal },
  fields: {
    roleName: { skip: "another name is another role" },
    path: { skip: "another path is another role" },
    services: { skip: "part of the trust policy that is made; see the variants" },
    statements: { skip: "part of the policy that is made; see the variants" },
  },
  variants: {
    "one service or two": [
      minimal,
      { services: [{ service: "sns.amazonaws.com" }, { service: "firehose.amazonaws.com" }] },
    ],
    "a service for all accounts or one": [
      { services: [{ service: "sns.amazonaws.com", sourceAccounts: [] }] },
      { services: [{ service: "sns.amazonaws.com", sourceAccounts: ["444455556666"] }] },
    ],
    "a service for some resources or all": [
      { services: [{ service: "sns.amazonaws.com", sourceArns: [`arn:aws:sns:*:${account}:*`] }] },
      minimal,
    ],
    "a policy or none": [{ ...minimal, statements: [putLogs] }, minimal],
    "other actions": [
      { ...minimal, statements: [putLogs] },
      { ...minimal, statements: [{ ...putLogs, actions: ["logs:CreateLogStream", "logs:PutLogEvents"] }] },
    ],
    "other resources": [
      { ...minimal, statements: [putLogs] },
      { ...minimal, statements: [{ ...putLogs, resources: ["*"] }] },
    ],
    "conditions or none": [
      {
        ...minimal,
        statements: [{ ...putLogs, conditions: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } }],
      },
      { ...minimal, statements: [putLogs] },
    ],
  },
};
