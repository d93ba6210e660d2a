// The script of licensed questionnaires, on the page that asks how it is; only editions that have one load it.
import "./main.ts";
import "./elements/instrument-form/define.ts";
