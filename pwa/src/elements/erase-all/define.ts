import { define } from "../../define.ts";
import { EraseAllElement } from "./erase-all.ts";

define("erase-all", EraseAllElement);
