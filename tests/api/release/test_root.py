"""The front page for hosts without a server of ours."""

import re
from datetime import date

from api.release.pages import ReleaseContext
from api.release.root import render_root
from tests.factories import ARABIC, ENGLISH, POLISH

CONTEXT = ReleaseContext(
    release="r1",
    assets={"languages.js": "/a/languages.1.js", "icons/favicon.svg": "/a/favicon.1.svg"},
    critical_css="p>a{margin:0}",
    sizes={},
    offered=(ENGLISH, POLISH, ARABIC),
    today=date(2026, 11, 24),
)


def html() -> str:
    return render_root(CONTEXT).html


def test_every_language_is_offered_in_itself_and_in_its_direction() -> None:
    found = re.findall(r'<a hreflang="(\w+)" lang="\w+" dir="(\w+)" href="([^"]+)">([^<]+)</a>', html())

    assert found == [
        ("en", "ltr", "/en/", "English"),
        ("pl", "ltr", "/pl/", "Polski"),
        ("ar", "rtl", "/ar/", "العربية"),
    ]


def test_search_engines_are_told_of_every_language() -> None:
    assert re.findall(r'rel="alternate" hreflang="(\w+)"', html()) == ["en", "pl", "ar"]


def test_the_page_works_without_a_script_and_says_nothing_of_its_purpose() -> None:
    """Whoever looks over a shoulder reads a name and languages, nothing else."""
    words = re.sub(r"<style>.*?</style>|<[^>]+>", " ", html()).split()

    assert words == ["Pauza", "Pauza", "English", "Polski", "العربية"]


def test_the_style_stands_inside_as_it_is() -> None:
    assert "<style>p>a{margin:0}</style>" in html()


def test_the_page_says_where_it_stands_and_what_it_is() -> None:
    page = render_root(CONTEXT)

    assert (page.url, page.kind) == ("/", "root")
    assert page.html.startswith("<!doctype html>\n")
    assert "\n\n" not in page.html
