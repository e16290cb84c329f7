// Bundles the controller into dist/: the commands and the sandbox are chunks that load when they are needed.
import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const { name, version, license } = JSON.parse(await readFile(`${root}/package.json`, "utf8"));

await rm(`${root}/dist`, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { watchkeeper: "controller/main.ts", healthcheck: "controller/healthcheck.ts" },
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
});

// Says that these files are ES modules, wherever they are copied to.
await writeFile(
  `${root}/dist/package.json`,
  `${JSON.stringify({ name, version, license, private: true, type: "module", bin: "watchkeeper.js" }, null, 2)}\n`,
);
await chmod(`${root}/dist/watchkeeper.js`, 0o755);

const sizes = Object.entries(metafile.outputs).map(([path, { bytes, entryPoint }]) => ({
  name: basename(path),
  kilobytes: Math.round(bytes / 1024),
  entryPoint,
}));
const total = sizes.reduce((sum, { kilobytes }) => sum + kilobytes, 0);
const largest = sizes.sort((a, b) => b.kilobytes - a.kilobytes).slice(0, 6);
console.log(
  `dist: ${sizes.length} files, ${total} kB; largest ${largest.map(({ name, kilobytes }) => `${name} ${kilobytes}`).join(", ")}`,
);
