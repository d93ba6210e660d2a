import { define } from "../../define.ts";
import { DayReminderElement } from "./day-reminder.ts";

define("day-reminder", DayReminderElement);
