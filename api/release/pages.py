"""Render every page of one language. Knows templates and content; knows nothing of files, codings or HTTP."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from markupsafe import Markup

from api.content.models import Exercise, Programme, Session, Step, Unit
from api.errors import BuildError
from api.i18n.catalogs import SOURCE_TAG, Catalog
from api.i18n.formats import file_size
from api.i18n.locales import Locale
from api.narration.ledger import Clip
from api.release.directory import directory_views, emergency
from api.release.views import (
    PageView,
    absent_code,
    language_links,
    onward,
    pack_name,
    page_path,
    practice_of,
    rounded_size,
    story_part,
)
from api.release.voices import ClipView, clip_view, voice_packs
from api.templating import TEMPLATES, Words, make_environment, plain, tidy, trusted

Edition = Literal["web", "pack"]
Rendered = Iterator["RenderedPage"]

# Pages without authored steps: the kind of page, its code in the address.
_FIXED = (("home", ""), ("kept", "k"), ("options", "o"), ("leave", "n"), ("missing", "x"))
_MANIFEST = "manifest.webmanifest"


@dataclass(frozen=True)
class ReleaseContext:
    """What a page must know of the release it belongs to.

    `assets` maps logical names (`main.js`) to addresses, `imports` those of scripts to what they import; `sizes` are
    the wire bytes of packs by name: a language's with what all share, an optional one's alone; `clips` are the
    recordings of each language by their ids.
    """

    release: str
    assets: Mapping[str, str]
    critical_css: str
    sizes: Mapping[str, int]
    offered: tuple[Locale, ...]
    today: date
    templates: Path = TEMPLATES
    imports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clips: Mapping[str, Mapping[str, Clip]] = field(default_factory=dict)


@dataclass(frozen=True)
class RenderedPage:
    """One page: its address, its text, and which kind it is (`home`, `session`, `help`, `manifest` …).

    `part` is the optional pack that carries it, by its name within the language; "" is the language's own pack.
    """

    url: str
    html: str
    kind: str
    part: str = ""


def render_edition(
    programme: Programme,
    locale: Locale,
    catalog: Catalog,
    catalogs: Mapping[str, Catalog],  # noqa: ARG001 - the pages of one language need no other
    context: ReleaseContext,
    edition: Edition,
) -> list[RenderedPage]:
    """Render all pages of a language; `edition` says whether the style stands inside (web) or is linked (pack)."""
    press = _Press(programme, locale, catalog, context, edition)
    return [*press.fixed(), *press.units(), press.manifest()]


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
        self._environment = environment_of(context.templates)
        self._name = plain(self._words.m(programme.title))
        self._shared = self._globals(edition)

    def fixed(self) -> Rendered:
        """Print the pages that have no authored steps."""
        for kind, code in _FIXED:
            yield self._page(f"pages/{kind}.html" if kind != "missing" else "errors/missing.html", kind, code)
        for part, units in self._programme.parts.items():
            yield self._page("errors/absent.html", "absent", absent_code(units), part=part, units=units)

    def units(self) -> Rendered:
        """Print sessions, exercises and the pages beside the programme."""
        for unit in self._programme.units:
            kind = _kind(unit)
            template = "pages/unit.html" if kind in ("session", "exercise") else f"pages/{_info_template(kind)}.html"
            yield self._page(template, kind, unit.code, unit)

    def manifest(self) -> RenderedPage:
        """Print what a phone shows for the page on its home screen: nothing that gives it away."""
        text = self._render(_MANIFEST, page=self._view("manifest", _MANIFEST, None))
        return RenderedPage(page_path(self._locale.tag, _MANIFEST), text, "manifest")

    def booklet(self, inline_pictures: tuple[str, dict[str, str]], css: str) -> str:
        """Print everything on one page."""
        shared, drawings = inline_pictures
        return tidy(
            self._render(
                "booklet.html",
                page=self._view("booklet", "", None),
                css=trusted(css),
                shared_drawings=trusted(shared),
                drawings={name: trusted(drawing) for name, drawing in drawings.items()},
                anchor=lambda unit, step: f"{unit.code}-{step.id}",
                url=lambda code="": f"#u{code}" if code else "#top",
                **self._help(),
            )
        )

    def _page(self, template: str, kind: str, code: str, unit: Unit | None = None, **more: Any) -> RenderedPage:
        more |= self._help() if kind == "help" else {}
        html = self._render(template, page=self._view(kind, code, unit), unit=unit, **more)
        return RenderedPage(page_path(self._locale.tag, code), tidy(html), kind, unit.part if unit else "")

    def _render(self, template: str, **values: Any) -> str:
        self._words.start_page()
        return self._environment.get_template(template).render(self._shared, **values)

    def _view(self, kind: str, code: str, unit: Unit | None) -> PageView:
        return PageView(
            kind=kind,
            code=code,
            unit=unit.slug if unit else "",
            title=f"{self._name} {code}" if unit else self._name,
            languages=language_links(self._context.offered, self._locale.tag, code),
            pack=pack_name(self._locale.tag, unit.part if unit else ""),
        )

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
            "critical_css": trusted(context.critical_css),
            "url": partial(page_path, self._locale.tag),
            "pack_name": pack_name,
            "asset": partial(_asset, context.assets),
            "imports": lambda name: context.imports.get(name, ()),
            "has_asset": context.assets.__contains__,
            "size_of": partial(_size_of, context, self._locale),
            "voices_of": lambda tag: voice_packs(programme, tag, context.clips.get(tag, {})),
            "cldr_attribute": partial(_cldr_attribute, context.assets, self._locale),
            "words_of": lambda locale: context.assets.get(words_name(context.assets, locale), ""),
            "person": lambda who: words.m(people[who]),
            "alt": lambda scene: words.m(alts[scene]) if scene in alts else "",
            "exercise": exercises.__getitem__,
            "onward": partial(onward, programme),
            "practice_of": practice_of,
            "story_part": story_part,
            "anchor": lambda _unit, step: step.id,
            "clip_of": partial(_clip_of, context, self._locale.tag),
        }


@cache
def environment_of(templates: Path) -> Environment:
    """Parse each template once, however many languages there are."""
    return make_environment(templates)


def _asset(assets: Mapping[str, str], name: str) -> str:
    if name not in assets:
        raise BuildError(f"the pages name {name!r}, which is not in the release; make the file below pwa/")
    return assets[name]


def _size_of(context: ReleaseContext, locale: Locale, *names: str) -> str:
    """Say how large a pack is, or the largest of several of which a phone keeps one."""
    largest = max(context.sizes.get(name, 0) for name in names)
    return file_size(rounded_size(largest), locale).replace(" ", "\u00a0")


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


def _kind(unit: Unit) -> str:
    if isinstance(unit, Session):
        return "session"
    return "exercise" if isinstance(unit, Exercise) else unit.slug


def _info_template(kind: str) -> str:
    return "help" if kind == "help" else "info"
