import { define } from "../../define.ts";
import { WorkSheetElement } from "./work-sheet.ts";

define("work-sheet", WorkSheetElement);
