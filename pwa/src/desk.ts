// The script of helpers' pages: the clock and marks of a contact, a second language beside one's own, the large screen.
import "./main.ts";
import "./elements/contact-end/define.ts";
import "./elements/contact-list/define.ts";
import "./elements/contact-mark/define.ts";
import "./elements/desk-clock/define.ts";
import "./elements/group-screen/define.ts";
import "./elements/other-tongue/define.ts";
import "./elements/step-code/define.ts";
