import { define } from "../../define.ts";
import { ListenButtonElement } from "./listen-button.ts";

define("listen-button", ListenButtonElement);
