import { describe, expect, it } from "vitest";
import { kinds } from "../../controller/generated/registry.ts";
import { objectName } from "../../controller/kind.ts";
import type { Element } from "../../controller/spec/for-each.ts";
import type { Discover } from "../../controller/spec/resolve/discover.ts";
import { type ResolveSetting, resolve } from "../../controller/spec/resolve.ts";
import { validate } from "../../controller/spec/validate.ts";

const head = "apiVersion: watchkeeper.dev/v1alpha1\n";

function topic(name: string, spec = "{}", annotations = "{}") {
  return `${head}kind: Topic\nmetadata: { name: ${name}, annotations: ${annotations} }\nspec: ${spec}\n---\n`;
}

function alarm(name: string, more = "") {
  return `${head}kind: MetricAlarm
metadata: { name: ${name} }
spec: {${more} namespace: AWS/EC2, metricName: CPUUtilization, statistic: Average, period: 300, evaluationPeriods: 1, threshold: 80, comparisonOperator: GreaterThanThreshold }
---
`;
}

function composite(name: string, rule: string) {
  return `${head}kind: CompositeAlarm\nmetadata: { name: ${name} }\nspec: { alarmRule: "${rule}" }\n---\n`;
}

const account = (name: string, id: string, more = "") =>
  `${head}kind: Account\nmetadata: { name: ${name} }\nspec: { id: "${id}"${more} }\n---\n`;

const vpc = (id: string, name?: string, tags: Record<string, string> = {}): Element => ({
  id,
  arn: `arn:aws:ec2:us-east-1:111122223333:vpc/${id}`,
  name,
  tags: { ...(name !== undefined && { Name: name }), ...tags },
});

const finds =
  (...elements: Element[]): Discover =>
  async () => ({ elements, complete: true, problems: [] });

async function resolved(text: string, setting: Partial<ResolveSetting> = {}) {
  const validated = validate([{ path: "a.yaml", text }], kinds);
  const result = await resolve(validated, kinds, {
    selfAccount: "111122223333",
    defaultRegion: "us-east-1",
    partition: "aws",
    regions: [],
    defaultTags: {},
    driftPolicy: "revert",
    discover: finds(),
    ...setting,
  });
  return {
    ...result,
    validated,
    objects: result.wanted.map((w) => `${objectName(w)} ${w.scope.account}/${w.scope.region} ${w.id}`),
    searched: result.scopes.map((scope) => `${scope.account}/${scope.region}`),
    held: result.unresolved.map(({ kind, scope }) => `${kind} ${scope.account}/${scope.region}`),
    messages: result.problems.map(
      ({ place, object, region, message }) =>
        `${place?.line}:${place?.column} ${object} ${region ?? ""}: ${message}`,
    ),
  };
}

