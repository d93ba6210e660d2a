// The script of the work log, which leaves no trail either.
import "./main.ts";
import "./elements/work-log/define.ts";
import { startTrail } from "./trail.ts";

startTrail();
