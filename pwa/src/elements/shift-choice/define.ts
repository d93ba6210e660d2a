import { define } from "../../define.ts";
import { ShiftChoiceElement } from "./shift-choice.ts";

define("shift-choice", ShiftChoiceElement);