describe("placement", () => {
  it("is the caller's own account and the default region unless said otherwise", async () => {
    const { objects, searched, problems } = await resolved(topic("oncall"));
    expect(objects).toEqual(["Topic/oncall 111122223333/us-east-1 oncall"]);
    expect(searched).toEqual(["111122223333/us-east-1"]);
    expect(problems).toEqual([]);
  });

  it("is every combination of accounts and regions, an account's own regions being its default", async () => {
    const text =
      account("prod", "444455556666", ", regions: [eu-west-1, eu-west-2]") +
      account("dev", "777788889999") +
      topic("a", "{ placement: { accounts: [prod, dev] } }") +
      topic("b", "{ placement: { accounts: [prod, dev], regions: [us-west-2] } }");
    const { objects } = await resolved(text);
    expect(objects).toEqual([
      "Topic/a 444455556666/eu-west-1 a",
      "Topic/a 444455556666/eu-west-2 a",
      "Topic/a 777788889999/us-east-1 a",
      "Topic/b 444455556666/us-west-2 b",
      "Topic/b 777788889999/us-west-2 b",
    ]);
  });

  it("searches every account's regions, every placement and the installation's regions", async () => {
    const text =
      `${head}kind: Installation\nmetadata: { name: acme }\nspec: { regions: [sa-east-1] }\n---\n` +
      account("prod", "444455556666", ", regions: [eu-west-1]") +
      account("dev", "777788889999") +
      topic("a", "{ placement: { regions: [us-west-2] } }");
    expect((await resolved(text, { regions: ["ca-west-1"] })).searched).toEqual([
      "111122223333/ca-west-1",
      "111122223333/sa-east-1",
      "111122223333/us-east-1",
      "111122223333/us-west-2",
      "444455556666/eu-west-1",
      "777788889999/ca-west-1",
      "777788889999/sa-east-1",
      "777788889999/us-east-1",
    ]);
  });

  it("refuses a region of another partition and deletes nothing of the kind there", async () => {
    const { objects, messages, held } = await resolved(
      topic("a", "{ placement: { regions: [cn-north-1] } }"),
    );
    expect(objects).toEqual([]);
    expect(held).toEqual(["Topic 111122223333/cn-north-1"]);
    expect(messages).toEqual([
      '4:32 Topic/a : the region "cn-north-1" belongs to the partition aws-cn, the credentials to aws',
    ]);
  });

  it("warns of a region that nobody will look into once its last document is gone", async () => {
    const both =
      topic("a", "{ placement: { regions: [eu-west-1] } }") +
      topic("b", "{ placement: { regions: [eu-west-1] } }");
    const { messages } = await resolved(both);
    expect(messages).toEqual([
      expect.stringMatching(/^4:22 Topic\/a eu-west-1: eu-west-1 is looked into only as long/),
    ]);
    const kept = await resolved(both, { regions: ["eu-west-1"] });
    expect(kept.messages).toEqual([]);
  });

  it("holds back deletes everywhere when an account is unknown", async () => {
    const { held, messages, validated } = await resolved(topic("a", "{ placement: { accounts: [prod] } }"));
    expect(held).toEqual(["Topic 111122223333/us-east-1"]);
    expect(messages).toEqual([]);
    expect(validated.problems.map(({ code }) => code)).toEqual(["unknown-account"]);
  });
});

describe("references", () => {
  const actions = " alarmActions: [{ ref: Topic/oncall }],";

  it("become the ARN in the same account and region, under the name in AWS", async () => {
    const text =
      topic("oncall", "{ topicName: pages, placement: { regions: [us-east-1, eu-west-1] } }") +
      alarm("cpu", ` placement: { regions: [eu-west-1] },${actions}`);
    const { wanted } = await resolved(text);
    expect(wanted[0]).toMatchObject({
      name: "cpu",
      shape: { alarmActions: ["arn:aws:sns:eu-west-1:111122223333:pages"] },
      dependsOn: ["Topic/oncall 111122223333/eu-west-1"],
    });
  });

  it("to something that isn't placed there are refused, statically where the places are known", async () => {
    const text =
      account("prod", "444455556666") +
      topic("oncall", "{ placement: { regions: [us-east-1] } }") +
      alarm("cpu", ` placement: { accounts: [prod] },${actions}`);
    const { messages, validated, objects, held } = await resolved(text);
    expect(validated.problems).toEqual([]);
    expect(messages).toEqual([
      "14:57 MetricAlarm/cpu : Topic/oncall at a.yaml:6 is not placed in account 444455556666, us-east-1, where this is; place both alike",
    ]);
    expect(objects).toEqual(["Topic/oncall 111122223333/us-east-1 oncall"]);
    expect(held).toEqual(["MetricAlarm 444455556666/us-east-1"]);
  });

  it("that validating has refused already are not reported twice", async () => {
    const { messages, validated, held } = await resolved(alarm("cpu", actions));
    expect(validated.problems.map(({ code }) => code)).toEqual(["missing-target"]);
    expect(messages).toEqual([]);
    expect(held).toEqual(["MetricAlarm 111122223333/us-east-1"]);
  });

  it("of repeated documents go to the one of the same element", async () => {
    const text =
      topic("t", "{ forEach: { vpc: {} } }") +
      alarm("cpu", " forEach: { vpc: {} }, alarmActions: [{ ref: Topic/t }],");
    const { wanted } = await resolved(text, { discover: finds(vpc("vpc-1"), vpc("vpc-2")) });
    expect(wanted.filter(({ kind }) => kind === "MetricAlarm").map(({ shape }) => shape)).toMatchObject([
      { alarmActions: ["arn:aws:sns:us-east-1:111122223333:t-vpc-1"] },
      { alarmActions: ["arn:aws:sns:us-east-1:111122223333:t-vpc-2"] },
    ]);
  });

  it("to an element that only one of the two has are refused for that element alone", async () => {
    const text =
      topic("t", "{ forEach: { vpc: { tags: { a: b } } } }") +
      alarm("cpu", " forEach: { vpc: {} }, alarmActions: [{ ref: Topic/t }],");
    const discover: Discover = async ({ tags }) => ({
      elements: tags["a"] ? [vpc("vpc-1")] : [vpc("vpc-1"), vpc("vpc-2")],
      complete: true,
      problems: [],
    });
    const { objects, messages, held } = await resolved(text, { discover });
    expect(objects.filter((name) => name.startsWith("MetricAlarm"))).toHaveLength(1);
    expect(messages).toEqual([
      "9:46 MetricAlarm/cpu@vpc-2 us-east-1: Topic/t doesn't exist here for vpc-2; repeat both by the same forEach",
    ]);
    expect(held).toEqual(["MetricAlarm 111122223333/us-east-1"]);
  });

  it("from something single to something repeated are refused without AWS", async () => {
    const text = topic("oncall", "{ forEach: { vpc: {} } }") + alarm("cpu", actions);
    expect((await resolved(text)).validated.problems.map(({ code }) => code)).toEqual(["repeated-target"]);
  });
});

