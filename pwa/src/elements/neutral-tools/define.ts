import { define } from "../../define.ts";
import { NeutralToolsElement } from "./neutral-tools.ts";

define("neutral-tools", NeutralToolsElement);
