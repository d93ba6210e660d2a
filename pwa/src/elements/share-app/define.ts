import { define } from "../../define.ts";
import { ShareAppElement } from "./share-app.ts";

define("share-app", ShareAppElement);
