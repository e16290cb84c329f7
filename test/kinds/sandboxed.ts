import type { Aws } from "../../controller/aws/aws.ts";
import { connect } from "../../controller/aws/connection.ts";
import { objectTag, ownerTag } from "../../controller/aws/tags.ts";
import { virtualClock } from "../../controller/clock.ts";
import type { Document } from "../../controller/document.ts";
import type { AnyKind, Observed, Tags, Wanted, Write } from "../../controller/kind.ts";
import { createSandbox, type Sandbox } from "../../controller/sandbox/sandbox.ts";
import { manners } from "../widgets.ts";
import { type Spec, testScope } from "./fixture.ts";

/** The tags of an object of the test's installation. */
export const ourTags: Tags = { [ownerTag]: "acme", [objectTag]: "Kind/name" };

/** A sandbox on a virtual clock, and its account as the installation `acme` sees it. */
export function sandboxed(): { sandbox: Sandbox; aws: () => Aws } {
  const clock = virtualClock(new Date("2026-03-01T12:00:00Z"));
  const sandbox = createSandbox({ clock, seed: 1 });
  const connection = connect({
    clock,
    random: () => 0.5,
    transport: sandbox.requestHandler,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  // Each call opens a pass of its own, with a tag index of its own.
  return { sandbox, aws: () => connection.visit({ owner: "acme", accounts: new Map() })(testScope) };
}

/** A document with this spec; the place of a value is its pointer. */
export function documentOf<Spec extends object>(kind: string, spec: Spec): Document<Spec> {
  return {
    kind,
    metadata: { name: "thing", labels: {}, annotations: {} },
    spec,
    at: (pointer) => ({ file: pointer, line: 1, column: 1 }),
  };
}

/** What a check says, as `pointer code`, warnings with a `?`. */
export function verdict(kind: AnyKind, spec: Spec): string[] {
  return kind
    .check(documentOf(kind.name, { ...spec }))
    .map(({ place, code, severity }) => `${place?.file} ${code}${severity === "warning" ? "?" : ""}`)
    .sort();
}

/** A resource of ours with this shape, as an observation gives it. */
export function observedOf<Live extends object>(
  shape: Live,
  status?: unknown,
): Observed<Live> & { shape: Live } {
  return { id: "thing", arn: "arn:thing", shape, tags: ourTags, status };
}

/** A creation of `target`, or an update of `before`. */
export function writeOf<Live extends object>(id: string, target: Live, before?: Observed<Live>): Write<Live> {
  return {
    id,
    arn: before?.arn,
    before,
    target,
    tags: { ...ourTags, team: "payments" },
    changed: new Set(Object.keys(target)),
    token: "token",
  };
}

/** These ids as the wanted ones of a kind. */
export function wantedOf<Live extends object>(
  kind: string,
  shape: Live,
  ...ids: string[]
): Map<string, Wanted<Live>> {
  return new Map(
    ids.map((id) => [
      id,
      {
        kind,
        name: id,
        each: undefined,
        scope: testScope,
        id,
        arn: undefined,
        shape,
        tags: {},
        manners,
        dependsOn: [],
        at: () => ({ file: "spec.yaml", line: 1, column: 1 }),
      },
    ]),
  );
}
