import { define } from "../../define.ts";
import { PrivateNoteElement } from "./private-note.ts";

define("private-note", PrivateNoteElement);
