import type { Caller } from "./service.ts";

/** Whose an access key is; what a caller is, but for what each request brings along. */
export interface AccessKey extends Omit<Caller, "sourceIp" | "userAgent"> {
  /** Milliseconds since the epoch, for the keys of a session. */
  readonly expires?: number;
  /** Where the key's owner calls from, when it isn't where the request comes from. */
  readonly sourceIp?: string;
  readonly userAgent?: string;
}

/** The access keys that have been given out; any other key is the default account's user `developer`. */
export class AccessKeys {
  readonly #keys = new Map<string, AccessKey>();
  readonly #defaultAccount: string;

  constructor(defaultAccount: string) {
    this.#defaultAccount = defaultAccount;
  }

  give(key: AccessKey): void {
    this.#keys.set(key.accessKeyId, key);
  }

  find(accessKeyId: string): AccessKey {
    return this.#keys.get(accessKeyId) ?? userKey(this.#defaultAccount, "developer", accessKeyId);
  }
}

/** The key of an IAM user of an account. */
export function userKey(account: string, userName: string, accessKeyId: string): AccessKey {
  return {
    account,
    arn: `arn:aws:iam::${account}:user/${userName}`,
    principalId: `AIDA${idLetters(`${account}/${userName}`)}`,
    type: "IAMUser",
    userName,
    accessKeyId,
  };
}

/** Sixteen upper-case letters that a text always gives, in the form of IAM's unique ids. */
export function idLetters(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash
    .toString(16)
    .padStart(16, "0")
    .replace(/./g, (digit) => String.fromCodePoint(65 + Number.parseInt(digit, 16)));
}

/** The key's owner, calling from there. */
export function callerOf(key: AccessKey, sourceIp: string, userAgent: string): Caller {
  const { account, arn, principalId, type, userName, accessKeyId } = key;
  return {
    account,
    arn,
    principalId,
    type,
    userName,
    accessKeyId,
    sourceIp: key.sourceIp ?? sourceIp,
    userAgent: key.userAgent ?? userAgent,
  };
}