describe("forEach", () => {
  it("replaces id, arn, name and tags in texts, and in the user's tags", async () => {
    const spec =
      '{ forEach: { vpc: {} }, topicName: "${each.id}-${each.name}", displayName: "${each.tags.team} ${each.id}", tags: { vpc: "${each.id}", arn: "${each.arn}" } }';
    const { wanted } = await resolved(topic("t", spec), {
      discover: finds(vpc("vpc-1", "prod", { team: "core" })),
    });
    expect(wanted).toMatchObject([
      {
        each: "vpc-1",
        id: "vpc-1-prod",
        arn: "arn:aws:sns:us-east-1:111122223333:vpc-1-prod",
        shape: { displayName: "core vpc-1" },
        tags: { arn: "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1", vpc: "vpc-1" },
      },
    ]);
  });

  it("reports a tag that an element lacks, and goes on with the others", async () => {
    const spec = '{ forEach: { vpc: {} }, topicName: "${each.id}-${each.name}" }';
    const { objects, messages, held } = await resolved(topic("t", spec), {
      discover: finds(vpc("vpc-1", "prod"), vpc("vpc-2")),
    });
    expect(objects).toEqual(["Topic/t@vpc-1 111122223333/us-east-1 vpc-1-prod"]);
    expect(messages).toEqual(['4:31 Topic/t@vpc-2 us-east-1: vpc-2 has no Name tag for "${each.name}"']);
    expect(held).toEqual(["Topic 111122223333/us-east-1"]);
  });

  it("holds what it becomes against the schema", async () => {
    const spec = '{ forEach: { vpc: {} }, topicName: "${each.id}-${each.name}" }';
    const { messages } = await resolved(topic("t", spec), {
      discover: finds(vpc("vpc-1", "a name with spaces")),
    });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(
      /^4:31 Topic\/t@vpc-1 us-east-1: for vpc-1, topicName must be .*, not "vpc-1-a name with spaces"$/,
    );
  });

  it("doesn't expand what stands in a tag", async () => {
    const spec = '{ forEach: { vpc: {} }, displayName: "${each.tags.x}" }';
    const { wanted } = await resolved(topic("t", spec), {
      discover: finds(vpc("vpc-1", "n", { x: "${each.id} $& $1" })),
    });
    expect(wanted[0]?.shape).toMatchObject({ displayName: "${each.id} $& $1" });
  });

  it("that can't be read completely lets nothing of the kind be deleted there", async () => {
    const failure = { severity: "error" as const, code: "incomplete-discovery", message: "denied" };
    const { held, messages, objects } = await resolved(
      topic("t", "{ forEach: { vpc: {} } }") + topic("u", "{ forEach: { vpc: {} } }"),
      {
        discover: (() => {
          const answer = { elements: [vpc("vpc-1")], complete: false, problems: [failure] };
          return async () => answer;
        })(),
      },
    );
    expect(objects).toHaveLength(2);
    expect(held).toEqual(["Topic 111122223333/us-east-1"]);
    expect(messages).toHaveLength(1);
  });

  it("of a document that names each element keeps one key an object", async () => {
    const text = `${head}kind: FlowLog
metadata: { name: vpcs }
spec:
  forEach: { vpc: {} }
  resourceType: VPC
  resourceIds: ["\${each.id}"]
  trafficType: ALL
  logDestinationType: s3
  logDestination: arn:aws:s3:::logs
`;
    const { objects, problems } = await resolved(text, { discover: finds(vpc("vpc-1"), vpc("vpc-2")) });
    expect(problems).toEqual([]);
    expect(objects.map((name) => name.split(" ")[0])).toEqual(["FlowLog/vpcs@vpc-1", "FlowLog/vpcs@vpc-2"]);
  });
});

