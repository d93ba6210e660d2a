"""Render every page of one language. Knows templates and content; knows nothing of files, codings or HTTP."""

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from markupsafe import Markup

from api.content.instruments import said
from api.content.kinds import Step
from api.content.loader import HELPERS
from api.content.models import Exercise, Guide, Programme, RightsPage, Session, Unit
from api.content.organisation import Organisation
from api.errors import BuildError
from api.i18n.catalogs import SOURCE_TAG, Catalog
from api.i18n.formats import calendar_days, file_size, weekdays
from api.i18n.locales import Locale
from api.narration.ledger import Clip
from api.release.directory import directory_views, emergency
from api.release.rights import country_views, entrance_dates, topic_view
from api.release.tongues import Tongue, TongueView, tongue_views
from api.release.views import (
    PageView,
    has_sheet,
    has_ways,
    onward,
    pack_name,
    page_path,
    practice_of,
    rounded_size,
    rules_json,
    screen_at,
    session_number,
    step_number,
    story_part,
)
from api.release.voices import ClipView, VoicePack, clip_view, voice_packs
from api.templating import TEMPLATES, Words, make_environment, plain, tidy, trusted

Edition = Literal["web", "pack"]

# Pages without authored steps: the kind of page, its code in the address.
_FIXED = (
    ("home", ""),
    ("check", "c"),
    ("kept", "k"),
    ("options", "o"),
    ("languages", "l"),
    ("log", "wl"),
    ("share", "s"),
    ("together", "t"),
    ("leave", "n"),
    ("missing", "x"),
)
SECOND_CODE = "b"
_STEPWISE = ("session", "exercise", "guide", "script")
# Pages of the helpers' pack without authored steps: its list, the contacts of this phone, the screen of a group. The
# entrance "g" comes with every language, so no list stands on it.
_DESK_CODE, _CONTACTS_CODE, _GROUP_CODE = "g97", "g98", "g99"
# The one part of the guide that stands on one page, with the number to call.
_DANGER = "danger"
_MANIFEST = "manifest.webmanifest"
# The template of each kind of page with authored steps; every other kind has that of an info page.
_TEMPLATES = dict.fromkeys(("session", "exercise", "guide"), "unit") | {
    kind: kind for kind in ("script", "danger", "help", "rights", "topic")
}


@dataclass(frozen=True)
class ReleaseContext:
    """What a page must know of the release it belongs to.

    `assets` maps logical names (`main.js`) to addresses, `imports` those of scripts to what they import; `sizes` are
    the wire bytes of packs by name: a language's with what all share, an optional one's alone; `clips` are the
    recordings of each language by their ids; `tongues` tell how far each language is translated; `compiled` is where
    templates stay once they are compiled; `organisation` adds places, colours and words. Pages that show one step at a
    time carry `deck_css` inside, all others `critical_css`.
    """

    release: str
    assets: Mapping[str, str]
    critical_css: str
    sizes: Mapping[str, int]
    offered: tuple[Locale, ...]
    today: date
    templates: Path = TEMPLATES
    imports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    public_url: str = ""
    clips: Mapping[str, Mapping[str, Clip]] = field(default_factory=dict)
    tongues: Mapping[str, Tongue] = field(default_factory=dict)
    compiled: Path | None = None
    deck_css: str = ""
    organisation: Organisation | None = None

    def style_of(self, kind: str) -> str:
        """Return the style that stands inside pages of a kind."""
        return self.deck_css if kind in _STEPWISE else self.critical_css


@dataclass(frozen=True)
class RenderedPage:
    """One page: its address, its text, and which kind it is (`home`, `session`, `help`, `manifest` …).

    `part` is the optional pack that carries it, by its name within the language; "" is the language's own pack.
    `says_size` is whether the size of a pack stands on it, `tells_of_all` whether it tells of other languages than its
    own; `uses` are the ids of all texts it depends on.
    """

    url: str
    html: str
    kind: str
    part: str = ""
    says_size: bool = False
    tells_of_all: bool = False
    uses: tuple[str, ...] = ()


def render_edition(
    programme: Programme,
    locale: Locale,
    catalog: Catalog,
    context: ReleaseContext,
    edition: Edition,
    only: Collection[str] | None = None,
) -> list[RenderedPage]:
    """Render the pages of a language, all or `only` those of the given addresses.

    `edition` says for whom: for a phone that asks the server (web) or one that keeps them (pack).
    """
    press = _Press(programme, locale, catalog, context, edition)
    sheets = [sheet for sheet in press.sheets() if only is None or page_path(locale.tag, sheet.code) in only]
    with_manifest = only is None or page_path(locale.tag, _MANIFEST) in only
    return [*map(press.page, sheets), *([press.manifest()] if with_manifest else [])]


