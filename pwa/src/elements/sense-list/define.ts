import { define } from "../../define.ts";
import { SenseListElement } from "./sense-list.ts";

define("sense-list", SenseListElement);
