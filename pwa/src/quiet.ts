// The script of the pages about rights, which leave no trail.
import "./main.ts";
import { startTrail } from "./trail.ts";

startTrail();
