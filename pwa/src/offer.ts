// The script of the first page's quiet offer, some weeks after the programme.
import "./main.ts";
import "./elements/check-offer/define.ts";
