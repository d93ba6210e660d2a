"""What pages name by its hashed address."""

from dataclasses import replace
from pathlib import Path

import pytest

from api.content.loader import load_programme
from api.i18n.catalogs import Catalog
from api.release.materials import gather_assets
from api.release.sources import Fingerprints, Sources
from tests.factories import ENGLISH, REGISTRY, ROOT, write_content


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(
        fingerprints=Fingerprints("0" * 12, "", {}, {}),
        programme=load_programme(write_content(tmp_path)),
        registry=REGISTRY,
        offered=(ENGLISH,),
        catalogs={"en": Catalog(ENGLISH, compute=str)},
        pwa_dir=ROOT / "pwa",
        warnings=(),
        wordlists={"en": ("apple", "bread")},
    )


def test_scripts_pictures_dates_and_words_have_addresses(sources: Sources) -> None:
    urls = gather_assets(sources).urls()

    for name in ("main.js", "log.js", "style.css", "pictures/bus-dawn.svg", "cldr/en.json", "words/en.json"):
        assert urls[name].startswith("/a/"), name


def test_only_a_release_that_knows_its_public_address_has_a_code(sources: Sources) -> None:
    """A code that leads to another place, or to this machine alone, would be worse than none."""
    assert "pictures/qr.svg" not in gather_assets(sources).urls()
    assert "pictures/qr.svg" in gather_assets(replace(sources, public_url="https://example.org")).urls()
