"""What may be wrong with a translation, at three levels, by the rules of `locales/rules.toml`."""
