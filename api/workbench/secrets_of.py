"""Secrets that stand in links and cookies: made by chance, kept only as their SHA-256."""

import hashlib
import secrets


def make() -> str:
    """Return a new secret of 256 bits, in letters that an address may hold."""
    return secrets.token_urlsafe(32)


def kept(secret: str) -> str:
    """Return what is kept of a secret. It has too many bits to be guessed, so a quick digest is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
