"""The engines that the same tests run in: `PAUZA_ENGINE=chromium` (the default), `firefox` or `webkit`.

Each engine opens a phone as one of Playwright's contexts, or as something with the same names. What an engine cannot do
stands in its own list, `cannot/<engine>.txt`.
"""
