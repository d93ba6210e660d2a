import { define } from "../../define.ts";
import { KeptRecordsElement } from "./kept-records.ts";

define("kept-records", KeptRecordsElement);
