// The script of the neutral page: its tools, and the mark that makes Back give way, however the page was reached.
import "./elements/neutral-tools/define.ts";
import { mark } from "./left.ts";

mark(true);
