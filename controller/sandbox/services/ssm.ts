import * as module from "@aws-sdk/client-ssm";
import type { Service } from "../service.ts";
import { deleteParameter, deleteParameters } from "./ssm/delete-parameters.ts";
import { describeParameters } from "./ssm/describe-parameters.ts";
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from "./ssm/parameter-tags.ts";
import { putParameter } from "./ssm/put-parameter.ts";
import {
  getParameter,
  getParameterHistory,
  getParameters,
  getParametersByPath,
  labelParameterVersion,
} from "./ssm/read-parameters.ts";

/** Systems Manager: parameters. */
export const ssm: Service = {
  module,
  client: "SSMClient",
  signingName: "ssm",
  eventSource: "ssm.amazonaws.com",
  operations: {
    PutParameter: putParameter,
    GetParameter: getParameter,
    GetParameters: getParameters,
    GetParametersByPath: getParametersByPath,
    GetParameterHistory: getParameterHistory,
    DescribeParameters: describeParameters,
    LabelParameterVersion: labelParameterVersion,
    DeleteParameter: deleteParameter,
    DeleteParameters: deleteParameters,
    AddTagsToResource: addTagsToResource,
    RemoveTagsFromResource: removeTagsFromResource,
    ListTagsForResource: listTagsForResource,
  },
};
