import {
  AddTagsToResourceCommand,
  DeleteParametersCommand,
  GetParametersCommand,
  ListTagsForResourceCommand,
  type Parameter,
  RemoveTagsFromResourceCommand,
  SSMClient,
} from "@aws-sdk/client-ssm";
import type { Tags } from "../kind.ts";
import type { Aws } from "./aws.ts";
import { batches } from "./batches.ts";
import { deleteInBatches } from "./delete-in-batches.ts";
import { errorCode } from "./errors.ts";
import { fromTagList, toTagList } from "./tags.ts";

/** GetParameters and DeleteParameters take this many names. */
const namesPerCall = 10;

/** Parameters of Systems Manager's by name, with their values; what doesn't exist is absent. Throws AWS's error. */
export async function readParameters(aws: Aws, names: readonly string[]): Promise<Map<string, Parameter>> {
  const found = new Map<string, Parameter>();
  await aws.each(batches(names, namesPerCall), async (Names) => {
    const { Parameters = [] } = await aws.client(SSMClient).send(new GetParametersCommand({ Names }));
    for (const parameter of Parameters) found.set(parameter.Name ?? "", parameter);
  });
  return found;
}

/** Deletes parameters. Returns the error of each that is still there, by name. */
export async function deleteParameters(aws: Aws, names: readonly string[]): Promise<Map<string, unknown>> {
  return deleteInBatches(aws, names, namesPerCall, async (Names) => {
    // Those it doesn't know are listed as invalid and no error.
    await aws.client(SSMClient).send(new DeleteParametersCommand({ Names }));
    return new Map();
  });
}

/** A parameter's tags by the service itself; `undefined` where there is no such parameter. */
export async function parameterTags(aws: Aws, name: string): Promise<Tags | undefined> {
  try {
    const command = new ListTagsForResourceCommand(resource(name));
    return fromTagList((await aws.client(SSMClient).send(command)).TagList);
  } catch (error) {
    if (isMissingParameter(error)) return undefined;
    throw error;
  }
}

/** Sets and removes tags of a parameter; removes first, so that 50 tags can be exchanged for 50 others. */
export async function tagParameter(
  aws: Aws,
  name: string,
  set: Tags,
  remove: readonly string[] = [],
): Promise<void> {
  const client = aws.client(SSMClient);
  if (remove.length > 0)
    await client.send(new RemoveTagsFromResourceCommand({ ...resource(name), TagKeys: [...remove].sort() }));
  const added = toTagList(set);
  if (added.length > 0) await client.send(new AddTagsToResourceCommand({ ...resource(name), Tags: added }));
}

/** Whether a tagging call says that there is no such parameter. */
export function isMissingParameter(error: unknown): boolean {
  return errorCode(error) === "InvalidResourceId";
}

function resource(name: string) {
  return { ResourceType: "Parameter", ResourceId: name } as const;
}
