"""`pauza locales …` on a small checkout: what is printed, written, refused, and the exit code."""

from pathlib import Path

import pytest

from api.cli import main
from api.settings import Settings
from tests.factories import make_checkout, translate, write_roles

FILES = [
    *("call", "feet", "grounding", "help", "listening", "pictures", "programme", "second", "services", "sorting"),
    *("ui", "unplanned"),
]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Make a checkout in which the command runs."""
    monkeypatch.setenv("PAUZA_SOURCE_DIR", str(tmp_path))
    return make_checkout(tmp_path)


def change_source(settings: Settings) -> None:
    path = settings.pwa_dir / "templates" / "page.html"
    path.write_text(path.read_text().replace('"Back"', '"Go back"'))


def files(settings: Settings) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in settings.locales_dir.rglob("*") if path.is_file()}


def record(*words: str) -> int:
    return main(["locales", "record", *words])


def test_a_checkout_in_step_is_left_alone(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(settings)

    assert main(["locales", "sync"]) == 0
    assert capsys.readouterr().out == "0 files written\n"
    assert files(settings) == before


def test_sync_tells_what_became_of_each_file(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    translate(settings, "ui", "ui.nav.back", "Wstecz")
    change_source(settings)

    assert main(["locales", "sync"]) == 0
    shown = capsys.readouterr().out
    assert "pl/LC_MESSAGES/ui.po: 1 changed\n" in shown
    assert shown.endswith("2 files written\n")


def test_sync_of_a_new_language_counts_new_texts(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    (settings.locales_dir / "pl" / "LC_MESSAGES" / "ui.po").unlink()

    assert main(["locales", "sync"]) == 0
    assert "ui.po: 2 new\n" in capsys.readouterr().out


def test_looking_at_what_sync_would_do_writes_nothing(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    change_source(settings)
    before = files(settings)

    assert main(["locales", "sync", "--check"]) == 1
    assert capsys.readouterr().out.endswith("2 files would change\n")
    assert files(settings) == before


def test_sync_of_a_torn_file_fails_and_leaves_it(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    path = settings.locales_dir / "pl" / "LC_MESSAGES" / "ui.po"
    path.write_text(path.read_text() + '\nmsgctxt "torn\n')
    before = path.read_bytes()

    assert main(["locales", "sync"]) == 1
    assert "[torn-entry]" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_fmt_brings_a_file_into_its_form(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    path = settings.locales_dir / "pl" / "LC_MESSAGES" / "ui.po"
    sound = path.read_bytes()
    path.write_bytes(sound + b"\n\n")

    assert main(["locales", "fmt", "--check"]) == 1
    assert main(["locales", "fmt"]) == 0
    assert capsys.readouterr().out == f"{path}\n{path}\n"
    assert path.read_bytes() == sound
    assert main(["locales", "fmt", "--check"]) == 0


def test_fmt_of_a_language_without_files_does_nothing(settings: Settings) -> None:
    for path in (settings.locales_dir / "pl" / "LC_MESSAGES").iterdir():
        path.unlink()
    path.parent.rmdir()
    path.parent.parent.rmdir()

    assert main(["locales", "fmt", "--check"]) == 0


def test_status_counts_what_is_shown(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    translate(settings, "ui", "ui.nav.back", "Wstecz")

    assert main(["locales", "status"]) == 0
    first, *rows = capsys.readouterr().out.splitlines()
    assert first.startswith("pl Polish: 1 of ")
    assert next(row for row in rows if " ui " in row).split() == [
        "ui",
        "1",
        "of",
        "2",
        "1",
        "missing,",
        "1",
        "translated",
    ]


def test_record_states_something_about_every_file(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    translate(settings, "ui", "ui.nav.back", "Wstecz")

    assert record("pl", "machine-draft", "--by", "engine") == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line.split()[1].rstrip(":") for line in shown] == FILES
    assert "pl ui: 1 recorded as machine-draft" in shown


def test_record_states_something_about_the_files_named(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    translate(settings, "ui", "ui.nav.back", "Wstecz")
    record("pl", "translated", "--by", "anna")
    write_roles(settings.locales_dir, "jan")

    assert record("pl", "peer-reviewed", "--by", "jan", "--domain", "ui", "--domain", "feet") == 0
    shown = capsys.readouterr().out.splitlines()[-2:]
    assert shown == ["pl ui: 1 recorded as peer-reviewed", "pl feet: 0 recorded as peer-reviewed"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nl", "translated", "--by", "anna"), "LANG='nl': accepted is one of pl"),
        (("en", "translated", "--by", "anna"), "LANG='en'"),
        (("en-XA", "translated", "--by", "anna"), "LANG='en-XA'"),
        (("pl", "approved", "--by", "anna", "--domain", "ui"), "event='approved'"),
        (("pl", "translated", "--by", "anna@example.org"), "by='anna@example.org'"),
        (("pl", "peer-reviewed", "--by", "jan"), "--domain=''"),
        (("pl", "withdrawn", "--by", "jan"), "--domain=''"),
        (("pl", "translated", "--by", "anna", "--domain", "hands"), "--domain='hands'"),
        (("pl", "translated", "--by", "anna", "--domain", "../../ui"), "--domain='../../ui'"),
    ],
)
def test_record_refuses_what_nobody_can_state(
    settings: Settings, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    """A review of a whole language in one word is a review of nothing."""
    before = files(settings)

    assert record(*words) == 1
    assert told in capsys.readouterr().err
    assert files(settings) == before


def test_who_states_something_must_give_a_name(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        record("pl", "translated")

    assert caught.value.code == 2
    assert "--by" in capsys.readouterr().err
    assert not (settings.locales_dir / "pl" / "trail").exists()


def test_a_language_is_added_with_its_empty_files(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["locales", "add", "sk"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"sk Slovak (Slovenčina): {len(FILES)} files written")
    assert sorted(path.stem for path in (settings.locales_dir / "sk").rglob("*.po")) == FILES
    assert main(["check"]) == 0


def test_adding_what_is_there_says_so(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(settings)

    assert main(["locales", "add", "pl"]) == 1
    assert "LANG='pl'" in capsys.readouterr().err
    assert files(settings) == before


def test_git_can_merge_catalogues_by_id(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    base = settings.locales_dir / "pl" / "LC_MESSAGES" / "ui.po"
    empty = base.read_bytes()
    sides = []
    for name, words in (("ours", "Wstecz"), ("theirs", "Cofnij")):
        translate(settings, "ui", "ui.nav.back", words)
        sides.append(settings.locales_dir / f"{name}.po")
        sides[-1].write_bytes(base.read_bytes())
        base.write_bytes(empty)

    assert main(["locales", "merge-driver", str(base), *map(str, sides)]) == 1
    assert capsys.readouterr().out.startswith("ui.nav.back: both sides changed its words")
    assert main(["locales", "merge-driver", str(sides[0]), *map(str, sides)]) == 0
    assert "Cofnij" in sides[0].read_text("utf-8")


def test_what_was_read_back_is_recorded(settings: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    translate(settings, "ui", "ui.nav.back", "Wstecz")
    found = tmp_path / "found.jsonl"
    found.write_text('{"domain": "ui", "id": "ui.nav.back", "back": "Backwards", "finding": "stiff"}\n', "utf-8")

    assert main(["locales", "read-back", "pl", str(found), "--by", "reader"]) == 0
    assert capsys.readouterr().out == "pl: 1 findings recorded\n"
    assert '"finding":"stiff"' in (settings.locales_dir / "pl" / "trail" / "ui.jsonl").read_text("utf-8")


def test_what_is_published_stays_while_the_english_changes(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    publish = ["locales", "publish", "pl", "--by", "jan", "--domain", "ui"]
    assert main(publish) == 1
    assert "pl ui: not published\n  ui.nav.back: is not translated" in capsys.readouterr().out
    translate(settings, "ui", "ui.nav.back", "Wstecz")
    translate(settings, "ui", "ui.days", "{n} dzień", "{n} dni", "{n} dnia")
    assert main(publish) == 0
    assert capsys.readouterr().out == "pl ui: version 1, 2 texts\n"
    assert main(publish) == 0
    assert capsys.readouterr().out == "pl ui: nothing new since version 1\n"

    change_source(settings)
    main(["locales", "sync"])
    capsys.readouterr()

    assert main(["locales", "status"]) == 0
    told = capsys.readouterr().out
    assert "1 of them as they were before the English changed" in told
    assert next(row for row in told.splitlines() if " ui " in row).split()[1:4] == ["2", "of", "2"]


@pytest.mark.parametrize(
    "words", [["xx", "--by", "jan"], ["pl", "--by", "Jan K."], ["pl", "--by", "jan", "--domain", "x"]]
)
def test_nobody_publishes_without_a_name_or_what_is_not_there(settings: Settings, words: list[str]) -> None:
    translate(settings, "ui", "ui.nav.back", "Wstecz")
    translate(settings, "ui", "ui.days", "{n} dzień", "{n} dni", "{n} dnia")

    assert main(["locales", "publish", *words]) == 1
    assert not list(settings.locales_dir.rglob("published"))


def test_what_may_be_wrong_is_told_with_its_place_and_its_rule(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    path = translate(settings, "ui", "ui.nav.back", "Wróć  wróć.")

    assert main(["locales", "check", "pl"]) == 0
    *rows, summed = capsys.readouterr().out.splitlines()
    assert f"{path}:" in rows[0]
    assert any("warn: ui.nav.back: two spaces one after the other “  ” [double-space]" in row for row in rows)
    assert summed.startswith("pl: 1 texts, 0 block, 3 warn, 0 hint (300.00 warn per 100 texts), 0 ignored")
    assert main(["locales", "check", "--domain", "grounding", "--level", "block"]) == 0
    assert "double-space" not in capsys.readouterr().out


def test_what_must_not_be_published_fails_the_check(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    translate(settings, "ui", "ui.nav.back", "Wr\u043e\u0107")  # with a Cyrillic o

    assert main(["locales", "check"]) == 1
    assert "mixes letters" in capsys.readouterr().out
    translate(settings, "ui", "ui.days", "{n} dzień", "{n} dni", "{n} dnia")
    assert main(["locales", "publish", "pl", "--by", "jan", "--domain", "ui"]) == 1


def test_a_finding_is_left_for_a_reason_until_a_text_changes(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    translate(settings, "ui", "ui.nav.back", "Wróć  tu")
    ignore = ["locales", "ignore", "pl", "ui.nav.back", "double-space", "--because", "as on the sign", "--by", "jan"]

    assert main(ignore) == 0
    assert main(["locales", "check", "pl"]) == 0
    assert capsys.readouterr().out.endswith("0 warn, 0 hint (0.00 warn per 100 texts), 1 ignored\n")
    assert main(["locales", "status"]) == 0, "a note is no rung"
    assert "1 translated" in capsys.readouterr().out

    translate(settings, "ui", "ui.nav.back", "Wracaj  tu")
    assert main(["locales", "check", "pl"]) == 0
    assert "[double-space]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text_id", "rule", "why", "by", "told"),
    [
        ("ui.nav.back", "placeholder", "x", "jan", "one that may be ignored"),
        ("ui.nav.back", "no-rule", "x", "jan", "one that may be ignored"),
        ("ui.nav.back", "kashida", "x", "jan", "a rule that finds something"),
        ("ui.none", "double-space", "x", "jan", "the permanent name"),
        ("ui.nav.back", "double-space", " ", "jan", "a sentence that says why"),
        ("ui.nav.back", "double-space", "x", "Jan K.", "a pseudonym"),
    ],
)
def test_nothing_else_can_be_ignored(
    settings: Settings, capsys: pytest.CaptureFixture[str], text_id: str, rule: str, why: str, by: str, told: str
) -> None:
    translate(settings, "ui", "ui.nav.back", "Wróć  tu")
    before = files(settings)

    assert main(["locales", "ignore", "pl", text_id, rule, "--because", why, "--by", by]) == 1
    assert told in capsys.readouterr().err
    assert files(settings) == before
