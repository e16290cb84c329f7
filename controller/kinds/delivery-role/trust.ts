import { sortedTexts } from "../../value/sorted-texts.ts";
import { compareTexts } from "../../value/text-order.ts";

/** A service that may assume the role, and for whom; an empty list is no condition. */
export interface Trusted {
  readonly service: string;
  /** `aws:SourceAccount` */
  readonly accounts: readonly string[];
  /** `aws:SourceArn` */
  readonly arns: readonly string[];
}

export interface TrustPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly TrustStatement[];
}

interface TrustStatement {
  readonly Effect: "Allow";
  readonly Principal: { readonly Service: string };
  readonly Action: "sts:AssumeRole";
  readonly Condition?: {
    readonly StringEquals?: { readonly "aws:SourceAccount": readonly string[] };
    readonly ArnLike?: { readonly "aws:SourceArn": readonly string[] };
  };
}

/**
 * The trust policy that lets these assume the role and nobody else: one statement a service, and a further one where
 * some of its uses don't say all that the others do. The same for any order.
 */
export function trustPolicy(trusted: readonly Trusted[]): TrustPolicy {
  const services = sortedTexts(trusted.map(({ service }) => service));
  return {
    Version: "2012-10-17",
    Statement: services
      .flatMap((service) => merged(trusted.filter((one) => one.service === service)))
      .map(statementOf),
  };
}

/** What a policy of `trustPolicy` was made from. */
export function trustedBy({ Statement }: TrustPolicy): Trusted[] {
  return Statement.map(({ Principal, Condition }) => ({
    service: Principal.Service,
    accounts: Condition?.StringEquals?.["aws:SourceAccount"] ?? [],
    arns: Condition?.ArnLike?.["aws:SourceArn"] ?? [],
  }));
}

/** One service's uses joined, as far as that lets nobody in whom none of them does. */
function merged(uses: readonly Trusted[]): Trusted[] {
  const [{ service } = { service: "" }] = uses;
  const open = uses.filter(({ arns }) => arns.length === 0);
  if (open.some(({ accounts }) => accounts.length === 0)) return [{ service, accounts: [], arns: [] }];
  const whole = sortedTexts(open.flatMap(({ accounts }) => accounts));
  const join = (some: readonly Trusted[]): Trusted[] =>
    some.length === 0
      ? []
      : [
          {
            service,
            accounts: sortedTexts(some.flatMap(({ accounts }) => accounts)),
            arns: sortedTexts(some.flatMap(({ arns }) => arns)),
          },
        ];
  const bound = uses
    .filter(({ arns }) => arns.length > 0)
    // Accounts that are let in for anything need no list of what for.
    .map((use) => ({ use, rest: use.accounts.filter((account) => !whole.includes(account)) }))
    .filter(({ use, rest }) => use.accounts.length === 0 || rest.length > 0)
    .map(({ use, rest }) => ({ ...use, accounts: rest }));
  return [
    ...(whole.length > 0 ? [{ service, accounts: whole, arns: [] }] : []),
    ...join(bound.filter(({ accounts }) => accounts.length > 0)),
    ...join(bound.filter(({ accounts }) => accounts.length === 0)),
  ].sort((a, b) => compareTexts(JSON.stringify(a), JSON.stringify(b)));
}

function statementOf({ service, accounts, arns }: Trusted): TrustStatement {
  const conditional = accounts.length > 0 || arns.length > 0;
  return {
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    ...(conditional && {
      Condition: {
        ...(accounts.length > 0 && { StringEquals: { "aws:SourceAccount": accounts } }),
        ...(arns.length > 0 && { ArnLike: { "aws:SourceArn": arns } }),
      },
    }),
  };
}
