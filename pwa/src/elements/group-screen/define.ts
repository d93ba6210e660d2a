import { define } from "../../define.ts";
import { GroupScreenElement } from "./group-screen.ts";

define("group-screen", GroupScreenElement);