describe("resolving", () => {
  it("merges default tags below a document's own and reads its manners", async () => {
    const text = topic(
      "a",
      "{ tags: { team: core } }",
      '{ watchkeeper.dev/adopt: "true", watchkeeper.dev/ignore: "/spec/policy, /spec/displayName", watchkeeper.dev/deletion-policy: retain }',
    );
    const { wanted } = await resolved(text, {
      defaultTags: { by: "us", team: "none" },
      driftPolicy: "report",
    });
    expect(wanted[0]).toMatchObject({
      tags: { by: "us", team: "core" },
      manners: {
        adopt: true,
        prune: true,
        deletionPolicy: "retain",
        reconcile: true,
        drift: "report",
        ignore: ["/spec/displayName", "/spec/policy"],
        allowDataLoss: false,
      },
    });
  });

  it("wants neither of two objects that would be one resource", async () => {
    const { objects, messages, held } = await resolved(
      topic("a", "{ topicName: same }") + topic("b", "{ topicName: same }"),
    );
    expect(objects).toEqual([]);
    expect(held).toEqual(["Topic 111122223333/us-east-1"]);
    expect(messages).toEqual([
      '8:13 Topic/b us-east-1: it is the same Topic in AWS, "same", as Topic/a at a.yaml:3:13; give one of them another name',
    ]);
  });

  it("refuses more tags than AWS takes, default tags and our own among them", async () => {
    const tags = (letter: string, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${letter}${index}`, "v"]));
    const own = (count: number) => topic("oncall", JSON.stringify({ tags: tags("own", count) }));
    const defaultTags = tags("default", 30);
    const most = await resolved(own(16), { defaultTags });
    expect(most.problems).toEqual([]);
    const { objects, messages, held } = await resolved(own(17), { defaultTags });
    expect(objects).toEqual([]);
    expect(held).toEqual(["Topic 111122223333/us-east-1"]);
    expect(messages).toEqual([
      expect.stringContaining(
        "with the installation's default tags it has 47 tags, and AWS takes 50, Watchkeeper's own 4 among them; leave out 1",
      ),
    ]);
  });

  it("are refused across kinds that share their names in AWS", async () => {
    const { objects, messages, held } = await resolved(alarm("same") + composite("same", "FALSE"));
    expect(objects).toEqual([]);
    expect(messages).toEqual([
      '3:13 MetricAlarm/same us-east-1: it has the same name in AWS, "same", as CompositeAlarm/same at a.yaml:8:13; give one of them another name',
    ]);
    expect(held).toEqual(["CompositeAlarm 111122223333/us-east-1", "MetricAlarm 111122223333/us-east-1"]);
  });

  it("orders a composite after the alarms that its rule names, and refuses those that wait for each other", async () => {
    const { wanted } = await resolved(alarm("cpu") + composite("any", "ALARM(cpu) OR ALARM(elsewhere)"));
    expect(wanted.map(({ dependsOn }) => dependsOn)).toEqual([
      ["MetricAlarm/cpu 111122223333/us-east-1"],
      [],
    ]);
    const { messages } = await resolved(composite("a", "ALARM(b)") + composite("b", "ALARM(a)"));
    expect(messages).toEqual([
      "9:1 CompositeAlarm/b us-east-1: these wait for each other: CompositeAlarm/a → CompositeAlarm/b → CompositeAlarm/a; no order can create them",
    ]);
  });

  it("holds back deletes of a kind that has a broken document, by the document's name", async () => {
    const { objects, held } = await resolved(topic("good") + topic("bad", "{ displayNam: x }"));
    expect(objects).toEqual(["Topic/good 111122223333/us-east-1 good"]);
    expect(held).toEqual(["Topic 111122223333/us-east-1"]);
  });

  it("gives the same for documents in any order", async () => {
    const parts = [
      topic("oncall"),
      alarm("a", " alarmActions: [{ ref: Topic/oncall }],"),
      composite("c", "ALARM(a)"),
    ];
    const there = await resolved(parts.join(""));
    const back = await resolved(parts.toReversed().join(""));
    expect(JSON.stringify(back.wanted)).toBe(JSON.stringify(there.wanted));
  });

  it("knows the place of every value of an object", async () => {
    const { wanted } = await resolved(topic("a") + alarm("cpu"));
    expect(wanted[0]?.at("/spec/threshold")).toEqual({ file: "a.yaml", line: 9, column: 112 });
  });
});

const doc = (kind: string, name: string, spec: object) =>
  `${head}kind: ${kind}\nmetadata: { name: ${name} }\nspec: ${JSON.stringify(spec)}\n---\n`;

describe("what exists once an account", () => {
  const role = (spec: object = {}) =>
    doc("DeliveryRole", "delivery", { services: [{ service: "logs.amazonaws.com" }], ...spec });

  it("is placed in the region that answers for all, whatever the default region", async () => {
    const { objects, problems } = await resolved(role(), { defaultRegion: "eu-west-1" });
    expect(objects).toEqual(["DeliveryRole/delivery 111122223333/us-east-1 delivery"]);
    expect(problems).toEqual([]);
    const china = await resolved(role(), { defaultRegion: "cn-north-1", partition: "aws-cn" });
    expect(china.objects).toEqual(["DeliveryRole/delivery 111122223333/cn-northwest-1 delivery"]);
  });

  it("is placed once in each account, and in no regions of a document's choice", async () => {
    const accounts =
      account("prod", "444455556666", ", regions: [eu-west-1, eu-west-2]") + account("dev", "777788889999");
    const { objects } = await resolved(accounts + role({ placement: { accounts: ["prod", "dev"] } }));
    expect(objects).toEqual([
      "DeliveryRole/delivery 444455556666/us-east-1 delivery",
      "DeliveryRole/delivery 777788889999/us-east-1 delivery",
    ]);
    const { validated } = await resolved(role({ placement: { regions: ["eu-west-1"] } }));
    expect(validated.problems.map(({ message }) => message)).toEqual([
      "a DeliveryRole exists once an account, not in regions; leave regions out",
    ]);
  });

  it("is one for objects of every region of its account", async () => {
    const group = "arn:aws:logs:eu-west-1:111122223333:log-group:audit";
    const trail = doc("Trail", "audit", {
      placement: { regions: ["eu-west-1"] },
      s3BucketName: "acme-audit",
      cloudWatchLogsLogGroupArn: group,
      cloudWatchLogsRoleArn: { ref: "DeliveryRole/delivery" },
    });
    const { wanted, problems } = await resolved(trail + role(), { regions: ["eu-west-1"] });
    expect(problems).toEqual([]);
    const found = wanted.find(({ kind }) => kind === "Trail");
    expect(found?.shape).toMatchObject({ cloudWatchLogsRoleArn: "arn:aws:iam::111122223333:role/delivery" });
    expect(found?.dependsOn).toEqual(["DeliveryRole/delivery 111122223333/us-east-1"]);
  });

  it("allows what those who refer to it need, and says so when nobody does", async () => {
    const group = "arn:aws:logs:us-east-1:111122223333:log-group:audit";
    const lonely = doc("DeliveryRole", "delivery", {});
    const trail = doc("Trail", "audit", {
      s3BucketName: "acme-audit",
      cloudWatchLogsLogGroupArn: group,
      cloudWatchLogsRoleArn: { ref: "DeliveryRole/delivery" },
    });
    const { wanted, problems } = await resolved(trail + lonely);
    expect(problems).toEqual([]);
    const { shape } = wanted.find(({ kind }) => kind === "DeliveryRole") ?? {};
    const text = JSON.stringify(shape);
    expect(text).toContain("cloudtrail.amazonaws.com");
    expect(text).toContain("arn:aws:cloudtrail:us-east-1:111122223333:trail/audit");
    expect(text).toContain(`${group}:log-stream:*`);
    const alone = await resolved(lonely);
    expect(alone.objects).toEqual([]);
    expect(alone.held).toEqual(["DeliveryRole 111122223333/us-east-1"]);
    expect(alone.problems).toMatchObject([{ code: "no-grants", severity: "error" }]);
  });
});
