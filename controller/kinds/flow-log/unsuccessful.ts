import type { UnsuccessfulItem } from "@aws-sdk/client-ec2";

/** EC2 answers 200 with failures inside; this makes one of them the error that AWS would have answered with. */
export function errorOf({ Error: cause, ResourceId }: UnsuccessfulItem): Error {
  const error = new Error(`${ResourceId ? `${ResourceId}: ` : ""}${cause?.Message ?? "AWS gave no reason"}`);
  error.name = cause?.Code ?? "Unsuccessful";
  return Object.assign(error, { $fault: "client" });
}
