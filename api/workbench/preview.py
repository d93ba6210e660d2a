"""A page as a phone would show it, with words that are not handed in; each text in it carries its id.

A text stands between private-use characters, U+E000 number U+E001 words U+E002; the number is a place in a list of ids.
They are taken off in the browser, which then changes words without asking again.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from api.i18n.catalogs import Catalog, Text, load_catalog
from api.i18n.damage import DIGITS_ONLY, damages
from api.i18n.locales import Locale
from api.i18n.parts import Translation, source_forms
from api.release.compile import page_context
from api.release.materials import gather_assets
from api.release.memo import Memo
from api.release.pages import ReleaseContext, render_edition
from api.release.sources import Sources, load_sources
from api.release.views import page_path
from api.settings import Settings
from api.workbench.project import Project
from api.workbench.refusals import unknown

_BEGIN, _WORDS, _END = "\ue000", "\ue001", "\ue002"


@dataclass
class MarkedCatalog(Catalog):
    """A catalogue that marks each text; `marks` are ids and plural forms, each with its number."""

    marks: dict[tuple[str, int], int] = field(default_factory=dict)

    def _text(self, message_id: str, source: tuple[str, ...], n: int) -> Text:
        found = super()._text(message_id, source, n)
        form = self.rule.index(n) if len(source) > 1 else 0
        number = self.marks.setdefault((message_id, form), len(self.marks))
        return replace(found, value=f"{_BEGIN}{number}{_WORDS}{found.value}{_END}")


class Studio:
    """Renders previews; what all pages share is read at the first one."""

    def __init__(self, settings: Settings, project: Project) -> None:
        self._settings, self._project = settings, project
        self._lock = threading.Lock()
        self._shared: tuple[Sources, ReleaseContext] | None = None

    def page(self, locale: Locale, code: str, words: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """Return the page with this code in a language, with these words in the place of the catalogue's.

        Words that could not be shown (a lost placeholder, a form too few) are left out here; the browser has them.

        Raises:
            RefusedError: there is no such page.

        """
        with self._lock:
            sources, context = self._ready()
            catalog = self._marked(locale, words)
            pages = render_edition(sources.programme, locale, catalog, context, "web", [page_path(locale.tag, code)])
        if not pages:
            raise unknown("page")
        marks = list(catalog.marks)
        return {"html": pages[0].html, "ids": [text for text, _ in marks], "forms": [form for _, form in marks]}

    def _ready(self) -> tuple[Sources, ReleaseContext]:
        if self._shared is None:
            today = self._project.today()
            sources = load_sources(self._settings, today, Memo(self._settings.cache_dir / "memo"))
            self._shared = sources, page_context(sources, gather_assets(sources), today)
        return self._shared

    def _marked(self, locale: Locale, words: Mapping[str, Sequence[str]]) -> MarkedCatalog:
        found = load_catalog(self._project.locales_dir, locale, self._project.messages, self._project.known)
        messages, translations = self._project.messages, dict(found.translations)
        for text, forms in words.items():
            if text not in messages:
                continue
            source = source_forms(messages[text])
            wanted = len(found.rule.categories) if len(source) > 1 else 1
            if len(forms) == wanted and all(forms) and not damages(source, forms, found.rule.spelled or DIGITS_ONLY):
                translations[text] = Translation(source, tuple(forms), "translated")
        return MarkedCatalog(locale, found.rule, None, translations)
