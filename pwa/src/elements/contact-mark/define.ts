import { define } from "../../define.ts";
import { ContactMarkElement } from "./contact-mark.ts";

define("contact-mark", ContactMarkElement);
