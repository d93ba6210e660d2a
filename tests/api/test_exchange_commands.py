"""A translator takes a language along, works in a tool of their own, and brings it back; nothing newer is lost."""

import re
from pathlib import Path

import polib
import pytest

from api.cli import main
from api.i18n.review import trail_path
from api.settings import Settings
from tests.factories import make_checkout, translate

SUFFIXES = [".po", ".csv", ".xlf"]
each_suffix = pytest.mark.parametrize("suffix", SUFFIXES)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Make a checkout in which the command runs, with one text translated."""
    monkeypatch.setenv("PAUZA_SOURCE_DIR", str(tmp_path))
    made = make_checkout(tmp_path)
    translate(made, "ui", "ui.nav.back", "Wstecz")
    assert main(["locales", "fmt"]) == 0
    return made


def export(path: Path) -> Path:
    assert main(["locales", "export", "pl", str(path)]) == 0
    return path


def bring(path: Path, *more: str) -> int:
    return main(["locales", "import", "pl", str(path), *more])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def word(settings: Settings, message: str, domain: str = "ui") -> str:
    po = polib.pofile(str(settings.locales_dir / "pl" / "LC_MESSAGES" / f"{domain}.po"))
    return str(next(entry.msgstr for entry in po if entry.msgctxt == message))


def files(settings: Settings) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in settings.locales_dir.rglob("*") if path.is_file()}


@each_suffix
def test_what_was_exported_changes_nothing(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    before = files(settings)
    path = export(tmp_path / f"pl{suffix}")

    assert bring(path, "--write", "--by", "ewa") == 0
    assert "pl: nothing differs" in capsys.readouterr().out
    assert files(settings) == before


@each_suffix
def test_words_are_shown_before_anything_is_written(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    path = export(tmp_path / f"pl{suffix}")
    edit(path, "Wstecz", "Z powrotem")
    before = files(settings)

    assert bring(path) == 0
    shown = capsys.readouterr().out
    assert "ui.nav.back: changed\n  - Wstecz\n  + Z powrotem\n" in shown
    assert "with --write 1 would be" in shown
    assert files(settings) == before


@each_suffix
def test_words_that_are_written_say_who_made_them(settings: Settings, tmp_path: Path, suffix: str) -> None:
    path = export(tmp_path / f"pl{suffix}")
    edit(path, "Wstecz", "Z powrotem")

    assert bring(path, "--write", "--by", "ewa-2") == 0
    assert word(settings, "ui.nav.back") == "Z powrotem"
    trail = trail_path(settings.locales_dir / "pl", "ui").read_text("utf-8")
    assert '"ev":"translated"' in trail
    assert '"by":"ewa-2"' in trail
    assert main(["locales", "fmt", "--check"]) == 0


@each_suffix
def test_newer_words_are_never_overwritten_unseen(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    path = export(tmp_path / f"pl{suffix}")
    edit(path, "Wstecz", "Z powrotem")
    translate(settings, "ui", "ui.nav.back", "Cofnij")

    assert bring(path, "--write", "--by", "ewa") == 0
    assert "ui.nav.back: disputed, somebody has changed it here since" in capsys.readouterr().out
    assert word(settings, "ui.nav.back") == "Cofnij"
    assert bring(path, "--write", "--over", "--by", "ewa") == 0
    assert word(settings, "ui.nav.back") == "Z powrotem"


def test_a_file_that_does_not_say_what_it_was_made_from_is_disputed(settings: Settings, tmp_path: Path) -> None:
    path = export(tmp_path / "pl.po")
    edit(path, "Wstecz", "Z powrotem")
    path.write_text(re.sub(r"#\. known .*\n", "", path.read_text("utf-8")), "utf-8")

    assert bring(path, "--write", "--by", "ewa") == 0
    assert word(settings, "ui.nav.back") == "Wstecz"


@each_suffix
def test_english_that_has_changed_is_told(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    path = export(tmp_path / f"pl{suffix}")
    edit(path, "Wstecz", "Z powrotem")
    edit(settings.pwa_dir / "templates" / "page.html", '"Back"', '"Go back"')
    assert main(["locales", "sync"]) == 0

    assert bring(path, "--write", "--by", "ewa") == 0
    assert "ui.nav.back: stale, the English is now: Go back" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Wstecz", "<b>Wstecz</b>", "refused"),
        ("Wstecz", "Pisz do ewa@example.org", "refused"),
        ("Wstecz", "Wstecz \u202etropS", "refused"),
        ("ui.nav.back,", "ui.nav.none,", "there is no text with this id"),
    ],
)
def test_what_could_do_harm_is_refused_with_the_reason(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, reason: str
) -> None:
    path = export(tmp_path / "pl.csv")
    edit(path, old, new)
    before = files(settings)

    assert bring(path, "--write", "--by", "ewa") == 1
    assert reason in capsys.readouterr().out
    assert files(settings) == before


def test_a_text_that_stands_twice_is_refused(settings: Settings, tmp_path: Path) -> None:
    path = export(tmp_path / "pl.csv")
    line = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("ui.nav.back"))
    path.write_text(f"{path.read_text('utf-8')}{line.replace('Wstecz', 'Inaczej')}\n", "utf-8")

    assert bring(path, "--write", "--by", "ewa") == 1
    assert word(settings, "ui.nav.back") == "Wstecz"


@each_suffix
def test_a_file_of_another_language_is_refused(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    before = files(settings)
    path = export(tmp_path / f"pl{suffix}")
    said = {".po": ("Language: pl", "Language: uk"), ".xlf": ('target-language="pl"', 'target-language="uk"')}
    old, new = said.get(suffix, (",pl,pl one,pl few,pl many", ",uk,uk one,uk few,uk many"))
    edit(path, old, new)

    assert bring(path) == 1
    assert "wrong-language" in capsys.readouterr().err
    assert files(settings) == before


@pytest.mark.parametrize(
    "words",
    [
        ["export", "pl", "pl.docx"],
        ["export", "xx", "pl.po"],
        ["export", "pl", "pl.po", "--domain", "none"],
        ["import", "pl", "pl.po", "--write"],
        ["import", "pl", "pl.po", "--write", "--by", "Ewa Nowak"],
    ],
)
def test_what_cannot_be_meant_is_told(settings: Settings, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert settings
    assert main(["locales", *words]) != 0
    assert re.search("accepted is|--by is missing", capsys.readouterr().err)


def test_one_part_can_be_taken_along(settings: Settings, tmp_path: Path) -> None:
    assert settings
    assert main(["locales", "export", "pl", str(tmp_path / "pl.po"), "--domain", "ui"]) == 0
    assert {entry.msgctxt.split(".")[0] for entry in polib.pofile(str(tmp_path / "pl.po"))} == {"ui"}
