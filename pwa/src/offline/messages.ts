// What page and worker say to each other; imported by both sides.

/** To the worker. `status` and `size` are answered through the port sent along; the rest is reported to all tabs. */
export type Ask =
  | { kind: "status" }
  | { kind: "size" }
  | { kind: "hello"; lang: string; release: string }
  | { kind: "keep"; pack: string }
  | { kind: "update" }
  | { kind: "repair" }
  | { kind: "remove"; pack: string };

/** `release` is the worker's own, `kept` the one the phone runs ("" for none); `broken` packs lack entries. */
export interface Status {
  release: string;
  kept: string;
  packs: string[];
  broken: string[];
}

/** What changing to the worker's release costs, in bytes on the wire. */
export interface Size {
  bytes: number;
}

/** network: cut. gone: the server has another release. torn: wrong bytes. full: no room. broken: the rest. */
export type Reason = "network" | "gone" | "torn" | "full" | "broken";

/** To every tab. A language's pack is named by its tag, an optional one as `pl/2`; `pack` is "" when all kept ones are meant (update, repair). Counts are bytes on the wire. */
export type Report =
  | { kind: "progress"; pack: string; done: number; total: number }
  | { kind: "ready"; pack: string; release: string }
  | { kind: "failed"; pack: string; reason: Reason }
  | { kind: "removed"; pack: string };
