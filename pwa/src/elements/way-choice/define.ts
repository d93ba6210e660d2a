import { define } from "../../define.ts";
import { WayChoiceElement } from "./way-choice.ts";

define("way-choice", WayChoiceElement);
