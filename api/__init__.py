"""Pauza: a five-session self-help programme compiled to pages that work offline."""

__version__ = "0.1.0"
