import { define } from "../../define.ts";
import { StepCodeElement } from "./step-code.ts";

define("step-code", StepCodeElement);
