import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

import { flattenLayers } from "../../pwa/flatten-layers.mjs";

const PWA = fileURLToPath(new URL("../../pwa/", import.meta.url));

function filesUnder(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)));
}

const sources = ["src", "service-worker"].flatMap((name) => filesUnder(join(PWA, name))).filter((path) => path.endsWith(".ts"));

test("layers are flattened in their declared order, whatever the order of the files", () => {
  const css = '@charset "utf-8";@layer a, b;@layer b{.x{content:"}"}}/* note */@layer a{.y{color:red}@media print{.y{top:0}}}.z{top:1px}';
  const flat = flattenLayers(css);
  assert.deepEqual(["@charset", ".y{color", "@media", ".x{", ".z{"].map((part) => flat.indexOf(part)).map((at, n, all) => at >= 0 && (n === 0 || at > (all[n - 1] ?? -1))), [true, true, true, true, true]);
  assert.doesNotMatch(flat, /@layer/);
});

test("a layer inside another rule stops the build", () => {
  assert.throws(() => flattenLayers("@media print{@layer a{.x{top:0}}}"));
});

test("a second build with nothing changed does nothing", () => {
  execFileSync(process.execPath, [join(PWA, "build.mjs")]);
  assert.equal(execFileSync(process.execPath, [join(PWA, "build.mjs")]).length, 0);
});

test("scripts are small, and hold nothing that browsers of 2020 do not know", () => {
  type Build = { files: Record<string, { gzip: number }>; modules: Record<string, { file: string; imports: string[] }> };
  const { files, modules } = JSON.parse(readFileSync(join(PWA, "dist/build.json"), "utf8")) as Build;
  const read = (name: string): string => readFileSync(join(PWA, "dist", name), "utf8");
  const { file, imports } = modules["main.js"]!;
  const page = [file, ...imports].reduce((sum, name) => sum + (files[name]?.gzip ?? Infinity), 0);
  assert.ok(page <= 15_000, `a reading page: ${page} bytes`);
  // The workbench is for browsers of today, and no phone of a reader fetches it; nor the
  // script of helpers' pages.
  const all = Object.keys(files).filter((name) => name.endsWith(".js") && name !== "sw.js" && !name.startsWith("workbench/")
    && !name.startsWith("desk."));
  // What a phone that opens every page and keeps none fetches in the end: not to grow unseen. One that keeps them fetches less.
  assert.ok(all.reduce((sum, name) => sum + (files[name]?.gzip ?? Infinity), 0) <= 46_000);
  for (const name of all) {
    assert.doesNotMatch(read(name), /[.{;,]#[a-z]|\?\?=|\.at\(-|replaceChildren|structuredClone|static\{/);
  }
});

test("no source makes markup, code or words out of text", () => {
  for (const path of sources) {
    const text = readFileSync(path, "utf8");
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|console\./, path);
    assert.doesNotMatch(text, /: any\b|\bas any\b/, path);
    // A mark that says nothing but that something was kept is the one thing in plain storage.
    if (!path.endsWith("store/mark.ts")) assert.doesNotMatch(text, /localStorage\.setItem/, path);
  }
});

test("the page's files stay small enough to be read at once", () => {
  for (const path of sources.filter((source) => !source.includes("service-worker"))) {
    const lines = readFileSync(path, "utf8").split("\n").length - 1;
    assert.ok(lines <= 150, `${path}: ${lines} lines`);
  }
});

test("the lock file names no registry", () => {
  assert.doesNotMatch(readFileSync(join(PWA, "package-lock.json"), "utf8"), /http/);
});
