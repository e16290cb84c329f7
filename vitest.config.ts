import { defineConfig } from "vitest/config";

/** The SDK's own word about Node 20, once a worker, would drown what tests say. */
const env = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };

export default defineConfig({
  test: {
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
