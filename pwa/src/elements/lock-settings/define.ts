import { define } from "../../define.ts";
import { LockSettingsElement } from "./lock-settings.ts";

define("lock-settings", LockSettingsElement);
