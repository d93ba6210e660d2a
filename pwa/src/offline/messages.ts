// What page and worker say to each other; imported by both sides.

/** To the worker. `status` and `size` are answered through the port sent along; the rest is reported to all tabs. */
export type Ask =
  | { kind: "status" }
  | { kind: "size" }
  | { kind: "hello"; lang: string; release: string }
  | { kind: "keep"; lang: string }
  | { kind: "update" }
  | { kind: "repair" }
  | { kind: "remove"; lang: string };

/** `release` is the worker's own, `kept` the one the phone runs ("" for none); `broken` languages lack entries. */
export interface Status {
  release: string;
  kept: string;
  languages: string[];
  broken: string[];
}

/** What changing to the worker's release costs, in bytes on the wire. */
export interface Size {
  bytes: number;
}

/** network: cut. gone: the server has another release. torn: wrong bytes. full: no room. broken: the rest. */
export type Reason = "network" | "gone" | "torn" | "full" | "broken";

/** To every tab. `lang` is "" when all kept languages are meant (update, repair). Counts are bytes on the wire. */
export type Report =
  | { kind: "progress"; lang: string; done: number; total: number }
  | { kind: "ready"; lang: string; release: string }
  | { kind: "failed"; lang: string; reason: Reason }
  | { kind: "removed"; lang: string };
