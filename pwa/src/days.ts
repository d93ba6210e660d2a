// The script of the page about working days: how one works, a reminder for the calendar, a slip of paper.
import "./main.ts";
import "./elements/day-reminder/define.ts";
import "./elements/shift-choice/define.ts";
