import { define } from "../../define.ts";
import { KeepChoiceElement } from "./keep-choice.ts";

define("keep-choice", KeepChoiceElement);
