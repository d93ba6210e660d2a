// Builds pwa/dist/ from pwa/src, pwa/service-worker and pwa/styles; does nothing when no input has changed.
// The worker keeps "%RELEASE%" and "%PACKS%": the compiler of releases fills them in.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { flattenLayers } from "./flatten-layers.mjs";
import { leanIdb } from "./lean-idb.mjs";
import { plainPrivates } from "./plain-privates.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "dist");
const SCRIPT_TARGET = "es2020";
const STYLE_TARGET = ["chrome80", "safari14", "firefox78"];
const SCRIPTS = { "main.js": "src/main.ts", "neutral.js": "src/neutral.ts", "sw.js": "service-worker/index.ts" };
const STYLES = { "style.css": "styles/index.css", "critical.css": "styles/critical.css", "booklet.css": "styles/booklet.css" };
const INPUTS = [
  "build.mjs", "flatten-layers.mjs", "lean-idb.mjs", "plain-privates.mjs", "package-lock.json",
  "src", "service-worker", "styles",
];

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).sort().flatMap((name) => filesUnder(join(path, name)));
}

function inputHash() {
  const hash = createHash("sha256");
  for (const path of INPUTS.flatMap((name) => filesUnder(join(HERE, name)))) {
    hash.update(relative(HERE, path)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function isFresh(hash) {
  try {
    const { inputs, files } = JSON.parse(readFileSync(join(DIST, "build.json"), "utf8"));
    return inputs === hash && Object.keys(files).every((name) => existsSync(join(DIST, name)));
  } catch {
    return false; // missing or torn: build again
  }
}

function write(name, bytes) {
  // Rename, so that somebody reading dist/ meanwhile never meets half a file.
  const part = join(DIST, `.${name}.${process.pid}`);
  writeFileSync(part, bytes);
  renameSync(part, join(DIST, name));
}

async function bundle(esbuild, entry, options) {
  const result = await esbuild.build({
    entryPoints: [join(HERE, entry)],
    bundle: true,
    write: false,
    minify: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    ...options,
  });
  return result.outputFiles[0].text;
}

async function script(esbuild, entry) {
  const sources = ["src", "service-worker"].flatMap((name) => filesUnder(join(HERE, name)));
  return bundle(esbuild, entry, {
    format: "iife",
    plugins: [leanIdb(), await plainPrivates(sources.filter((path) => path.endsWith(".ts")))],
    target: SCRIPT_TARGET,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    define: { __RELEASE__: '"%RELEASE%"', __PACKS__: '"%PACKS%"' },
  });
}

async function style(esbuild, entry) {
  const css = await bundle(esbuild, entry, {
    minify: false,
    target: STYLE_TARGET,
    external: ["/a/*"],
    loader: { ".svg": "dataurl" },
  });
  const flat = await esbuild.transform(flattenLayers(css), { loader: "css", minify: true, target: STYLE_TARGET });
  return flat.code;
}

function sizes(text) {
  const bytes = Buffer.from(text);
  return {
    bytes: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes).length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

async function build(hash) {
  const esbuild = await import("esbuild");
  mkdirSync(DIST, { recursive: true });
  const files = {};
  for (const [entries, make] of [[SCRIPTS, script], [STYLES, style]]) {
    for (const [name, entry] of Object.entries(entries)) {
      if (!existsSync(join(HERE, entry))) {
        rmSync(join(DIST, name), { force: true });
        continue;
      }
      const text = await make(esbuild, entry);
      write(name, text);
      files[name] = sizes(text);
    }
  }
  write("build.json", `${JSON.stringify({ inputs: hash, files }, null, 2)}\n`);
  return files;
}

const hash = inputHash();
if (!isFresh(hash) || process.argv.includes("--force")) {
  const files = await build(hash);
  const lines = Object.entries(files).map(([name, size]) => `${name}: ${size.bytes} bytes, ${size.gzip} gzip\n`);
  process.stdout.write(lines.join(""));
}
