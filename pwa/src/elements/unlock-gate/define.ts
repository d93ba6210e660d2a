import { define } from "../../define.ts";
import { UnlockGateElement } from "./unlock-gate.ts";

define("unlock-gate", UnlockGateElement);
