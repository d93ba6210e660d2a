"""Every page in every language, the computed ones too: whole, neutral, and without code inside."""

import re
from collections import Counter
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import brotli
import pytest

from api.content.loader import load_programme
from api.content.messages import iter_messages
from api.content.models import Programme
from api.i18n.catalogs import load_catalog
from api.i18n.formats import day_range, language_names, month_date, weekdays
from api.i18n.locales import Locale, LocaleRegistry
from api.i18n.parts import Source
from api.release.pages import ReleaseContext, RenderedPage, render_edition
from api.translation.extract import extract_interface

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = LocaleRegistry.load(ROOT / "locales" / "locales.toml")
PSEUDO = [locale for locale in REGISTRY.locales if locale.status == "pseudo"]
FLIGHT = 13_000
# The part of the flight that the style inside a page takes.
STYLE_BROTLI = 3_000
FILES = (
    "main.js",
    "checkin.js",
    "days.js",
    "desk.js",
    "instruments.js",
    "offer.js",
    "kept.js",
    "neutral.js",
    "offline.js",
    "languages.js",
    "log.js",
    "share.js",
    "worksheets.js",
    "style.css",
    "icons/favicon.svg",
)
BANNED = re.compile(
    r"therap|suicid|mental|depress|psych|trauma|exploit|traffick|crisis|terapi|samob[oó]j|depresj|przemoc|wyzysk"
    r"|handel lud|abus|exploraç|violên|crise|tráfic|suicíd"
    r"|exploat|violen[tț]|sinucid|psih|terápi|öngyilk|erőszak|kizsákm|depressz|pszich|uitbuit|zelfmoord|geweld|explotaci"
    r"|експлоат|експлуат|самогуб|депрес|терап|психо|психи|депресс|травм|насил|эксплуат|суицид|самоуб|криз|psikoloj|depresyon|travma|şiddet|sömür|intihar"
    r"|علاج|انتحار|نفسي|اكتئاب|صدمة|استغلال|اتجار|خودکشی|نفسیات|تشدد|استحصال|ቅትለት|ምዝመዛ"
)
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "path", "circle"}

each_locale = pytest.mark.parametrize("locale", REGISTRY.locales, ids=lambda locale: locale.tag)


