// A database in memory for the store's tests, and what a browser's window has that Node has not.
import "../../pwa/node_modules/fake-indexeddb/auto/index.mjs";

Object.assign(globalThis, { self: globalThis, name: "" });
