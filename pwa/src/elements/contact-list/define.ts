import { define } from "../../define.ts";
import { ContactListElement } from "./contact-list.ts";

define("contact-list", ContactListElement);