class Page(HTMLParser):
    """Collects what the tests ask about: elements with attributes, and the words in the page's own language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)
        self.unclosed = [tag for tag, _ in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        foreign = self._foreign or tag == "style" or (tag != "html" and "lang" in own and tag != "keep-offline")
        self.handle_startendtag(tag, attrs, foreign=foreign)
        if tag not in VOID:
            self._open.append((tag, foreign))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]], *, foreign: bool = False) -> None:
        self.elements.append((tag, dict(attrs)))
        if not foreign:
            self.words += [value for name, value in attrs if name in ("alt", "aria-label") and value]

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._foreign:
            self.words.append(data.strip())

    @property
    def _foreign(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def count(self, tag: str) -> int:
        return sum(found == tag for found, _ in self.elements)


@cache
def programme() -> Programme:
    return load_programme(ROOT / "content")


@cache
def sources() -> dict[str, Source]:
    interface = {message.id: message for message in extract_interface(ROOT / "pwa" / "templates")}
    return {**{message.id: message for _, message in iter_messages(programme())}, **interface}


@cache
def pages(locale: Locale) -> list[RenderedPage]:
    drawn = [f"pictures/{picture.id}.svg" for picture in programme().pictures]
    context = ReleaseContext(
        release="01234567",
        assets={name: f"/a/{name}" for name in (*FILES, *drawn)},
        critical_css="",
        sizes=dict.fromkeys((each.tag for each in REGISTRY.locales), 231_000),
        offered=REGISTRY.offered,
        today=date(2026, 11, 24),
    )
    catalog = load_catalog(ROOT / "locales", locale, sources())
    return [page for page in render_edition(programme(), locale, catalog, context, "web") if page.kind != "manifest"]


@each_locale
def test_a_page_says_its_language_and_direction(locale: Locale) -> None:
    for page in pages(locale):
        _, attributes = Page(page.html).elements[0]
        assert (attributes["lang"], attributes["dir"]) == (locale.tag, locale.direction), page.url


@each_locale
def test_a_page_has_one_heading_of_the_first_rank_and_one_main(locale: Locale) -> None:
    for page in pages(locale):
        parsed = Page(page.html)
        assert (parsed.count("h1"), parsed.count("main")) == (1, 1), page.url


@each_locale
def test_elements_are_closed_and_ids_are_unique(locale: Locale) -> None:
    for page in pages(locale):
        parsed = Page(page.html)
        ids = Counter(attributes["id"] for _, attributes in parsed.elements if "id" in attributes)
        assert parsed.unclosed == [], page.url
        assert [name for name, count in ids.items() if count > 1] == [], page.url


@each_locale
def test_no_code_stands_inside_a_page(locale: Locale) -> None:
    """The content security policy lets one style through, and nothing else."""
    for page in pages(locale):
        parsed = Page(page.html)
        inline = [tag for tag, own in parsed.elements if tag == "script" and "src" not in own]
        handlers = [name for _, own in parsed.elements for name in own if name == "style" or name.startswith("on")]
        assert (parsed.count("style"), inline, handlers) == (1, [], []), page.url


@each_locale
def test_labels_and_references_lead_somewhere(locale: Locale) -> None:
    for page in pages(locale):
        elements = Page(page.html).elements
        ids = {own["id"] for _, own in elements if "id" in own}
        wanted = {own[name] for _, own in elements for name in ("for", "aria-labelledby") if own.get(name)}
        assert wanted <= ids, page.url


@each_locale
def test_no_field_is_remembered_or_restored_by_the_browser(locale: Locale) -> None:
    """R11: what somebody typed must not come back by itself, nor be offered to the next person."""
    for page in pages(locale):
        fields = [own for tag, own in Page(page.html).elements if tag in ("input", "textarea", "select")]
        assert [own for own in fields if own.get("autocomplete") != "off"] == [], page.url


@each_locale
def test_nothing_is_fetched_from_elsewhere(locale: Locale) -> None:
    """R1: no third party, ever; a link that a person taps may lead out."""
    for page in pages(locale):
        fetched = [own.get("src") for _, own in Page(page.html).elements if own.get("src")]
        assert all(str(address).startswith("/a/") for address in fetched), page.url


@each_locale
def test_titles_and_addresses_give_nothing_away(locale: Locale) -> None:
    """R2: browser history keeps both."""
    for page in pages(locale):
        title = re.search(r"<title>(.*?)</title>", page.html)
        assert title, page.url
        assert not BANNED.search(f"{title[1]} {page.url}".lower()), page.url


@pytest.mark.parametrize("name", ["critical.css", "critical-deck.css"])
def test_the_style_inside_a_page_takes_no_more_of_the_flight(name: str) -> None:
    assert len(brotli.compress((ROOT / "pwa" / "dist" / name).read_bytes(), quality=11)) <= STYLE_BROTLI


@each_locale
def test_a_page_fits_into_the_first_flight(locale: Locale) -> None:
    sizes = {page.url: len(brotli.compress(page.html.encode(), quality=11)) + STYLE_BROTLI for page in pages(locale)}

    assert {url: size for url, size in sizes.items() if size > FLIGHT} == {}


@pytest.mark.parametrize("locale", PSEUDO, ids=lambda locale: locale.tag)
def test_no_word_was_forgotten(locale: Locale) -> None:
    """In a computed language a plain English word is one that nobody can translate."""
    data = {name for other in REGISTRY.locales for name in (other.endonym, language_names((other.tag,), locale))}
    for service in (service for each in programme().directories for service in each.services):
        data |= {service.name, service.web or "", language_names(service.languages or ("en",), locale)}
        data |= {month_date(day, locale) for day in (service.verified_on, service.expires_on)}
        data |= {day_range(hours.days, locale) for hours in service.hours}
    for page in pages(locale):
        said = [re.sub("|".join(weekdays(locale)), "", words) for words in Page(page.html).words if words not in data]
        left = [words for words in said if re.search(r"[A-Za-z]{4,}", words)]
        assert left == [], page.url


@each_locale
def test_rights_are_reached_from_help_and_never_pushed(locale: Locale) -> None:
    """Whoever looks over a shoulder at the first page learns nothing of them."""
    by_kind = {page.kind: page for page in pages(locale)}

    assert f'href="/{locale.tag}/w/"' in by_kind["help"].html
    for kind in ("home", "options", "kept", "missing"):
        assert not re.search(r'href="/[^/]+/w', by_kind[kind].html.split("<main", 1)[1]), kind


@each_locale
def test_who_learns_of_a_call_stands_above_the_number(locale: Locale) -> None:
    """Said after the call it would be too late."""
    topics = [page for page in pages(locale) if page.kind == "topic"]

    assert len(topics) == len(programme().rights)
    for page in topics:
        cards = re.findall(r'<article class="service".*?</article>', page.html, re.DOTALL)
        assert cards, page.url
        for card in cards:
            words, _, rest = card.partition('<a class="button call"')
            assert "<b>" in words, page.url
            assert rest.startswith(' href="tel:'), page.url
