"""`pauza locales add`: write a language into the list, from what CLDR knows of it."""

from pathlib import Path

import babel

from api.errors import ConfigError
from api.i18n.locales import LocaleRegistry
from api.i18n.plurals import PluralTable

_ROW = """[[locales]]
tag = "{tag}"
endonym = "{endonym}"
english = "{english}"
direction = "{direction}"
folder = "{folder}"
status = "draft"

"""
_FIRST_PSEUDO = 'status = "pseudo"'


def join(locales_dir: Path, tag: str) -> LocaleRegistry:
    """Add a language as one in work and return the list with it.

    Its names and direction are CLDR's; somebody who speaks it should look at the endonym.

    Raises:
        ConfigError: the language is in the list, CLDR does not know it, or its plural rule is not in `plurals.toml`.

    """
    path = locales_dir / "locales.toml"
    registry = LocaleRegistry.load(path)
    if tag in registry:
        raise ConfigError("LANG", tag, "a language that is not yet in locales.toml")
    try:
        known = babel.Locale.parse(tag, sep="-")
    except (babel.UnknownLocaleError, ValueError):
        raise ConfigError("LANG", tag, "a BCP 47 tag that CLDR knows, as `sk` or `pt-BR`") from None
    try:
        PluralTable.load(locales_dir / "plurals.toml").rule(tag)
    except KeyError:
        raise ConfigError(
            "LANG", tag, "a language whose plural rule stands in plurals.toml; add it there first"
        ) from None
    row = _ROW.format(
        tag=tag,
        endonym=_capital(known.get_display_name(known) or tag),
        english=known.get_display_name("en") or tag,
        direction="rtl" if known.text_direction == "rtl" else "ltr",
        folder=tag.replace("-", "_"),
    )
    language = tag.split("-", 1)[0]
    if language != tag and any(one.tag == language and not one.base for one in registry.translated):
        row = row.rstrip("\n") + f'\nbase = "{language}"\n\n'
    path.write_text(_with_row(path.read_text("utf-8"), row), "utf-8")
    return LocaleRegistry.load(path)


def _with_row(text: str, row: str) -> str:
    """Put a row behind the real languages: the order of the list is the order of the menu."""
    at = text.find(_FIRST_PSEUDO)
    start = text.rfind("[[locales]]", 0, at) if at >= 0 else len(text)
    before = text[:start].rstrip("\n") + "\n\n"
    return before + (row if start < len(text) else row.rstrip("\n") + "\n") + text[start:]


def _capital(name: str) -> str:
    """Write the first letter large, as the list does; what is not a letter of two cases stays."""
    return name[:1].upper() + name[1:]
