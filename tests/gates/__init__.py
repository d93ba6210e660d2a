"""Many runs of *Leave* and *erase*, on every page, language and engine, and hostile words: `make gates`."""
