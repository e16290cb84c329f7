import type { Grant, Scope, Wanted } from "../../kind.ts";
import type { LookupTableShape, S3Shape, ScheduledQueryShape } from "./shape.ts";

type Allowed = Grant["allows"][number];

/**
 * What the roles of a scheduled query must allow CloudWatch Logs: to run the query, and to write its results. AWS doesn't
 * document which source ARN it says.
 */
export function queryGrants({ scope, shape }: Wanted<ScheduledQueryShape>): Grant[] {
  const { s3Configuration: s3, lookupTableConfiguration: table } = shape.destinationConfiguration ?? {};
  const grant = (on: string, allows: Allowed[]): Grant => ({
    on,
    service: "logs.amazonaws.com",
    sourceAccount: scope.account,
    allows,
  });
  return [
    grant(shape.executionRoleArn, running(shape, scope)),
    ...(s3 ? [grant(s3.roleArn, writing(s3, scope))] : []),
    ...(table ? [grant(table.roleArn, filling(table, scope))] : []),
  ];
}

/** Only StartQuery knows of log groups; the others take `*` (Service Authorization Reference). */
function running({ logGroupIdentifiers }: ScheduledQueryShape, scope: Scope): Allowed[] {
  const { partition, region, account } = scope;
  const here = `arn:${partition}:logs:${region}:${account}:log-group:`;
  // A query without groups beside it names them itself.
  const groups = logGroupIdentifiers?.map((group) => (group.startsWith("arn:") ? group : here + group));
  return [
    { actions: ["logs:StartQuery"], resources: (groups ?? [`${here}*`]).map((group) => `${group}:*`) },
    { actions: ["logs:DescribeLogGroups", "logs:GetQueryResults", "logs:StopQuery"], resources: ["*"] },
  ];
}

function writing({ destinationIdentifier, kmsKeyId }: S3Shape, { partition }: Scope): Allowed[] {
  const [, bucket = "", prefix = ""] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(destinationIdentifier) ?? [];
  return [
    { actions: ["s3:PutObject"], resources: [`arn:${partition}:s3:::${bucket}/${prefix}*`] },
    ...encrypting(kmsKeyId),
  ];
}

function filling({ tableName, kmsKeyId }: LookupTableShape, scope: Scope): Allowed[] {
  const { partition, region, account } = scope;
  return [
    {
      actions: [
        "logs:CreateLookupTable",
        "logs:GetLookupTable",
        "logs:TagResource",
        "logs:UpdateLookupTable",
      ],
      resources: [`arn:${partition}:logs:${region}:${account}:lookup-table:${tableName}*`],
    },
    { actions: ["logs:DescribeLookupTables"], resources: ["*"] },
    ...encrypting(kmsKeyId),
  ];
}

function encrypting(key: string | undefined): Allowed[] {
  return key?.startsWith("arn:")
    ? [{ actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [key] }]
    : [];
}
