// Defines the elements that keep packs on the phone; only the pages that carry them load this.
import "../main.ts";
import { define } from "../define.ts";
import { KeepOfflineElement } from "./keep.ts";
import { LanguagePacksElement } from "./packs-list.ts";
import { UpdateNoticeElement } from "./update.ts";

define("keep-offline", KeepOfflineElement);
define("language-packs", LanguagePacksElement);
define("update-notice", UpdateNoticeElement);
