import { define } from "../../define.ts";
import { HeardLinesElement } from "./heard-lines.ts";

define("heard-lines", HeardLinesElement);
