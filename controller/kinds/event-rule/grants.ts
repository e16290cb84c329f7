import type { Grant, Wanted } from "../../kind.ts";
import { asRecord } from "../../value/record.ts";
import type { EventRuleShape } from "./shape.ts";
import type { TargetShape } from "./target-fields.ts";

type Allowed = Grant["allows"][number];

/**
 * What the roles of a rule must allow EventBridge to do: the call that reaches each target. Not iam:PassRole, which an
 * ECS task with roles of its own needs: which ones only its definition says.
 */
export function ruleGrants({ arn = "", scope, shape }: Wanted<EventRuleShape>): Grant[] {
  // EventBridge takes no role that it can't assume, also where it has no use for it.
  const byRole = new Map<string, Allowed[]>(shape.roleArn === undefined ? [] : [[shape.roleArn, []]]);
  for (const target of shape.targets) {
    const isBus = serviceOf(target.arn) === "events" && resourceOf(target.arn).startsWith("event-bus/");
    // A bus that the target has no role for is reached by the rule's.
    const role = target.roleArn ?? (isBus ? shape.roleArn : undefined);
    if (role === undefined) continue;
    byRole.set(role, [...(byRole.get(role) ?? []), ...allowedFor(target)]);
  }
  return [...byRole].map(([on, allows]) => ({
    on,
    service: "events.amazonaws.com",
    sourceAccount: scope.account,
    sourceArn: arn,
    allows,
  }));
}

/** By the target's service, the actions on the target itself. */
const actions: Readonly<Record<string, readonly string[]>> = {
  codebuild: ["codebuild:StartBuild"],
  codepipeline: ["codepipeline:StartPipelineExecution"],
  "execute-api": ["execute-api:Invoke"],
  firehose: ["firehose:PutRecord", "firehose:PutRecordBatch"],
  glue: ["glue:notifyEvent"],
  inspector: ["inspector:StartAssessmentRun"],
  kinesis: ["kinesis:PutRecord", "kinesis:PutRecords"],
  lambda: ["lambda:InvokeFunction"],
  sagemaker: ["sagemaker:StartPipelineExecution"],
  sns: ["sns:Publish"],
  sqs: ["sqs:SendMessage"],
  "ssm-incidents": ["ssm-incidents:StartIncident"],
  states: ["states:StartExecution"],
};

function allowedFor(target: TargetShape): Allowed[] {
  const { arn } = target;
  const [, partition = "aws", service = "", region = "", account = ""] = arn.split(":");
  const here = `arn:${partition}:${service}:${region}:${account}`;
  switch (service) {
    case "appsync": {
      const api = resourceOf(arn).slice(resourceOf(arn).lastIndexOf("/") + 1);
      return [{ actions: ["appsync:GraphQL"], resources: [`${here}:apis/${api}/*`] }];
    }
    case "batch":
      return [{ actions: ["batch:SubmitJob"], resources: [arn, batchDefinition(target, here)] }];
    case "ecs":
      return [runTask(target)];
    case "events":
      return [
        {
          actions: [
            resourceOf(arn).startsWith("api-destination/")
              ? "events:InvokeApiDestination"
              : "events:PutEvents",
          ],
          resources: [arn],
        },
      ];
    case "redshift":
    case "redshift-serverless":
      return redshift(target, service);
    case "ssm":
      return runCommand(target);
    default: {
      const own = actions[service];
      return own ? [{ actions: own, resources: [arn] }] : [];
    }
  }
}

function batchDefinition({ batchParameters }: TargetShape, here: string): string {
  const name = textIn(batchParameters, "jobDefinition");
  return withAnyRevision(name.startsWith("arn:") ? name : `${here}:job-definition/${name}`);
}

function runTask({ arn, ecsParameters }: TargetShape): Allowed {
  const definition = textIn(ecsParameters, "taskDefinitionArn");
  return {
    actions: ["ecs:RunTask"],
    resources: [withAnyRevision(definition)],
    conditions: { ArnLike: { "ecs:cluster": arn } },
  };
}

/** A definition that is named without a revision means its newest one, whichever that is. */
function withAnyRevision(arn: string): string {
  return /:\d+$/.test(arn) || arn === "*" ? arn : `${arn}:*`;
}

function redshift({ arn, redshiftDataParameters }: TargetShape, service: string): Allowed[] {
  const { secretManagerArn, sqls } = asRecord(redshiftDataParameters);
  const run = sqls === undefined ? "redshift-data:ExecuteStatement" : "redshift-data:BatchExecuteStatement";
  if (typeof secretManagerArn === "string" && secretManagerArn.startsWith("arn:"))
    return [
      { actions: [run], resources: [arn] },
      { actions: ["secretsmanager:GetSecretValue"], resources: [secretManagerArn] },
    ];
  const credentials =
    service === "redshift" ? "redshift:GetClusterCredentials" : "redshift-serverless:GetCredentials";
  return [{ actions: [run, credentials], resources: service === "redshift" ? ["*"] : [arn] }];
}

/** Run Command needs the document and the instances, an automation its definition alone. */
function runCommand({ arn, runCommandParameters }: TargetShape): Allowed[] {
  if (resourceOf(arn).startsWith("automation-definition/"))
    return [{ actions: ["ssm:StartAutomationExecution"], resources: [arn] }];
  const [, partition = "aws"] = arn.split(":");
  const given: unknown = asRecord(runCommandParameters)["runCommandTargets"];
  const document: Allowed = { actions: ["ssm:SendCommand"], resources: [arn] };
  const instances = (Array.isArray(given) ? given : []).flatMap((one): Allowed[] => {
    const { key, values } = asRecord(one);
    const texts = Array.isArray(values) ? values.map(String) : [];
    const anywhere = `arn:${partition}:ec2:*:*:instance/`;
    if (key === "InstanceIds")
      return [{ actions: ["ssm:SendCommand"], resources: texts.map((id) => anywhere + id) }];
    const tag = String(key).replace(/^tag:/, "");
    return [
      {
        actions: ["ssm:SendCommand"],
        resources: [`${anywhere}*`],
        conditions: { StringEquals: { [`ssm:resourceTag/${tag}`]: texts } },
      },
    ];
  });
  return [document, ...instances];
}

/** A text of a structure; whatever there is where it isn't said. */
function textIn(structure: unknown, member: string): string {
  const text = asRecord(structure)[member];
  return typeof text === "string" ? text : "*";
}

function serviceOf(arn: string): string {
  return arn.split(":")[2] ?? "";
}

function resourceOf(arn: string): string {
  return arn.split(":").slice(5).join(":");
}
