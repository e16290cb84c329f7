import { defineConfig } from "vitest/config";

/** The SDK's own word about Node 20, once a worker, would drown what tests say. */
const env = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };

export default defineConfig({
  test: {
    // One for each processor: by default one stays free, which with two is half of them.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          name: "fast",
          env,
          include: ["test/**/*.test.ts"],
          exclude: ["test/slow/**"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "slow",
          env,
          include: ["test/slow/**/*.test.ts"],
          globalSetup: ["test/slow/python-first.ts"],
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