def render_booklet(
    programme: Programme,
    locale: Locale,
    catalog: Catalog,
    context: ReleaseContext,
    inline_pictures: tuple[str, dict[str, str]],
    css: str,
) -> str:
    """Render the whole programme as one page that needs nothing else, to be passed on by hand.

    `inline_pictures` holds what all drawings share (put in once) and each drawing's own `<svg>`, by its id.
    """
    press = _Press(programme, locale, catalog, context, "pack")
    return press.booklet(inline_pictures, css)


@dataclass(frozen=True)
class _Sheet:
    """What a page is printed from."""

    template: str
    kind: str
    code: str
    unit: Unit | None = None
    part: str = ""


class _Press:
    """Prints the pages of one language."""

    def __init__(
        self,
        programme: Programme,
        locale: Locale,
        catalog: Catalog,
        context: ReleaseContext,
        edition: Edition,
    ) -> None:
        self._programme = programme
        self._locale = locale
        self._context = context
        self._words = Words(catalog, locale.tag)
        self._environment = environment_of(context.templates, context.compiled)
        self._name = plain(self._words.m(programme.title))
        self._shared = self._globals(edition)
        self._says_size = self._tells_of_all = False

    def sheets(self) -> Iterator[_Sheet]:
        """Tell which pages there are: those without authored steps first, then one for each unit."""
        for kind, code in _FIXED:
            yield _Sheet(f"pages/{kind}.html" if kind != "missing" else "errors/missing.html", kind, code)
        if self._programme.second:
            yield _Sheet("pages/second.html", "second", SECOND_CODE)
        if self._programme.stepping:
            yield _Sheet("pages/forward.html", "forward", "f")
        if self._programme.shifts:
            yield _Sheet("pages/days.html", "days", "d")
        helped = bool(self._programme.for_helpers) and self._locale.helpers
        if helped:
            yield _Sheet("pages/helpers.html", "helpers", "g")
            yield _Sheet("pages/desk.html", "desk", _DESK_CODE, part=HELPERS)
            yield _Sheet("pages/contacts.html", "contacts", _CONTACTS_CODE, part=HELPERS)
            yield _Sheet("pages/group.html", "group", _GROUP_CODE, part=HELPERS)
        for unit in self._programme.units if helped else self._programme.for_participants:
            kind = _kind(self._programme, unit)
            yield _Sheet(f"pages/{_TEMPLATES.get(kind, 'info')}.html", kind, unit.code, unit, unit.part)

    def manifest(self) -> RenderedPage:
        """Print what a phone shows for the page on its home screen: nothing that gives it away."""
        text = self._render(_MANIFEST, page=self._view(_Sheet(_MANIFEST, "manifest", _MANIFEST)))
        return RenderedPage(page_path(self._locale.tag, _MANIFEST), text, "manifest", uses=self._uses())

    def booklet(self, inline_pictures: tuple[str, dict[str, str]], css: str) -> str:
        """Print everything on one page."""
        shared, drawings = inline_pictures
        return tidy(
            self._render(
                "booklet.html",
                page=self._view(_Sheet("booklet.html", "booklet", "")),
                css=trusted(css),
                shared_drawings=trusted(shared),
                drawings={name: trusted(drawing) for name, drawing in drawings.items()},
                anchor=lambda unit, step: f"{unit.code}-{step.id}",
                topic_of=self._topic,
                url=lambda code="": f"#u{code}" if code else "#top",
                **self._help(),
            )
        )

    def page(self, sheet: _Sheet) -> RenderedPage:
        """Print one page."""
        self._says_size = self._tells_of_all = False
        kind, code, unit = sheet.kind, sheet.code, sheet.unit
        style, view = trusted(self._context.style_of(kind)), self._view(sheet)
        html = self._render(sheet.template, critical_css=style, page=view, unit=unit, **self._more(kind, unit))
        path, told = page_path(self._locale.tag, code), (self._says_size, self._tells_of_all)
        return RenderedPage(path, tidy(html), kind, sheet.part, *told, self._uses())

    def _uses(self) -> tuple[str, ...]:
        # The name was looked up once for all pages.
        return tuple(sorted({*self._words.used, self._programme.title.id}))

    def _size_of(self, *names: str) -> str:
        """Say how large a pack is, or the largest of several of which a phone keeps one."""
        self._says_size = True
        largest = max(self._context.sizes.get(name, 0) for name in names)
        return file_size(rounded_size(largest), self._locale).replace(" ", "\u00a0")

    def _tongues(self) -> list[TongueView]:
        self._tells_of_all = True
        return tongue_views(self._context.offered, self._locale, self._context.tongues)

    def _voices_of(self, tag: str) -> list[VoicePack]:
        self._tells_of_all = True
        return voice_packs(self._programme, tag, self._context.clips.get(tag, {}))

    def _render(self, template: str, **values: Any) -> str:
        self._words.start_page()
        return self._environment.get_template(template).render(self._shared, **values)

    def _view(self, sheet: _Sheet) -> PageView:
        return PageView(
            kind=sheet.kind,
            code=sheet.code,
            unit=sheet.unit.slug if sheet.unit else "",
            title=f"{self._name} {sheet.code}" if sheet.unit else self._name,
            pack=pack_name(self._locale.tag, sheet.part),
        )

    def _more(self, kind: str, unit: Unit | None) -> dict[str, Any]:
        if kind in ("help", _DANGER):
            return self._help()
        if kind == "rights" and unit:
            dates = entrance_dates(self._programme, unit, self._locale, self._context.today)
            return {"countries": country_views(self._programme), "dates": dates}
        return {"topic": self._topic(unit)} if isinstance(unit, RightsPage) else {}

    def _topic(self, page: RightsPage) -> Any:
        return topic_view(self._programme, page, self._locale, self._context.today)

    def _help(self) -> dict[str, Any]:
        directories, today = self._programme.directories, self._context.today
        return {
            "countries": directory_views(directories, self._locale, today),
            "danger": emergency(directories, self._locale, today),
        }

    def _globals(self, edition: Edition) -> dict[str, Any]:
        programme, words, context = self._programme, self._words, self._context
        people = {person.id: person.name for person in programme.people}
        alts = {picture.id: picture.alt for picture in programme.pictures}
        exercises = {exercise.slug: exercise for exercise in programme.exercises}
        return {
            "programme": programme,
            "locale": self._locale,
            "release": context,
            "edition": edition,
            "name": self._name,
            "words": words,
            "t": words.t,
            "tn": words.tn,
            "m": words.m,
            "url": partial(page_path, self._locale.tag),
            "pack_name": pack_name,
            "weekdays": weekdays(self._locale),
            "asset": partial(_asset, context.assets),
            "imports": lambda name: context.imports.get(name, ()),
            "has_asset": context.assets.__contains__,
            "size_of": self._size_of,
            "tongues": self._tongues,
            "voices_of": self._voices_of,
            "cldr_attribute": partial(_cldr_attribute, context.assets, self._locale),
            "words_of": lambda locale: context.assets.get(words_name(context.assets, locale), ""),
            "person": lambda who: words.m(people[who]),
            "alt": lambda scene: words.m(alts[scene]) if scene in alts else "",
            "exercise": exercises.__getitem__,
            "onward": partial(onward, programme),
            "rules_json": rules_json,
            "calendar_days": calendar_days(self._locale),
            "speaks": lambda instrument: all(said(texts, self._locale.tag) for _, texts in instrument.texts()),
            "said": lambda texts: said(texts, self._locale.tag),
            "unit_at": lambda code: next((unit for unit in programme.units if unit.code == code), None),
            "has_ways": has_ways,
            "practice_of": practice_of,
            "has_sheet": has_sheet,
            "number_of": partial(session_number, programme),
            "screen_of": partial(screen_at, programme),
            "step_number": step_number,
            "desk_code": _DESK_CODE,
            "group_code": _GROUP_CODE,
            "contacts_code": _CONTACTS_CODE,
            "story_part": story_part,
            "anchor": lambda _unit, step: step.id,
            "clip_of": partial(_clip_of, context, self._locale.tag),
        }


