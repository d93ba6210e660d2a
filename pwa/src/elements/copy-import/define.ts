import { define } from "../../define.ts";
import { CopyImportElement } from "./copy-import.ts";

define("copy-import", CopyImportElement);
