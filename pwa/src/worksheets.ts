// The script of the second step: its sheets, to fill in, keep and print.
import "./main.ts";
import "./elements/work-sheet/define.ts";
