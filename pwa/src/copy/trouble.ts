// Why a copy cannot be brought in. Each has its own sentence in the page; after each of them nothing was changed.

/**
 * foreign: not a copy. cut: the file is not whole. damaged: bytes were changed. newer: made by a later version.
 * words: the passphrase does not fit. full: no room on the phone. nothing: this phone is to keep nothing.
 */
export type Trouble = "foreign" | "cut" | "damaged" | "newer" | "words" | "full" | "nothing";

export class CopyError extends Error {
  readonly reason: Trouble;

  constructor(reason: Trouble) {
    super(reason);
    this.reason = reason;
  }
}
