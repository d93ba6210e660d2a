import { define } from "../../define.ts";
import { OtherTongueElement } from "./other-tongue.ts";

define("other-tongue", OtherTongueElement);
