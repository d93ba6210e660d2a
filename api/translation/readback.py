"""Record what a blind back-translation found: what a translation really says, and how that differs from its source.

A finding is bound to both texts like any statement of the trail, but it is no rung: that somebody looked and found
something does not make a text better. What became of it shows in the trail by the next statement about the same id.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from api.errors import ConfigError
from api.i18n.locales import Locale
from api.i18n.parts import entry_source, target_forms
from api.i18n.poreading import read_po
from api.translation.trail import record_drift


class Drift(NamedTuple):
    """One finding: file and id of the text, what it says when put back into English, and what is wrong with that."""

    domain: str
    id: str
    back: str
    finding: str


def read_findings(path: Path) -> Iterator[Drift]:
    """Read JSON lines with the keys `domain`, `id`, `back` and `finding`.

    Raises ConfigError, with the number of the line, for anything else.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            texts = [row[key] for key in Drift._fields]
        except (ValueError, KeyError, TypeError):
            texts = []
        if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
            wanted = f"JSON with the texts {', '.join(Drift._fields)}"
            raise ConfigError(f"{path}:{number}", line[:60], wanted)
        yield Drift(*texts)


def record_findings(locales_dir: Path, locale: Locale, drifts: Iterable[Drift], *, by: str, at: date) -> int:
    """State each finding for the pair of texts that stands now; tell how many.

    So it is run before the texts are mended. Raises ConfigError for a text that does not exist or is not translated
    (then nothing is written), and for a name that is not a pseudonym or is the translator's own.
    """
    pairs: dict[str, dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    found = list(drifts)
    for drift in found:
        if drift.domain not in pairs:
            pairs[drift.domain] = _pairs(locales_dir, locale, drift.domain)
        if drift.id not in pairs[drift.domain]:
            raise ConfigError("id", drift.id, f"a translated text of {locale.folder}/{drift.domain}.po")
    for drift in found:
        source, target = pairs[drift.domain][drift.id]
        words = {"id": drift.id, "back": drift.back, "finding": drift.finding, "by": by}
        record_drift(locales_dir, locale, drift.domain, **words, source=source, target=target, at=at)
    return len(found)


def _pairs(locales_dir: Path, locale: Locale, domain: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    path = locales_dir / locale.folder / "LC_MESSAGES" / f"{domain}.po"
    if not path.is_file():
        raise ConfigError("domain", domain, f"a file in {path.parent}")
    entries = ((entry.msgctxt, entry_source(entry), target_forms(entry)) for entry in read_po(path).entries)
    return {name: (source, target) for name, source, target in entries if name and all(target)}
