"""What is shown of a language: how well it must have been checked, as a host sets it, and what a changed English does.

Where today's words may not be shown, those of the newest published snapshot stand in for them, as long as the English
changed in its meaning only. An exercise stands in whole: its words are never of two times or of two languages.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from api.i18n.catalogs import Catalog
from api.i18n.earlier import Earlier, Sources
from api.i18n.parts import Source, Translation
from api.i18n.published import Snapshot
from api.i18n.review import APPROVED, LADDER

# An exercise in two languages cannot be followed: one text of it that may not be shown holds back all others.
_WHOLE = "C"
# Old words beside a new English would say two things about the same danger, so only what was approved may stand there.
_SAFETY = "D"


def hold_back(
    catalog: Catalog, sources: Sources, minimum: Mapping[str, str], locales_dir: Path | None = None
) -> Catalog:
    """Return the catalogue with those words only that may be shown; English is shown in place of the others.

    `minimum` gives the rung of review that a class of risk needs. Snapshots are looked for in `locales_dir`.
    """
    if catalog.compute is not None:
        return catalog
    return _Gate(catalog, sources, minimum, Earlier(catalog, sources, locales_dir)).passed()


def below_the_rung(words: Translation, source: Source, minimum: Mapping[str, str]) -> str:
    """Return the rung of review that a text needs and has not, or nothing."""
    rung = minimum.get(getattr(source, "risk", ""), "")
    return rung if rung and LADDER.index(words.state) < LADDER.index(rung) else ""


@dataclass
class _Gate:
    catalog: Catalog
    sources: Sources
    minimum: Mapping[str, str]
    earlier: Earlier
    shown: dict[str, Translation] = field(init=False)
    behind: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)

    def passed(self) -> Catalog:
        self.shown = dict(self.catalog.translations)
        low = {name for name in self.sources if not self._passes(name, self.shown.get(name))}
        if not low:
            return self.catalog
        whole = {name for name in low if self._risk(name) == _WHOLE}
        for domain in sorted({self.sources[name][0] for name in whole}):
            self._exercise(domain, whole)
        for name in low - whole:
            self._single(name)
        missing = (self.catalog.missing | self.sources.keys()) - self.shown.keys()
        return replace(
            self.catalog,
            translations=self.shown,
            missing=missing,
            behind=frozenset(self.behind),
            withdrawn=frozenset(self.withdrawn),
        )

    def _risk(self, name: str) -> str:
        return getattr(self.sources[name][1], "risk", "")

    def _passes(self, name: str, words: Translation | None) -> bool:
        return words is not None and not below_the_rung(words, self.sources[name][1], self.minimum)

    def _exercise(self, domain: str, low: Collection[str]) -> None:
        """Show an exercise as it was last published, or hold it back."""
        names = [name for name, (own, _) in self.sources.items() if own == domain and self._risk(name) == _WHOLE]
        for snapshot in self.earlier.snapshots(domain):
            if len(found := self._standing_in(names, snapshot)) == len(names):
                self.shown |= found
                self.behind.update(names)
                return
        if any(self.earlier.since(name) == "safety" for name in names if name in low):
            self.withdrawn.add(domain)
        elif _WHOLE not in self.minimum:
            return
        for name in names:
            self.shown.pop(name, None)

    def _single(self, name: str) -> None:
        self.shown.pop(name, None)
        for snapshot in self.earlier.snapshots(self.sources[name][0]):
            if found := self._standing_in([name], snapshot):
                self.shown |= found
                self.behind.add(name)
                return

    def _standing_in(self, names: Collection[str], snapshot: Snapshot) -> dict[str, Translation]:
        """Return the words that a snapshot has for these texts and that may be shown; none after one that may not."""
        found = {}
        for name in names:
            words = self.earlier.words(name, snapshot)
            proven = words and (self._risk(name) != _SAFETY or words.state in APPROVED)
            if words is None or not proven or not self._passes(name, words):
                break
            found[name] = words
        return found
