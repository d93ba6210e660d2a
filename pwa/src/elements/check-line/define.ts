import { define } from "../../define.ts";
import { CheckLineElement } from "./check-line.ts";

define("check-line", CheckLineElement);