@cache
def environment_of(templates: Path, compiled: Path | None = None) -> Environment:
    """Parse each template once, however many languages there are."""
    return make_environment(templates, compiled)


def _asset(assets: Mapping[str, str], name: str) -> str:
    if name not in assets:
        raise BuildError(f"the pages name {name!r}, which is not in the release; make the file below pwa/")
    return assets[name]


def _clip_of(context: ReleaseContext, tag: str, unit: Unit, step: Step) -> ClipView | None:
    return clip_view(tag, unit, step, context.clips.get(tag, {}), context.assets)


def _cldr_attribute(assets: Mapping[str, str], locale: Locale) -> Markup:
    """Tell an element where the names of days and months are, when the release carries them."""
    url = assets.get(f"cldr/{locale.tag}.json")
    return Markup(' data-cldr="{}"').format(url) if url else Markup("")


def words_name(assets: Container[str], locale: Locale) -> str:
    """Return the name of the list that passphrases of a language are made from: its own, its base's, or English."""
    tags = (locale.tag, locale.tag.split("-", 1)[0], SOURCE_TAG)
    return next((name for tag in tags if (name := f"words/{tag}.json") in assets), f"words/{SOURCE_TAG}.json")


def _kind(programme: Programme, unit: Unit) -> str:
    if isinstance(unit, Guide) and unit.slug == _DANGER:
        return _DANGER
    if isinstance(unit, Guide):
        return "script" if unit in programme.scripts else "guide"
    if isinstance(unit, Session):
        return "session"
    if isinstance(unit, RightsPage):
        return "topic"
    return "exercise" if isinstance(unit, Exercise) else unit.slug
