"""A font of ours for the letters of a language, where phones have none or not the one that its readers know.

It is an optional pack beside the language (`ti/letters`): a style sheet and the font that it names. The server answers
the address of the sheet too. Letters that cannot be read without a font come by themselves where a phone lacks them;
for others the server's sheet is empty, and only whoever keeps the pack has them.
"""

from pathlib import Path

from api.i18n.locales import Locale

PART = "letters"
SHEET = "letters.css"
# What stands in the built sheet where the address of the font is to come.
_PLACE = "/a/letters"
_BY_ITSELF = {"ethiopic"}


def font_name(locale: Locale) -> str:
    """Return the logical name of the font of a language that has one."""
    return f"letters/{locale.letters}.woff2"


def font(dist: Path, locale: Locale) -> bytes:
    """Return the font as the build put it down."""
    return (dist / f"letters-{locale.letters}.woff2").read_bytes()


def sheet(dist: Path, locale: Locale, font_url: str) -> str:
    """Return the style sheet that puts the font to use."""
    return (dist / f"letters-{locale.letters}.css").read_text("utf-8").replace(_PLACE, font_url)


def served_sheet(dist: Path, locale: Locale, font_url: str) -> str:
    """Return what the server answers for the sheet."""
    return sheet(dist, locale, font_url) if locale.letters in _BY_ITSELF else "/* kept with its pack */\n"
