import { define } from "../../define.ts";
import { BreathingPacerElement } from "./breathing-pacer.ts";

define("breathing-pacer", BreathingPacerElement);
