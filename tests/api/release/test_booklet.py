"""The one file that is passed on by hand: everything inside, nothing to fetch, nothing that runs."""

import re
from datetime import date

import pytest

from api.content.loader import load_programme
from api.i18n.catalogs import Catalog
from api.i18n.parts import Translation
from api.release.booklet import booklet, booklet_path
from api.release.sources import Fingerprints, Sources
from tests.factories import ENGLISH, POLISH, REGISTRY, ROOT, TODAY, write_content


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """Make sources of the small programme and of the real front end."""
    polish = {"feet.title": Translation(("Feet on the floor",), ("Stopy na podłodze",), "translated")}
    return Sources(
        fingerprints=Fingerprints("0" * 12, "", {}, {}),
        programme=load_programme(write_content(tmp_path_factory.mktemp("booklet"))),
        registry=REGISTRY,
        offered=(ENGLISH, POLISH),
        catalogs={"en": Catalog(ENGLISH, compute=str), "pl": Catalog(POLISH, translations=polish)},
        pwa_dir=ROOT / "pwa",
        warnings=(),
        wordlists={},
    )


@pytest.mark.parametrize(
    "hidden",
    [r"<script", r"<link", r"\ssrc=", r"@import", r"url\((?!#)", r"\son\w+=", r"\sstyle=", r"https?://(?!www\.w3)"],
)
def test_nothing_is_fetched_and_nothing_runs(sources: Sources, hidden: str) -> None:
    """The file is opened from a chat, where nobody knows what stands beside it."""
    assert not re.search(hidden, booklet(sources, "en", TODAY))


@pytest.mark.parametrize("field", ["<input", "<textarea", "<template", "<button", " hidden"])
def test_nothing_asks_for_what_a_file_cannot_keep(sources: Sources, field: str) -> None:
    """A note written into a file would be lost, or passed on with it."""
    assert field not in booklet(sources, "en", TODAY)


def test_every_unit_and_every_number_is_inside(sources: Sources) -> None:
    """Offline, on a phone of somebody else, this is all there is."""
    html = booklet(sources, "en", TODAY)

    assert all(f'id="u{code}"' in html for code in ("1", "1a", "1b", "h"))
    assert 'href="tel:112"' in html


def test_every_inner_link_leads_to_a_place_in_the_file(sources: Sources) -> None:
    html = booklet(sources, "en", TODAY)
    links = {link for link in re.findall(r'href="([^"]+)"', html) if not link.startswith("tel:")}

    assert links
    assert {link.removeprefix("#") for link in links} <= set(re.findall(r'\bid="([^"]+)"', html))


def test_the_pictures_of_the_programme_are_drawn_inside_with_their_colours(sources: Sources) -> None:
    html = booklet(sources, "en", TODAY)

    assert html.count('<svg class="picture"') >= 4
    assert "--p-ink" in html


def test_a_language_reads_its_own_words_and_marks_the_english_ones(sources: Sources) -> None:
    html = booklet(sources, "pl", TODAY)

    assert '<html lang="pl"' in html
    assert "Stopy na podłodze" in html
    assert '<span lang="en" dir="ltr" class="source-text">Here and now</span>' in html


def test_a_booklet_of_a_later_day_says_that_its_numbers_are_old(sources: Sources) -> None:
    """A file lives longer than a number may be trusted."""
    assert booklet(sources, "en", date(2027, 3, 1)) != booklet(sources, "en", TODAY)


def test_a_language_nobody_has_is_a_key_error(sources: Sources) -> None:
    with pytest.raises(KeyError):
        booklet(sources, "nl", TODAY)


def test_its_address_is_fixed_and_its_name_gives_nothing_away() -> None:
    assert booklet_path("pl") == "/pauza-pl.html"
