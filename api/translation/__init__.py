"""Translators' files: what is to be translated, kept in step with its source, and who reviewed it."""
