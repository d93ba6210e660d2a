import { define } from "../../define.ts";
import { DeskClockElement } from "./desk-clock.ts";

define("desk-clock", DeskClockElement);
