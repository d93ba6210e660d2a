import { define } from "../../define.ts";
import { DistressRatingElement } from "./distress-rating.ts";

define("distress-rating", DistressRatingElement);
