// The script of the pages that list languages.
import "./main.ts";
import { startChoice } from "./chosen.ts";

import "./elements/language-list/define.ts";

startChoice();
