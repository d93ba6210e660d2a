import { define } from "../../define.ts";
import { InstrumentFormElement } from "./instrument-form.ts";

define("instrument-form", InstrumentFormElement);
