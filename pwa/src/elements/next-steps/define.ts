import { define } from "../../define.ts";
import { NextStepsElement } from "./next-steps.ts";

define("next-steps", NextStepsElement);
