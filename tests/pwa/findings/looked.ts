// Reads {rules, texts} as JSON and prints what each text's findings are: the browser's side of a comparison with Python.
import { readFileSync } from "node:fs";

import { findings } from "../../../pwa/src/findings/check.ts";
import type { Rules, Text } from "../../../pwa/src/findings/rules.ts";

const { rules, texts } = JSON.parse(readFileSync(0, "utf8")) as { rules: Rules; texts: Text[] };
process.stdout.write(JSON.stringify(texts.map((text) => findings(rules, text))));
