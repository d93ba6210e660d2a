import { define } from "../../define.ts";
import { WorkLogElement } from "./work-log.ts";

define("work-log", WorkLogElement);
