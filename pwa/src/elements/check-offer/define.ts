import { define } from "../../define.ts";
import { CheckOfferElement } from "./check-offer.ts";

define("check-offer", CheckOfferElement);
