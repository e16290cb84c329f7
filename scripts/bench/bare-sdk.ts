import type { LoggedCall } from "../../controller/sandbox/call-log.ts";
import type { Sandbox } from "../../controller/sandbox/sandbox.ts";
import { services } from "../../controller/sandbox/services.ts";

type ClientConstructor = new (configuration: object) => { send(command: object): Promise<unknown> };
type CommandConstructor = new (input: unknown) => object;

/**
 * Makes the same calls once more with nothing but the SDK, a service at a time with the others: the least that
 * fetching these pages takes.
 */
export function bareFetch(sandbox: Sandbox, calls: readonly LoggedCall[]): () => Promise<void> {
  const queues = services.map((service) => {
    const own = calls.filter((call) => call.service === service.signingName);
    // The packages export the client and each operation's command by these names.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const client = new (service.module[service.client] as ClientConstructor)({
      region: "us-east-1",
      credentials: { accessKeyId: "bare", secretAccessKey: "bench" },
      requestHandler: sandbox.requestHandler,
      maxAttempts: 1,
    });
    return async () => {
      for (const { operation, input, outcome } of own) {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        const Command = service.module[`${operation}Command`] as CommandConstructor;
        const answer = client.send(new Command(input));
        // Some errors are what AWS says where there is nothing: "insights aren't enabled".
        await (outcome === "ok" ? answer : answer.catch(() => undefined));
      }
    };
  });
  return async () => {
    sandbox.calls.clear();
    await Promise.all(queues.map((queue) => queue()));
  };
}
