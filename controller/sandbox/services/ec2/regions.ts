import type { DescribeRegionsRequest, Region } from "@aws-sdk/client-ec2";
import { AwsError, type CallContext } from "../../service.ts";

// biome-ignore format: one line a part of the world
const everybodys = [
  "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2",
  "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3",
  "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
];
const optIn = ["af-south-1", "ap-east-1", "eu-south-1", "me-south-1"];

/** Whether a region exists that accounts have to enable before it knows their keys, which none here does. */
export function isDisabled(region: string): boolean {
  return optIn.includes(region);
}

/** The regions that an account can use; with `AllRegions`, also those it hasn't opted into. */
export function describeRegions(_: CallContext, input: DescribeRegionsRequest): { Regions: Region[] } {
  const wanted = new Set(input.RegionNames);
  for (const name of wanted)
    if (![...everybodys, ...optIn].includes(name))
      throw new AwsError("InvalidParameterValue", `Invalid region name: ${name}`);
  const regions = [
    ...everybodys.map((name) => regionOf(name, "opt-in-not-required")),
    ...optIn
      .filter((name) => input.AllRegions || wanted.has(name))
      .map((name) => regionOf(name, "not-opted-in")),
  ];
  return { Regions: regions.filter(({ RegionName = "" }) => wanted.size === 0 || wanted.has(RegionName)) };
}

function regionOf(name: string, status: "opt-in-not-required" | "not-opted-in"): Region {
  return { RegionName: name, Endpoint: `ec2.${name}.amazonaws.com`, OptInStatus: status };
}
