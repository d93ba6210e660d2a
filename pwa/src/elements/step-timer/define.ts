import { define } from "../../define.ts";
import { StepTimerElement } from "./step-timer.ts";

define("step-timer", StepTimerElement);
