// The script of the pages about how it is: to say it, to see it over time, to choose what comes next.
import "./main.ts";
import "./elements/check-in/define.ts";
import "./elements/check-line/define.ts";
import "./elements/next-steps/define.ts";
