import type { Service } from "./service.ts";
import { budgets } from "./services/budgets.ts";
import { cloudtrail } from "./services/cloudtrail.ts";
import { cloudwatch } from "./services/cloudwatch.ts";
import { costExplorer } from "./services/cost-explorer.ts";
import { ec2 } from "./services/ec2.ts";
import { eventbridge } from "./services/eventbridge.ts";
import { iam } from "./services/iam.ts";
import { logs } from "./services/logs.ts";
import { s3 } from "./services/s3.ts";
import { sns } from "./services/sns.ts";
import { ssm } from "./services/ssm.ts";
import { sts } from "./services/sts.ts";
import { tagging } from "./services/tagging.ts";

/**
 * The services of the sandbox. Each brings its whole client package with it, so a command that needs no sandbox
 * mustn't load this file: `await import` it.
 */
export const services: readonly Service[] = [
  budgets,
  cloudtrail,
  cloudwatch,
  costExplorer,
  ec2,
  eventbridge,
  iam,
  logs,
  s3,
  sns,
  ssm,
  sts,
  tagging,
];
