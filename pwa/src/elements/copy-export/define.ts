import { define } from "../../define.ts";
import { CopyExportElement } from "./copy-export.ts";

define("copy-export", CopyExportElement);
