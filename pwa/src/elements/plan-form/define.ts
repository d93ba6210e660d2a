import { define } from "../../define.ts";
import { PlanFormElement } from "./plan-form.ts";

define("plan-form", PlanFormElement);
