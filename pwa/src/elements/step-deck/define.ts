import { define } from "../../define.ts";
import { StepDeckElement } from "./step-deck.ts";

define("step-deck", StepDeckElement);
