// The script of the neutral page: its tools and nothing else of ours.
import "./elements/neutral-tools/define.ts";
