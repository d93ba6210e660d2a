import { define } from "../../define.ts";
import { ContactEndElement } from "./contact-end.ts";

define("contact-end", ContactEndElement);
