// idb without its cursors: we use none, and on a phone every page would load them. Fails when idb is not as expected.
import { readFile } from "node:fs/promises";

const FROM = "const advanceMethodProps";
const TO = "export {";

export function leanIdb() {
  return {
    name: "lean-idb",
    setup(build) {
      build.onLoad({ filter: /[\\/]idb[\\/]build[\\/]index\.js$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        const [from, to] = [source.indexOf(FROM), source.lastIndexOf(TO)];
        if (from < 0 || to < from) throw new Error(`${path}: another version of idb; look at lean-idb.mjs`);
        return { contents: source.slice(0, from) + source.slice(to), loader: "js" };
      });
    },
  };
}
