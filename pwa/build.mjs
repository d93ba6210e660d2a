// Builds pwa/dist/ from pwa/src, pwa/service-worker and pwa/styles; does nothing when no input has changed.
// The worker keeps "%RELEASE%" and "%PACKS%": the compiler of releases fills them in.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { flattenLayers } from "./flatten-layers.mjs";
import { leanIdb } from "./lean-idb.mjs";
import { plainPrivates } from "./plain-privates.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "dist");
const SCRIPT_TARGET = "es2020";
const STYLE_TARGET = ["chrome80", "safari14", "firefox78"];
// One module for every page, and more for pages that need more. Each of these imports main.ts, so that what they share is
// one part and not one for every pair of them. esbuild puts a sum of the bytes into the names, so they are addresses.
const MODULES = {
  "main.js": "src/main.ts",
  "kept.js": "src/kept.ts",
  "offline.js": "src/offline/define.ts",
  "listen.js": "src/listen.ts",
  "worksheets.js": "src/worksheets.ts",
  "log.js": "src/log.ts",
  "share.js": "src/share.ts",
  "languages.js": "src/languages.ts",
  "desk.js": "src/desk.ts",
  "checkin.js": "src/checkin.ts",
  "days.js": "src/days.ts",
  "instruments.js": "src/instruments.ts",
  "offer.js": "src/offer.ts",
};
// Scripts that run alone: the neutral page of Leave, and the worker.
const SCRIPTS = { "neutral.js": "src/neutral.ts", "sw.js": "service-worker/index.ts" };
// terser makes what esbuild has bundled a further 4 % smaller.
const SHORTER = { module: true, ecma: 2020, compress: { ecma: 2020, passes: 3 }, format: { ecma: 2020 } };
const STYLES = {
  "style.css": "styles/index.css",
  "critical.css": "styles/critical.css",
  "critical-deck.css": "styles/critical-deck.css",
  "booklet.css": "styles/booklet.css",
  "workbench/workbench.css": "styles/workbench/index.css",
  "letters-ethiopic.css": "styles/letters/ethiopic.css",
  "letters-nastaliq.css": "styles/letters/nastaliq.css",
};
// Fonts for letters that not every phone has, under the SIL Open Font License; only the block of those letters.
const FONTS = {
  "letters-ethiopic.woff2": "@fontsource/noto-sans-ethiopic/files/noto-sans-ethiopic-ethiopic-400-normal.woff2",
  "letters-nastaliq.woff2": "@fontsource/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-400-normal.woff2",
};
// The workbench is beside the app, not in it: its files stand in a folder of their own, so no phone hears of them.
const WORKBENCH = {
  "workbench/workbench.js": "src/workbench/main.ts",
  "workbench/sw.js": "service-worker/workbench.ts",
};
const WORKBENCH_TARGET = "es2022";
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
  const part = join(DIST, `${name}.${process.pid}.part`);
  writeFileSync(part, bytes);
  renameSync(part, join(DIST, name));
}

async function bundle(esbuild, entryPoints, options) {
  const result = await esbuild.build({
    entryPoints,
    absWorkingDir: HERE,
    bundle: true,
    write: false,
    minify: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    ...options,
  });
  return result;
}

async function script(esbuild, entryPoints, options) {
  const sources = ["src", "service-worker"].flatMap((name) => filesUnder(join(HERE, name)));
  return bundle(esbuild, entryPoints, {
    plugins: [leanIdb(), await plainPrivates(sources.filter((path) => path.endsWith(".ts")))],
    target: SCRIPT_TARGET,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    ...options,
  });
}

async function shortener() {
  const { minify } = await import("terser");
  const { version } = JSON.parse(readFileSync(join(HERE, "node_modules/terser/package.json"), "utf8"));
  return { version, shorten: async (text, options) => `${(await minify(text, options)).code}\n` };
}

async function scripts(esbuild) {
  const terser = await shortener();
  const points = Object.entries(MODULES).map(([out, entry]) => ({ in: join(HERE, entry), out: out.replace(/\.js$/, "") }));
  // A name holds the sum of what esbuild wrote, so that must tell of what comes after it too.
  const banner = { js: `//${terser.version} ${JSON.stringify(SHORTER)}` };
  const names = { outdir: DIST, entryNames: "[name].[hash]", chunkNames: "part.[hash]", banner };
  const made = await script(esbuild, points, { format: "esm", splitting: true, metafile: true, ...names });
  const texts = {};
  for (const { path, text } of made.outputFiles) texts[relative(DIST, path)] = await terser.shorten(text, SHORTER);
  const modules = {};
  for (const [path, { entryPoint, imports }] of Object.entries(made.metafile.outputs)) {
    const file = basename(path);
    const entry = Object.keys(MODULES).find((name) => entryPoint && resolve(HERE, entryPoint) === join(HERE, MODULES[name]));
    const now = imports.filter(({ kind }) => kind === "import-statement").map((part) => basename(part.path));
    modules[entry ?? file] = { file, imports: now };
  }
  straight(texts, modules);
  for (const [name, entry] of Object.entries(WORKBENCH)) {
    const { outputFiles: [{ text }] } = await bundle(esbuild, [join(HERE, entry)], { format: "iife", target: WORKBENCH_TARGET });
    texts[name] = text;
  }
  for (const [name, entry] of Object.entries(SCRIPTS)) {
    const { outputFiles: [{ text }] } = await script(esbuild, [join(HERE, entry)], { format: "iife" });
    texts[name] = await terser.shorten(text, { ...SHORTER, module: false });
  }
  return { texts, modules };
}

// What every page loads is the part that the others share; a module that only names it would be one request more.
function straight(texts, modules) {
  for (const [name, { file }] of Object.entries(modules)) {
    const [, part] = /^import"\.\/([\w.]+)";\s*$/.exec(texts[file]) ?? [];
    if (!part) continue;
    modules[name] = modules[part];
    delete modules[part];
    delete texts[file];
  }
}

async function style(esbuild, entry) {
  const { outputFiles: [{ text: css }] } = await bundle(esbuild, [join(HERE, entry)], {
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
  mkdirSync(join(DIST, "workbench"), { recursive: true });
  const { texts, modules } = await scripts(esbuild);
  for (const [name, entry] of Object.entries(STYLES)) texts[name] = await style(esbuild, entry);
  for (const [name, path] of Object.entries(FONTS)) texts[name] = readFileSync(join(HERE, "node_modules", path));
  for (const [name, text] of Object.entries(texts)) write(name, text);
  for (const name of readdirSync(DIST)) if (name.endsWith(".js") && !(name in texts)) rmSync(join(DIST, name));
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, sizes(text)]));
  write("build.json", `${JSON.stringify({ inputs: hash, files, modules }, null, 2)}\n`);
  return files;
}

const hash = inputHash();
if (!isFresh(hash) || process.argv.includes("--force")) {
  const files = await build(hash);
  const lines = Object.entries(files).map(([name, size]) => `${name}: ${size.bytes} bytes, ${size.gzip} gzip\n`);
  process.stdout.write(lines.join(""));
}
