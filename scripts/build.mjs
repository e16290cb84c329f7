// Bundles the controller into dist/: the commands are chunks that load when they are needed. The embedded AWS is a bundle
// of its own: it takes whole clients with all their schemas, which would otherwise be in the chunks that both share.
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const { name, version, license } = JSON.parse(await readFile(`${root}/package.json`, "utf8"));

/** The one module by which the controller knows the embedded AWS, under the name that dist/package.json gives it. */
const apart = {
  name: "apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/embedded\.ts$/ }, ({ kind }) =>
      kind === "entry-point" ? undefined : { path: "#embedded", external: true },
    ),
};

const options = {
  absWorkingDir: root,
  outdir: "dist",
  chunkNames: "chunks/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // The packages' ES modules, of which esbuild can leave out what isn't used.
  mainFields: ["module", "main"],
  minify: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  banner: {
    js: [
      `// watchkeeper ${version}, ${license}; it contains packages under their own licences, see package-lock.json`,
      // CommonJS packages in the bundle require Node's modules by themselves.
      `import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);`,
    ].join("\n"),
  },
};

await rm(`${root}/dist`, { recursive: true, force: true });
const bundles = [
  await build({
    ...options,
    entryPoints: { watchkeeper: "controller/main.ts", healthcheck: "controller/healthcheck.ts" },
    plugins: [apart],
  }),
  await build({ ...options, entryPoints: { embedded: "controller/cli/embedded.ts" } }),
];

// Says that these files are ES modules, wherever they are copied to.
await writeFile(
  `${root}/dist/package.json`,
  `${JSON.stringify({ name, version, license, private: true, type: "module", bin: "watchkeeper.js", imports: { "#embedded": "./embedded.js" } }, null, 2)}\n`,
);
await chmod(`${root}/dist/watchkeeper.js`, 0o755);

const outputs = bundles.flatMap(({ metafile }) => Object.entries(metafile.outputs));
const sizes = outputs.map(([path, { bytes }]) => ({
  name: basename(path),
  kilobytes: Math.round(bytes / 1024),
}));
const total = sizes.reduce((sum, { kilobytes }) => sum + kilobytes, 0);
const largest = sizes.sort((a, b) => b.kilobytes - a.kilobytes).slice(0, 6);
console.log(
  `dist: ${sizes.length} files, ${total} kB; largest ${largest.map(({ name, kilobytes }) => `${name} ${kilobytes}`).join(", ")}`,
);
