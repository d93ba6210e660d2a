import { define } from "../../define.ts";
import { PracticeLogElement } from "./practice-log.ts";

define("practice-log", PracticeLogElement);
