// The script of the work log.
import "./main.ts";
import "./elements/work-log/define.ts";
