// Imports and registers; no logic.
import { startCountry } from "./country.ts";
import { startCover } from "./cover.ts";
import { startExpiry } from "./expiry.ts";
import { startLanguage } from "./language.ts";
import { leave, startLeave } from "./leave.ts";
import { startListening } from "./listening.ts";
import { startMoves } from "./quiet.ts";
import { startShift } from "./shift.ts";
import { hearTabs } from "./store/tabs.ts";
import { startUpkeep } from "./upkeep.ts";
import { startWay } from "./way.ts";

import "./elements/breathing-pacer/define.ts";
import "./elements/distress-rating/define.ts";
import "./elements/heard-lines/define.ts";
import "./elements/plan-form/define.ts";
import "./elements/practice-log/define.ts";
import "./elements/private-note/define.ts";
import "./elements/resume-link/define.ts";
import "./elements/sense-list/define.ts";
import "./elements/step-deck/define.ts";
import "./elements/step-timer/define.ts";
import "./elements/value-cards/define.ts";
import "./elements/way-choice/define.ts";
import "./offline/hello.ts";

startLeave();
startCover();
startLanguage();
startMoves();
startWay();
startShift();
startCountry();
startExpiry();
startUpkeep();
startListening();
hearTabs(() => void leave());
