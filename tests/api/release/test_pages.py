"""One small programme, every kind of page: what stands on it and what never does."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.content.kinds import CloseStep, MapStep, ReadStep
from api.content.messages import iter_messages
from api.content.models import (
    Directory,
    Exercise,
    Hears,
    Hours,
    InfoPage,
    Picture,
    Programme,
    RightsPage,
    Service,
    Session,
)
from api.content.texts import Message, Risk
from api.errors import BuildError
from api.i18n.catalogs import Catalog
from api.i18n.locales import Locale
from api.i18n.parts import Translation, source_forms
from api.release.pages import Edition, ReleaseContext, RenderedPage, render_booklet, render_edition
from api.release.slim import slim
from api.templating import TEMPLATES
from api.translation.extract import extract_interface

ENGLISH = Locale(tag="en", endonym="English", english="English", direction="ltr", folder="en", status="source")
ARABIC = Locale(tag="ar", endonym="العربية", english="Arabic", direction="rtl", folder="ar", status="offered")
ASSETS = {
    name: f"/a/{name}"
    for name in (
        *(
            "main.js",
            "checkin.js",
            "days.js",
            "kept.js",
            "languages.js",
            "log.js",
            "neutral.js",
            "offer.js",
            "offline.js",
            "share.js",
        ),
        *("worksheets.js", "style.css"),
        *("icons/favicon.svg", "pictures/help-hands.svg"),
    )
}


def message(name: str, text: str, risk: Risk = Risk.EXERCISE) -> Message:
    return Message(name, text, risk=risk)


def unit(slug: str, code: str, risk: Risk = Risk.EXERCISE) -> dict[str, Any]:
    steps = (
        ReadStep(
            id="s01", title=message(f"{slug}.s01.title", "First"), body=(message(f"{slug}.s01.body.1", "Hello."),)
        ),
        CloseStep(id="s02", title=message(f"{slug}.s02.title", "Bye")),
    )
    texts = {
        "title": message(f"{slug}.title", f"Title {slug}", risk),
        "summary": message(f"{slug}.summary", "Sum", risk),
    }
    return {
        "slug": slug,
        "code": code,
        **texts,
        "minutes": 5,
        "risk": risk,
        "source": "own",
        "steps": steps,
        "path": Path(),
    }


SERVICE = Service(
    id="line",
    name="A Line",
    purpose="listening",
    about=message("services.nl.line.about", "They listen.", Risk.SAFETY),
    number="0800 12 34",
    cost="free",
    hours=(Hours("mon-fri", "09:00", "17:00"),),
    languages=("pl", "uk"),
    hears=Hears.ADVICE,
    confirmed=False,
    doubt=message("services.nl.line.doubt", "Second-hand.", Risk.SAFETY),
    source="a page",
    verified_on=date(2026, 11, 1),
    expires_on=date(2027, 2, 1),
)


def programme() -> Programme:
    nl = Directory(country="NL", name=message("services.nl.name", "Netherlands"), services=(SERVICE,), path=Path())
    danger = replace(SERVICE, id="112", name="112", number="112", purpose="emergency", confirmed=True, doubt=None)
    eu = Directory(country="EU", name=message("services.eu.name", "Union"), services=(danger,), path=Path())
    return Programme(
        title=message("programme.title", "Pauza"),
        people=(),
        sessions=(Session(**unit("opening", "0")), Session(**unit("grounding", "1"))),
        exercises=(Exercise(**unit("feet", "1a"), session="grounding", body=True),),
        info_pages=(InfoPage(**unit("help", "h", Risk.SAFETY)),),
        directories=(nl, eu),
        pictures=(Picture(id="help-hands", alt=message("pictures.help-hands", "Two hands")),),
    )


def context(**changes: Any) -> ReleaseContext:
    known = ReleaseContext(
        release="r1",
        assets=ASSETS,
        critical_css="p{margin:0}",
        deck_css="ol{margin:0}",
        sizes={"en": 231_000},
        offered=(ENGLISH, ARABIC),
        today=date(2026, 11, 24),
    )
    return replace(known, **changes)


def pages(edition: Edition = "web", **changes: Any) -> dict[str, RenderedPage]:
    catalog = Catalog(ENGLISH, compute=str)
    found = render_edition(programme(), ENGLISH, catalog, context(**changes), edition)
    return {page.url: page for page in found}


def without_bdi(html: str) -> str:
    return html.replace("<bdi>", "").replace("</bdi>", "")


def test_every_page_of_the_contract_is_there() -> None:
    kinds = {url: page.kind for url, page in pages().items()}

    assert kinds == {
        "/en/": "home",
        "/en/c/": "check",
        "/en/k/": "kept",
        "/en/o/": "options",
        "/en/l/": "languages",
        "/en/wl/": "log",
        "/en/s/": "share",
        "/en/t/": "together",
        "/en/n/": "leave",
        "/en/x/": "missing",
        "/en/0/": "session",
        "/en/1/": "session",
        "/en/1a/": "exercise",
        "/en/h/": "help",
        "/en/manifest.webmanifest": "manifest",
    }


def test_the_pages_that_say_a_size_are_known_and_can_be_made_alone() -> None:
    whole = pages()
    saying = {url for url, page in whole.items() if page.says_size}
    heavier = pages(sizes={"en": 431_000})

    assert "/en/" in saying
    assert {url for url, page in whole.items() if page.html != heavier[url].html} == saying
    catalog = Catalog(ENGLISH, compute=str)
    alone = render_edition(programme(), ENGLISH, catalog, context(), "web", only=saying)
    assert alone == [page for url, page in whole.items() if url in saying]


def test_the_second_step_has_a_list_and_pages_of_its_own_part() -> None:
    sheet = MapStep(id="s03", title=message("sorting.s03.title", "Map"))
    first, second = (Session(**unit(slug, code), part="2") for slug, code in (("slower", "b1"), ("sorting", "b2")))
    own = replace(programme(), second=(first, replace(second, steps=(sheet, *second.steps))))
    catalog = Catalog(ENGLISH, compute=str)
    assets = context(assets={**ASSETS, "worksheets.js": "/a/worksheets.1.js"})
    found = {page.url: page for page in render_edition(own, ENGLISH, catalog, assets, "pack")}

    assert (found["/en/b/"].kind, found["/en/b/"].part) == ("second", "")
    assert 'data-pack="en"' in found["/en/b/"].html
    assert found["/en/b1/"].part == "2"
    assert 'data-pack="en/2"' in found["/en/b1/"].html
    assert "/a/worksheets.1.js" in found["/en/b2/"].html
    assert "/a/worksheets.1.js" not in found["/en/b1/"].html


def test_both_editions_carry_the_critical_style_inside_and_link_the_sheet_last() -> None:
    """The first frame waits for nothing but the page, on a first visit and offline."""
    for edition in ("web", "pack"):
        html = pages(edition)["/en/0/"].html

        assert "<style>ol{margin:0}</style>" in html
        assert "<style>p{margin:0}</style>" in pages(edition)["/en/"].html
        assert html.index('<link rel="stylesheet"') > html.index("</footer>")


def test_leaving_comes_first_on_every_page_but_the_neutral_one() -> None:
    """R7: the way out is the first thing a keyboard meets."""
    for page in pages().values():
        if page.kind not in ("leave", "manifest"):
            body = page.html.split("<body", 1)[1]
            assert body.index('<a class="leave" href="/en/n/" data-leave') < body.index("<header")


def test_the_neutral_page_does_not_carry_our_name() -> None:
    """R2, R7: what stays in the history and on the screen gives nothing away."""
    html = pages()["/en/n/"].html

    assert "Pauza" not in html
    assert "favicon" not in html
    assert "<title>Clock</title>" in html


def test_titles_are_neutral() -> None:
    found = pages()

    assert "<title>Pauza 1a</title>" in found["/en/1a/"].html
    assert "<title>Pauza h</title>" in found["/en/h/"].html


def test_help_is_one_tap_from_everywhere() -> None:
    """R-help: at most two taps, offline."""
    for page in pages().values():
        assert page.kind in ("leave", "manifest") or 'href="/en/h/"' in page.html


def test_a_service_says_who_learns_of_the_call_and_what_is_in_doubt() -> None:
    html = pages()["/en/h/"].html

    assert 'href="tel:08001234"' in html
    assert "They are not the police." in html
    assert "Second-hand." in html
    assert "Polish and Ukrainian" in html
    assert "From our notes of November 1, 2026, counts until February 1, 2027." in without_bdi(html)


def rendered(known: Programme, url: str) -> str:
    found = render_edition(known, ENGLISH, Catalog(ENGLISH, compute=str), context(), "web")
    return next(page.html for page in found if page.url == url)


def test_a_topic_says_what_is_in_doubt_above_the_number() -> None:
    dates: dict[str, Any] = {"verified_on": date(2026, 11, 1), "expires_on": date(2027, 2, 1)}
    texts = unit("rights-nl", "wnl1", Risk.SAFETY)
    topic = RightsPage(**texts, **dates, country="NL", contacts=("line",), composed=False, sources=("a page",))
    entrance = InfoPage(**unit("rights", "w", Risk.SAFETY))
    known = replace(programme(), rights=(topic,), info_pages=(*programme().info_pages, entrance))

    html = rendered(known, "/en/wnl1/")

    assert html.index("We are not sure") < html.index("Second-hand.") < html.index('href="tel:08001234"')


def test_help_leads_at_once_to_the_hardest_thoughts_and_from_there_to_the_lines() -> None:
    steps = tuple(
        ReadStep(
            id=name,
            title=message(f"help.{name}.title", f"Title {name}"),
            body=(message(f"help.{name}.body.1", "Words."),),
        )
        for name in ("s04", "s07")
    )
    known = replace(programme(), info_pages=(replace(programme().info_pages[0], steps=steps),))

    html = rendered(known, "/en/h/")

    assert (
        html.index('href="tel:112"')
        < html.index('href="#s04"')
        < html.index('id="countries-t"')
        < html.index('id="nl"')
    )
    assert '<details class="country" id="nl" data-country="NL">' in html, "closed, so that the words below are near"
    assert (
        html.index("Title s07") < html.rindex('href="#countries-t"') < html.index("</section>", html.index("Title s07"))
    )


def test_a_number_stands_beside_the_hardest_thoughts_and_who_learns_of_it_above() -> None:
    steps = (ReadStep(id="s04", title=message("help.s04.title", "Thoughts"), body=()),)
    known = programme()
    directory = known.directories[0]
    line = replace(directory.services[-1], id="line", name="Line", purpose="crisis", number="113")
    known = replace(
        known,
        info_pages=(replace(known.info_pages[0], steps=steps),),
        directories=(replace(directory, services=(*directory.services, line)), *known.directories[1:]),
    )

    html = rendered(known, "/en/h/")

    section = html[html.index('id="s04"') : html.index('href="#countries-t"', html.index('id="s04"'))]
    assert section.index("tel:112") < section.index("Who learns that you called") < section.index("tel:113")


@pytest.mark.parametrize("edition", ["web", "pack"])
def test_every_number_carries_the_day_until_which_it_counts(edition: Edition) -> None:
    """A page that was kept for a year must be able to say so; its text says it even without a script."""
    html = without_bdi(pages(edition)["/en/h/"].html)
    entries = re.findall(r'data-expires="2027-02-01".*?</(?:article|section)>', html, re.DOTALL)

    assert len(entries) == html.count('href="tel:')
    for entry in entries:
        # The emergency number is the same for years.
        assert "counts until February 1, 2027" in entry or ('class="emergency"' in html and 'href="tel:112"' in entry)
        assert '<b data-part="expired" hidden>Not checked since November 1, 2026.' in entry


def test_an_expired_service_says_since_when_and_keeps_its_number() -> None:
    html = without_bdi(pages(today=date(2027, 2, 2))["/en/h/"].html)

    assert "<b>Not checked since November 1, 2026.\n</b>" in html
    assert "counts until" not in html
    assert 'href="tel:08001234"' in html


def test_the_booklet_says_until_when_its_numbers_count() -> None:
    html = render_booklet(programme(), ENGLISH, Catalog(ENGLISH, compute=str), context(), ("", {}), "p{}")
    text = without_bdi(slim(html))

    assert text.count("counts until February 1, 2027") == text.count('href="tel:')
    assert "Not checked since" not in text


def test_unapproved_safety_text_stands_with_its_english() -> None:
    """6.4: a reader can compare what a machine wrote about danger."""
    title = Translation(("Title help",), ("عنوان",), "machine-draft")
    catalog = Catalog(
        ARABIC, translations={"help.title": title, "help.summary": Translation(("Sum",), ("م",), "translated")}
    )
    found = {page.url: page.html for page in render_edition(programme(), ARABIC, catalog, context(), "web")}

    assert '<p class="beside" lang="en" dir="ltr">Sum</p>' in found["/ar/h/"]
    assert 'class="review"' in found["/ar/h/"]
    assert 'class="review"' not in found["/ar/0/"]


def render_arabic(authored: str, interface: str, template: str = "") -> str:
    """Render a session whose own words are in one review state and those of the interface in another."""
    texts = [(item.id, (item.text,)) for _, item in iter_messages(programme())]
    own = {id_: Translation(source, ("م",), authored) for id_, source in texts}
    ui = {
        item.id: Translation(source_forms(item), (item.id,) * (1 if item.plural is None else 2), interface)
        for item in extract_interface(TEMPLATES)
    }
    catalog = Catalog(ARABIC, translations={**own, **ui})
    if template == "booklet":
        return render_booklet(programme(), ARABIC, catalog, context(), ("", {}), "p{}")
    return next(
        page.html for page in render_edition(programme(), ARABIC, catalog, context(), "pack") if page.url == "/ar/1/"
    )


@pytest.mark.parametrize("template", ["", "booklet"])
@pytest.mark.parametrize(
    ("authored", "interface", "label"),
    [
        ("machine-draft", "machine-draft", "machine"),
        ("translated", "translated", "person"),
        ("machine-draft", "translated", "both"),
        ("translated", "machine-draft", "both"),
        ("machine-draft", "peer-reviewed", "machine.parts"),
        ("translated", "peer-reviewed", "person.parts"),
        ("peer-reviewed", "translated", "person.parts"),
        ("peer-reviewed", "peer-reviewed", "second.person"),
        ("clinically-reviewed", "peer-reviewed", "professional"),
    ],
)
def test_every_page_says_how_its_translation_was_checked(
    authored: str, interface: str, label: str, template: str
) -> None:
    """6.4: in the reader's own language, for a machine's words and for a person's."""
    html = render_arabic(authored, interface, template)
    labels = re.findall(r'<p class="review">.*?</p>', html, re.DOTALL)

    # The booklet has numbers for help, and says why their English stands below; the session has none.
    more = [] if label == "professional" else ["ui.review.beside"]
    assert len(labels) == 1
    assert re.findall(r"ui\.review\.[\w.]+", labels[0]) == [f"ui.review.{label}"] + (
        more if template else ["ui.review.more"]
    )


def test_english_carries_no_label() -> None:
    assert all('class="review"' not in page.html for page in pages().values())


def test_a_file_that_is_missing_stops_the_build() -> None:
    with pytest.raises(BuildError, match="favicon"):
        pages(assets={})


def test_the_booklet_is_one_file_without_script_or_address() -> None:
    drawings = {"help-hands": "<svg></svg>"}
    html = render_booklet(programme(), ENGLISH, Catalog(ENGLISH, compute=str), context(), ("", drawings), "p{}")

    assert "<script" not in html
    assert "src=" not in html
    assert html.count("<style>") == 1
    assert 'href="/' not in html
    assert all(f'id="u{code}"' in html for code in ("0", "1", "1a", "h"))


def test_an_exercise_that_was_withdrawn_says_why_it_is_in_english() -> None:
    catalog = Catalog(ARABIC, withdrawn=frozenset({"feet"}))
    found = {page.url: page.html for page in render_edition(programme(), ARABIC, catalog, context(), "web")}
    note = "This page was changed for safety."

    assert note in found["/ar/1a/"]
    assert not any(note in html for url, html in found.items() if url != "/ar/1a/")
