import { define } from "../../define.ts";
import { ResumeLinkElement } from "./resume-link.ts";

define("resume-link", ResumeLinkElement);
