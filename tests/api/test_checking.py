"""Everything `pauza check` looks at: each part is looked at, and one that cannot be read hides only itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from api.checking import check_everything
from api.settings import Settings
from api.translation.trail import record_file
from tests.factories import POLISH, TODAY, make_checkout, translate


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_checkout(tmp_path)


def found(settings: Settings) -> list[tuple[str, str]]:
    return [(finding.rule, finding.path.name) for finding in check_everything(settings, TODAY)]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_sound_checkout_is_silent(settings: Settings) -> None:
    assert found(settings) == []


BREAKAGES: dict[str, tuple[tuple[str, str], Callable[[Settings], object]]] = {
    "content that cannot be read": (
        ("malformed-toml", "help.toml"),
        lambda at: edit(at.content_dir / "pages" / "help.toml", 'code = "h"', "code = h"),
    ),
    "content that breaks a rule": (
        ("no-design", "exercise.toml"),
        lambda at: (at.content_dir / "exercises" / "feet" / "design.md").unlink(),
    ),
    "an id that vanished": (
        ("vanished-id", "ids.txt"),
        lambda at: edit(at.content_dir / "ids.txt", "feet.title\n", "feet.old\nfeet.title\n"),
    ),
    "a picture that nobody drew": (
        ("undrawn-picture", "pictures.toml"),
        lambda at: (at.pwa_dir / "pictures" / "scenes" / "bus-dawn.svg").unlink(),
    ),
    "a template with words that nobody can translate": (
        ("not-literal", "page.html"),
        lambda at: edit(at.pwa_dir / "templates" / "page.html", '"Back"', "back"),
    ),
    "a list of languages that cannot be read": (
        ("unreadable", "locales.toml"),
        lambda at: (at.locales_dir / "locales.toml").write_bytes(b"\xff"),
    ),
    "a language without a plural rule": (
        ("no-plural-rule", "plurals.toml"),
        lambda at: edit(at.locales_dir / "plurals.toml", "[pl]", "[qq]"),
    ),
    "a damaged translation": (("markup", "ui.po"), lambda at: translate(at, "ui", "ui.nav.back", "<b>Wstecz")),
    "a catalogue behind its source": (
        ("unsynced", "ui.po"),
        lambda at: edit(at.pwa_dir / "templates" / "page.html", '"Back"', '"Go back"'),
    ),
    "a catalogue of no unit": (
        ("orphan-catalogue", "hands.po"),
        lambda at: (at.locales_dir / "pl" / "LC_MESSAGES" / "ui.po").rename(
            at.locales_dir / "pl" / "LC_MESSAGES" / "hands.po"
        ),
    ),
    "a catalogue in another form": (
        ("not-canonical", "ui.po"),
        lambda at: edit(at.locales_dir / "pl" / "LC_MESSAGES" / "ui.po", "\n\n", "\n\n\n"),
    ),
    "a torn catalogue": (
        ("torn-entry", "ui.po"),
        lambda at: edit(at.locales_dir / "pl" / "LC_MESSAGES" / "ui.po", '"Back"', '"Back'),
    ),
    "words about which nobody said how they came about": (
        ("unstated", "ui.po"),
        lambda at: translate(at, "ui", "ui.nav.back", "Wstecz"),
    ),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_every_part_is_looked_at(settings: Settings, breakage: str) -> None:
    expected, break_it = BREAKAGES[breakage]

    break_it(settings)

    assert expected in found(settings)


def test_content_that_cannot_be_read_is_told_alone(settings: Settings) -> None:
    edit(settings.content_dir / "pages" / "help.toml", 'code = "h"', "code = h")
    translate(settings, "ui", "ui.nav.back", "<b>Wstecz")

    assert found(settings) == [("malformed-toml", "help.toml")]


def test_a_broken_list_of_languages_does_not_hide_the_content(settings: Settings) -> None:
    (settings.locales_dir / "locales.toml").write_bytes(b"\xff")
    (settings.content_dir / "exercises" / "feet" / "design.md").unlink()

    assert found(settings) == [("no-design", "exercise.toml"), ("unreadable", "locales.toml")]


def test_a_fault_that_several_parts_meet_is_told_once(settings: Settings) -> None:
    edit(settings.locales_dir / "pl" / "LC_MESSAGES" / "ui.po", '"Back"', '"Back')

    rules = found(settings)

    assert rules.count(("torn-entry", "ui.po")) == 1


def test_checking_changes_nothing(settings: Settings) -> None:
    edit(settings.pwa_dir / "templates" / "page.html", '"Back"', '"Go back"')
    before = {path: path.read_bytes() for path in settings.source_dir.rglob("*") if path.is_file()}

    found(settings)

    assert {path: path.read_bytes() for path in settings.source_dir.rglob("*") if path.is_file()} == before


def test_words_that_a_machine_wrote_must_say_so(settings: Settings) -> None:
    """Without that a reader would see a machine's words without the label."""
    translate(settings, "ui", "ui.nav.back", "Wstecz")
    (finding,) = (one for one in check_everything(settings, TODAY) if one.rule == "unstated")

    assert "1 texts" in finding.message
    assert "pauza locales record pl machine-draft|translated" in finding.message
    record_file(settings.locales_dir, POLISH, "ui", event="machine-draft", by="engine", at=TODAY)
    assert "unstated" not in dict(found(settings))
