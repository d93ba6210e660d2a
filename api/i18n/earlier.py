"""The words that a language had before its English changed, and whether they may still be shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from api.i18n.catalogs import Catalog
from api.i18n.changes import Changes, Since
from api.i18n.damage import PLACEHOLDER, damages
from api.i18n.parts import Source, Stale, Translation, source_forms
from api.i18n.published import Said, Snapshot, snapshots
from api.i18n.review import WITHDRAWN, Event, by_id, digest, read_trail, state_of_pair, trail_path
from api.i18n.roles import Roles, counted

# Id → (domain, source message).
Sources = Mapping[str, tuple[str, Source]]


@dataclass
class Earlier:
    """The snapshots of one language, read when they are asked for; without a folder there are none."""

    catalog: Catalog
    sources: Sources
    locales_dir: Path | None
    _snapshots: dict[str, list[Snapshot]] = field(default_factory=dict)
    _trails: dict[str, dict[str, list[Event]]] = field(default_factory=dict)

    def snapshots(self, domain: str) -> list[Snapshot]:
        """Return what was published of a file, the newest first."""
        if domain not in self._snapshots:
            folder = self.locales_dir and self.locales_dir / self.catalog.locale.folder
            self._snapshots[domain] = list(snapshots(folder, domain)) if folder else []
        return self._snapshots[domain]

    def since(self, name: str) -> Since:
        """Tell what became of the English since today's words were made from it."""
        stale = self.catalog.stale.get(name)
        return self._between(name, stale.source) if stale else ""

    def words(self, name: str, snapshot: Snapshot) -> Translation | None:
        """Return what a snapshot has for a text, unless it must not be followed any more or does not fit.

        Its state of review is what the trail says today about these very words.
        """
        said = snapshot.texts.get(name)
        today = source_forms(self.sources[name][1])
        if said is None or not self._fits(said, today):
            return None
        pair = Stale(digest(said.source), digest(said.target))
        # Whoever marks words whose English did not change takes them out of what is shown.
        is_doubted = self.catalog.stale.get(name) == pair and pair.source == digest(today)
        if is_doubted or self._between(name, pair.source) == "safety":
            return None
        state = state_of_pair(self._stated(snapshot.domain).get(name, ()), pair)
        return None if state == WITHDRAWN else Translation(today, said.target, state)

    def _fits(self, said: Said, today: tuple[str, ...]) -> bool:
        """Tell whether words can stand in for today's English: as many forms, the same placeholders, and sound."""
        rule = self.catalog.rule
        alike = len(said.source) == len(today) and len(said.target) == (len(rule.categories) if len(today) > 1 else 1)
        named = [sorted(PLACEHOLDER.findall(text[-1])) for text in (said.source, today)]
        return alike and named[0] == named[1] and not damages(said.source, said.target, rule.spelled)

    def _between(self, name: str, made_from: str) -> Since:
        _, message = self.sources[name]
        declared: Since = getattr(message, "severity", "meaning")
        return self._changes.since(name, made_from, digest(source_forms(message)), declared)

    @cached_property
    def _changes(self) -> Changes:
        return Changes.load(self.locales_dir) if self.locales_dir else Changes()

    def _stated(self, domain: str) -> dict[str, list[Event]]:
        if domain not in self._trails:
            self._trails[domain] = by_id(self._events(domain))
        return self._trails[domain]

    def _events(self, domain: str) -> Iterator[Event]:
        """Yield what counts of the trails of a file, of the base first."""
        if self.locales_dir is None:
            return
        roles, own = Roles.load(self.locales_dir), self.catalog.locale
        for locale in (own.below, own) if own.below else (own,):
            path = trail_path(self.locales_dir / locale.folder, domain)
            yield from counted(read_trail(path)[0], roles, locale.tag, path)[0]
