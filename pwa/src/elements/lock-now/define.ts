import { define } from "../../define.ts";
import { LockNowElement } from "./lock-now.ts";

define("lock-now", LockNowElement);
