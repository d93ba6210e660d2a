"""What must have been checked before it is shown: a rung of review for each class of risk, as a host sets it."""

from collections.abc import Mapping
from dataclasses import replace

from api.i18n.catalogs import Catalog
from api.i18n.parts import Source
from api.i18n.review import LADDER

# An exercise in two languages cannot be followed: one unchecked text of it holds back the others of its file.
_WHOLE = "C"


def hold_back(catalog: Catalog, sources: Mapping[str, tuple[str, Source]], minimum: Mapping[str, str]) -> Catalog:
    """Return the catalogue without the words that stand below the rung of their class; English is shown in their place.

    `sources` gives id → (domain, source message), `minimum` class of risk → rung of the ladder.
    """
    if not minimum:
        return catalog
    classes = {name: getattr(source, "risk", "") for name, (_, source) in sources.items()}
    low = {
        name
        for name, words in catalog.translations.items()
        if (rung := minimum.get(classes.get(name, ""))) and LADDER.index(words.state) < LADDER.index(rung)
    }
    torn = {sources[name][0] for name in low if classes[name] == _WHOLE}
    low |= {name for name in catalog.translations if classes.get(name) == _WHOLE and sources[name][0] in torn}
    shown = {name: words for name, words in catalog.translations.items() if name not in low}
    return replace(catalog, translations=shown, missing=catalog.missing | low)
