import type {
  DeleteParameterRequest,
  DeleteParametersRequest,
  DeleteParametersResult,
} from "@aws-sdk/client-ssm";
import type { CallContext } from "../../service.ts";
import { forgetTags } from "../../tags.ts";
import { checkCount, nameIn, parametersOf } from "./parameter-store.ts";
import { notFound } from "./read-parameters.ts";

const namesPerCall = 10;

export function deleteParameter(context: CallContext, { Name: name = "" }: DeleteParameterRequest): void {
  if (!drop(context, name)) throw notFound(name);
}

/** Up to ten; what there isn't is listed apart. */
export function deleteParameters(
  context: CallContext,
  { Names: names = [] }: DeleteParametersRequest,
): DeleteParametersResult {
  checkCount("names", names, namesPerCall);
  const deleted = names.filter((name) => drop(context, name));
  return {
    DeletedParameters: deleted,
    InvalidParameters: names.filter((name) => !deleted.includes(name)),
  };
}

function drop(context: CallContext, text: string): boolean {
  const table = parametersOf(context);
  const row = table.get(nameIn(context, text));
  if (!row) return false;
  table.delete(row.name);
  forgetTags(context, row.arn);
  return true;
}
