import { define } from "../../define.ts";
import { ValueCardsElement } from "./value-cards.ts";

define("value-cards", ValueCardsElement);
