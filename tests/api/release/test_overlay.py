"""A release with what an organisation adds: own places, colours and words, checked by the rules of everything else."""

from dataclasses import replace
from pathlib import Path

import pytest

from api.checking import check_everything
from api.cli import main
from api.errors import ContentError
from api.release.overlay import coloured
from api.release.sources import fingerprints, load_sources
from api.settings import Settings
from tests.api.content.test_organisation import DARK, LIGHT, PLACE, write
from tests.factories import ROOT, TODAY, make_checkout, translate

OWN = 'name = "House of Workers"\ncontact = "Desk, Tuesday"\n'


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_checkout(tmp_path)


def overlay(settings: Settings, text: str = OWN, services: str = "", **words: str) -> Settings:
    folder = settings.source_dir / "overlay"
    folder.mkdir(exist_ok=True)
    return replace(settings, overlay_dir=write(folder, text, services, **words))


def rules(settings: Settings) -> set[str]:
    return {finding.rule for finding in check_everything(settings, TODAY)}


def test_own_words_come_before_all_others(settings: Settings) -> None:
    translate(settings, "ui", "ui.nav.back", "Wstecz")
    own = overlay(settings, en='"ui.nav.back" = "Return"', pl='"ui.nav.back" = "Wróć"')

    catalogs = load_sources(own, TODAY).catalogs

    assert catalogs["en"].message("ui.nav.back", "Back").value == "Return"
    assert catalogs["pl"].message("ui.nav.back", "Back").value == "Wróć"
    assert catalogs["pl"].review("ui.nav.back") == "translated"
    assert load_sources(settings, TODAY).catalogs["pl"].message("ui.nav.back", "Back").value == "Wstecz"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ('"ui.none" = "x"', "unknown-id"),
        ('"ui.nav.back" = "See www.example.org"', "own-words"),
        ('"ui.days" = "{n} dni"', "own-words"),
        ('"programme.title" = "Stop stress"', "telling-name"),
        ('"programme.title" = "Стоп стрес"', "telling-name"),
        ('"services.nl.emergency.about" = "Nobody comes."', "safety-words"),
    ],
)
def test_words_that_must_not_be_shown_are_told_and_ours_stay(settings: Settings, words: str, rule: str) -> None:
    translate(settings, "ui", "ui.nav.back", "Wstecz")
    own = overlay(settings, pl=words)

    assert rule in rules(own)
    if rule == "own-words":
        sources = load_sources(own, TODAY)
        assert sources.catalogs["pl"].message("ui.nav.back", "Back").value == "Wstecz"
        assert rule in {finding.rule for finding in sources.warnings}
    else:
        with pytest.raises(ContentError):
            load_sources(own, TODAY)


def test_an_unknown_language_and_expired_places_are_told(settings: Settings) -> None:
    own = overlay(settings, services=PLACE.replace("2027-01-30", "2026-11-02"), xx='"ui.nav.back" = "x"')

    assert {"unknown-language", "service-expired"} <= rules(own)


def test_a_sound_folder_raises_nothing_and_is_its_own_release(settings: Settings) -> None:
    own = overlay(settings, OWN + LIGHT + DARK, PLACE, pl='"services.nl.desk.about" = "Ludzie słuchają."')

    assert rules(own) == rules(settings)
    assert fingerprints(own, TODAY).release != fingerprints(settings, TODAY).release


def test_places_and_colours_are_on_the_pages(settings: Settings) -> None:
    own = overlay(settings, OWN + LIGHT + DARK, PLACE)

    found, plain = (load_sources(one, TODAY) for one in (own, settings))

    assert [one.id for one in found.programme.directories[0].services][-1] == "desk"
    style = ROOT / "pwa" / "dist" / "style.css"
    assert coloured(style, found.organisation).endswith("--sea-1:#e7b1d3;--sea-2:#f3d3e6}}")
    assert coloured(style, plain.organisation) == style.read_text("utf-8")


def test_without_an_organisation_nothing_changes(settings: Settings) -> None:
    before = fingerprints(settings, TODAY)
    overlay(settings, OWN + LIGHT + DARK, PLACE)

    assert fingerprints(settings, TODAY) == before


@pytest.mark.parametrize("value", ["/nowhere", "relative"])
def test_a_folder_that_is_none_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], value: str
) -> None:
    monkeypatch.setenv("PAUZA_OVERLAY", value)

    assert main(["check"]) == 1
    assert f"PAUZA_OVERLAY='{value}': accepted is a folder with a file organisation.toml" in capsys.readouterr().err
