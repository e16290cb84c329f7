import { CreateTagsCommand, CreateVpcCommand, EC2Client } from "@aws-sdk/client-ec2";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { describe, expect, it } from "vitest";
import type { Aws } from "../../controller/aws/aws.ts";
import { discoverer } from "../../controller/aws/discover.ts";
import { testScope } from "../kinds/fixture.ts";
import { sandboxed } from "../kinds/sandboxed.ts";

async function vpc(aws: Aws, tags: Record<string, string>): Promise<string> {
  const ec2 = aws.client(EC2Client);
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.9.0.0/16" }));
  const id = Vpc?.VpcId ?? "";
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: list }));
  return id;
}

describe("discovering", () => {
  it("finds VPCs by exact tags, with their names, tags and ARNs", async () => {
    const { aws } = sandboxed();
    const here = aws();
    const wanted = await vpc(here, { Name: "prod", monitored: "yes*" });
    await vpc(here, { Name: "staging", monitored: "yes, too" });
    const { elements, complete } = await discoverer(() => here)(
      { of: "vpc", tags: { monitored: "yes*" } },
      testScope,
    );
    expect(complete).toBe(true);
    expect(elements).toEqual([
      {
        id: wanted,
        arn: `arn:aws:ec2:${testScope.region}:${testScope.account}:vpc/${wanted}`,
        name: "prod",
        tags: { Name: "prod", monitored: "yes*" },
      },
    ]);
  });

  it("finds any other type by the tagging service, more than a page of it", async () => {
    const { aws } = sandboxed();
    const here = aws();
    for (let index = 0; index < 120; index += 1)
      await here.client(SNSClient).send(
        new CreateTopicCommand({
          Name: `t-${String(index).padStart(3, "0")}`,
          Tags: [{ Key: "team", Value: "core" }],
        }),
      );
    const { elements } = await discoverer(() => here)(
      { of: "resource", type: "sns", tags: { team: "core" } },
      testScope,
    );
    expect(elements).toHaveLength(120);
    expect(elements[119]).toMatchObject({ id: "t-119", name: "t-119", tags: { team: "core" } });
  });

  it("asks the same question about the same scope once", async () => {
    const { aws } = sandboxed();
    let opened = 0;
    const discover = discoverer(() => {
      opened += 1;
      return aws();
    });
    const first = await discover({ of: "subnet", tags: { a: "1", b: "2" } }, testScope);
    expect(await discover({ of: "subnet", tags: { b: "2", a: "1" } }, testScope)).toBe(first);
    await discover({ of: "subnet", tags: {} }, testScope);
    expect(opened).toBe(2);
  });

  it("says that a failed search is incomplete, and lets refused credentials through", async () => {
    const failing = (name: string): Aws => ({
      ...sandboxed().aws(),
      client: () => {
        throw Object.assign(new Error("not authorized"), { name, $metadata: {}, $fault: "client" });
      },
    });
    const denied = await discoverer(() => failing("UnauthorizedOperation"))(
      { of: "instance", tags: {} },
      testScope,
    );
    expect(denied).toMatchObject({
      elements: [],
      complete: false,
      problems: [{ code: "incomplete-discovery" }],
    });
    expect(denied.problems[0]?.message).toContain("ec2:DescribeInstances failed: UnauthorizedOperation");
    await expect(
      discoverer(() => failing("ExpiredToken"))({ of: "vpc", tags: {} }, testScope),
    ).rejects.toThrow("AWS refused the credentials");
  });
});
