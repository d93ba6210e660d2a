// The script of the two pages about what is kept: to read and change it, lock it, carry it away, erase it.
import "./main.ts";
import "./elements/copy-export/define.ts";
import "./elements/copy-import/define.ts";
import "./elements/erase-all/define.ts";
import "./elements/keep-choice/define.ts";
import "./elements/kept-records/define.ts";
import "./elements/lock-now/define.ts";
import "./elements/lock-settings/define.ts";
