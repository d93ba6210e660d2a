"""Many runs of *Leave* and of *erase*, on every page in every language, in every engine, and hostile words: `make gates`."""
