import type { Scope } from "../../controller/kind.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";

/** A kind's spec as it stands in YAML, without `placement` and `forEach`. */
export type Spec = Readonly<Record<string, unknown>>;

/** The account and region that fixtures and kinds' tests live in. */
export const testScope: Scope = { account: "111122223333", region: "us-east-1", partition: "aws" };

/** How one optional property is tried out where its schema's `examples` alone don't do. */
export interface FieldCase {
  /** The name of the base it is added to; `default` when absent. */
  readonly base?: string;
  /** Two different valid values, in place of the schema's `examples`. */
  readonly values?: readonly [unknown, unknown];
  /** Properties that must stand beside it; they stay when it is taken out again. */
  readonly with?: Spec;
  /** Why the generated test leaves it out. */
  readonly skip?: string;
}

/**
 * What the generated tests need to know about a kind. For every optional property of its schema: base + A is
 * applied and stable, B in AWS is drift at its path, and without it AWS's default comes back.
 */
export interface KindFixture {
  /** Valid specs with as little in them as possible; `default` is the one most properties are added to. */
  readonly bases: Readonly<Record<string, Spec>> & { readonly default: Spec };
  /** By property name; a property that isn't listed is tried with its `examples` on the default base. */
  readonly fields: Readonly<Record<string, FieldCase>>;
  /**
   * Pairs of whole specs of the same object, named after what tells them apart: between them every nested optional
   * field appears, and each pair is applied both ways.
   */
  readonly variants: Readonly<Record<string, readonly [Spec, Spec]>>;
  /** Why a change in AWS from one spec of these variants to the other can't be seen, and so is no drift. */
  readonly unseen?: Readonly<Record<string, string>>;
  /** Makes what the specs rely on (a bucket, a VPC, a child alarm) in `testScope`, before anything is applied. */
  seed?(sandbox: Sandbox): Promise<void>;
}
