import { define } from "../../define.ts";
import { LanguageListElement } from "./language-list.ts";

define("language-list", LanguageListElement);
