import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { Aws } from "../aws/aws.ts";
import { list } from "../aws/listing.ts";
import { deleteParameters, parameterTags, readParameters, tagParameter } from "../aws/parameters.ts";
import { toTagList } from "../aws/tags.ts";
import type { AgentConfigSpec } from "../generated/types.ts";
import { defaultName, type Kind, type Write } from "../kind.ts";
import { checkAgentConfig } from "./agent-config/check.ts";
import {
  addConfig,
  describeBeginning,
  describeNamed,
  isParameterStatus,
  ownedNames,
  parameterArn,
  usualPrefix,
} from "./agent-config/read.ts";
import {
  type AgentConfigShape,
  advancedSize,
  desiredConfig,
  tierFor,
  valueOf,
} from "./agent-config/shape.ts";

const kind = "AgentConfig";

/** The CloudWatch agent's configuration, in a parameter of Systems Manager's that agents read. */
export const agentConfig: Kind<AgentConfigSpec, AgentConfigShape> = {
  name: kind,
  after: ["LogGroup"],
  fields: {},
  iam: {
    read: ["ssm:DescribeParameters", "ssm:GetParameters", "ssm:ListTagsForResource"],
    write: [
      "ssm:AddTagsToResource",
      "ssm:DeleteParameters",
      "ssm:PutParameter",
      "ssm:RemoveTagsFromResource",
    ],
  },
  history: { calls: ["DeleteParameter"], naming: ["name", "names", "resourceId"] },

  id: (spec, setting) => spec.parameterName ?? `${usualPrefix}${defaultName(setting)}`,
  arn: (id, scope) => parameterArn(scope, id),
  check: checkAgentConfig,
  desired: desiredConfig,

  observe: (aws, wanted) =>
    list(aws, kind, "ssm:DescribeParameters or GetParameters", async (found) => {
      const owned = await ownedNames(aws);
      const relevant = (name: string) => wanted.has(name) || owned.has(name);
      const usual = await describeBeginning(aws, usualPrefix);
      const others = [...new Set([...wanted.keys(), ...owned.keys()])].filter(
        (name) => !name.startsWith(usualPrefix),
      );
      const known = [...usual, ...(await describeNamed(aws, others.sort()))];
      const ours = known.filter(({ Name = "" }) => relevant(Name));
      found.foreign(known.length - ours.length);
      const values = await readParameters(
        aws,
        ours.map(({ Name = "" }) => Name),
      );
      for (const metadata of ours) {
        const name = metadata.Name ?? "";
        const value = values.get(name);
        if (value) addConfig(aws, found, value, metadata, owned.get(name) ?? {}, wanted.get(name)?.shape);
      }
    }),

  read: (aws, targets, options) =>
    list(aws, kind, "ssm:DescribeParameters or GetParameters", async (found) => {
      const byId = new Map(targets.map((target) => [target.id, target]));
      const [known, values] = await Promise.all([
        describeNamed(aws, [...byId.keys()]),
        readParameters(aws, [...byId.keys()]),
      ]);
      await aws.each(known, async (metadata) => {
        const name = metadata.Name ?? "";
        const value = values.get(name);
        const target = byId.get(name);
        if (!value || !target) return;
        const tags = options.tags ? await parameterTags(aws, name) : (target.observed?.tags ?? {});
        if (tags) addConfig(aws, found, value, metadata, tags, target.wanted);
      });
    }),

  put: putConfig,

  tag: (aws, { id }, set, remove) => tagParameter(aws, id, set, remove),

  remove: (aws, doomed) =>
    deleteParameters(
      aws,
      doomed.map(({ id }) => id),
    ),
};

/**
 * Without `Overwrite` a creation takes over nobody's parameter; without `Type` an update makes none, which would have
 * no tags. The description is sent even if empty, since AWS keeps what isn't sent.
 */
async function putConfig(aws: Aws, { id, before, target, tags }: Write<AgentConfigShape>): Promise<void> {
  const value = valueOf(target.config);
  const size = Buffer.byteLength(value);
  if (size > advancedSize)
    throw new Error(
      `the JSON of ${id} has ${size} bytes, and no parameter holds more than ${advancedSize}; split it in two, and have agents add the second with append-config`,
    );
  const now = isParameterStatus(before?.status) ? before.status.tier : undefined;
  await aws.client(SSMClient).send(
    new PutParameterCommand({
      Name: id,
      Value: value,
      Description: target.description ?? "",
      Tier: tierFor(value, target.tier, now),
      ...(before === undefined ? { Type: "String", Tags: toTagList(tags) } : { Overwrite: true }),
    }),
  );
}
