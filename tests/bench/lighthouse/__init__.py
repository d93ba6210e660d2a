"""Lighthouse's own scores of every kind of page; its packages have a lock of their own, as nothing else needs them."""
