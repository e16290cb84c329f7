/**
 * Asks the controller in the same container whether it lives, for Docker's HEALTHCHECK: exit code 0 or 1.
 * Node's `http` alone: it runs every half minute and must be small and quick.
 */
import { get } from "node:http";

const [url = "http://127.0.0.1:8080/healthz"] = process.argv.slice(2);

const request = get(url, { timeout: 3_000 }, (response) => {
  response.resume();
  process.exitCode = response.statusCode === 200 ? 0 : 1;
});
request.on("timeout", () => request.destroy(new Error("no answer within 3 seconds")));
request.on("error", (error) => {
  process.stderr.write(`${url}: ${error.message}\n`);
  process.exitCode = 1;
});
