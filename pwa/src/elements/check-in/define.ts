import { define } from "../../define.ts";
import { CheckInElement } from "./check-in.ts";

define("check-in", CheckInElement);
