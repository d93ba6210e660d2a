// The script of the page that helps to pass the app on; it leaves no trail either.
import "./main.ts";
import "./elements/share-app/define.ts";
import { startTrail } from "./trail.ts";

startTrail();
