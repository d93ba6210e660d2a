// The script of the neutral page: its tools, the mark that makes Back give way, and the lock, however the page was reached.
import "./elements/neutral-tools/define.ts";
import { mark } from "./left.ts";
import { endSession } from "./store/session.ts";

mark(true);
endSession();
