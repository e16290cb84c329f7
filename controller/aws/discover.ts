import {
  EC2Client,
  type Filter,
  paginateDescribeInstances,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
  type Tag,
} from "@aws-sdk/client-ec2";
import {
  paginateGetResources,
  ResourceGroupsTaggingAPIClient,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { parse } from "@aws-sdk/util-arn-parser";
import type { Scope } from "../kind.ts";
import type { Problem } from "../problem.ts";
import type { Aws } from "./aws.ts";
import { describeError } from "./errors.ts";
import { rethrowIfFatal } from "./listing.ts";

/** Which resources are looked for. */
interface Query {
  readonly of: "vpc" | "subnet" | "instance" | "resource";
  /** Of a `resource`, e.g. `lambda:function`. */
  readonly type?: string;
  /** All of them must be there, each with exactly this value. */
  readonly tags: Readonly<Record<string, string>>;
}

interface Element {
  readonly id: string;
  readonly arn: string;
  readonly name: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

interface Discovery {
  readonly elements: readonly Element[];
  readonly complete: boolean;
  readonly problems: readonly Problem[];
}

/**
 * Finds resources by tag for one pass: the same question about the same scope is asked once. A failure becomes a
 * problem and `complete: false`; refused credentials are thrown.
 */
export function discoverer(awsOf: (scope: Scope) => Aws): (query: Query, scope: Scope) => Promise<Discovery> {
  const answers = new Map<string, Promise<Discovery>>();
  return (query, scope) => {
    const { account, region } = scope;
    const tags = Object.entries(query.tags).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([account, region, query.of, query.type, tags]);
    const answer = answers.get(key) ?? find(awsOf(scope), query);
    answers.set(key, answer);
    return answer;
  };
}

async function find(aws: Aws, query: Query): Promise<Discovery> {
  const elements: Element[] = [];
  const { account, region } = aws.scope;
  try {
    for await (const found of search(aws, query)) if (carries(found, query.tags)) elements.push(found);
  } catch (error) {
    rethrowIfFatal(error);
    const problem: Problem = {
      severity: "error",
      code: "incomplete-discovery",
      message: `${actions[query.of]} failed: ${describeError(error)}; what is repeated for these is not deleted here until it can be read`,
      object: `forEach ${query.type ?? query.of}`,
      account,
      region,
    };
    return { elements: elements.sort(byId), complete: false, problems: [problem] };
  }
  return { elements: elements.sort(byId), complete: true, problems: [] };
}

const actions = {
  vpc: "ec2:DescribeVpcs",
  subnet: "ec2:DescribeSubnets",
  instance: "ec2:DescribeInstances",
  resource: "tag:GetResources",
} as const;

async function* search(aws: Aws, query: Query): AsyncGenerator<Element> {
  if (query.of === "resource") {
    yield* tagged(aws, query);
    return;
  }
  const paging = { client: aws.client(EC2Client), pageSize: 1000 };
  const Filters = tagFilters(query.tags);
  // EC2 refuses an empty list of filters.
  const input = Filters.length > 0 ? { Filters } : {};
  switch (query.of) {
    case "vpc":
      for await (const { Vpcs = [] } of paginateDescribeVpcs(paging, input))
        for (const { VpcId, OwnerId, Tags } of Vpcs) yield element(aws, "vpc", VpcId, OwnerId, Tags);
      return;
    case "subnet":
      for await (const { Subnets = [] } of paginateDescribeSubnets(paging, input))
        for (const { SubnetId, OwnerId, Tags } of Subnets)
          yield element(aws, "subnet", SubnetId, OwnerId, Tags);
      return;
    case "instance":
      // Terminated instances stay visible for about an hour.
      for await (const { Reservations = [] } of paginateDescribeInstances(paging, input))
        for (const { OwnerId, Instances = [] } of Reservations)
          for (const { InstanceId, State, Tags } of Instances)
            if (State?.Name !== "terminated" && State?.Name !== "shutting-down")
              yield element(aws, "instance", InstanceId, OwnerId, Tags);
      return;
    default:
      query.of satisfies never;
  }
}

/** A shared VPC or subnet belongs to another account, and so does its ARN. */
function element(aws: Aws, type: string, id = "", owner: string | undefined, list: Tag[] = []): Element {
  const { partition, region, account } = aws.scope;
  const tags = tagMap(list);
  return {
    id,
    arn: `arn:${partition}:ec2:${region}:${owner ?? account}:${type}/${id}`,
    name: tags["Name"],
    tags,
  };
}

/** Narrows the search. In a filter's value `*` and `?` are wildcards, so such values are left to `carries`. */
function tagFilters(tags: Readonly<Record<string, string>>): Filter[] {
  return Object.entries(tags)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) =>
      /[\\*?]/.test(value) ? { Name: "tag-key", Values: [key] } : { Name: `tag:${key}`, Values: [value] },
    );
}

function carries(found: Element, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([key, value]) => found.tags[key] === value);
}

async function* tagged(aws: Aws, { type = "", tags }: Query): AsyncGenerator<Element> {
  const client = aws.client(ResourceGroupsTaggingAPIClient);
  const pages = paginateGetResources(
    { client, pageSize: 100 },
    {
      ResourceTypeFilters: [type],
      TagFilters: Object.entries(tags)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([Key, value]) => ({ Key, Values: [value] })),
    },
  );
  for await (const { ResourceTagMappingList = [] } of pages)
    for (const { ResourceARN = "", Tags } of ResourceTagMappingList) {
      const own = tagMap(Tags);
      const id = resourceId(ResourceARN, type);
      yield { id, arn: ResourceARN, name: own["Name"] ?? lastPart(id), tags: own };
    }
}

/** What follows the type in an ARN: `checkout` of a function, `app/web/50dc6c49` of a load balancer. */
function resourceId(arn: string, type: string): string {
  const { resource } = parse(arn);
  const name = type.split(":")[1];
  if (name === undefined) return resource;
  return resource.startsWith(`${name}:`) || resource.startsWith(`${name}/`)
    ? resource.slice(name.length + 1)
    : resource;
}

function lastPart(id: string): string {
  return id.split(/[/:]/).at(-1) ?? id;
}

function tagMap(list: readonly { Key?: string | undefined; Value?: string | undefined }[] = []) {
  const tags: Record<string, string> = {};
  for (const { Key, Value } of list) if (Key !== undefined && Key !== "__proto__") tags[Key] = Value ?? "";
  return tags;
}

function byId(a: Element, b: Element): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : a.arn < b.arn ? -1 : 1;
}
