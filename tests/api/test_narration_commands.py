"""`pauza narration …` on a small checkout: what is printed, written, refused, and the exit code."""

from pathlib import Path

import pytest

from api.cli import main
from api.settings import Settings
from tests.factories import make_checkout
from tests.recordings import record


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Make a checkout in which the command runs."""
    monkeypatch.setenv("PAUZA_SOURCE_DIR", str(tmp_path))
    return make_checkout(tmp_path)


def bring(path: Path, language: str = "en", by: str = "quiet-river") -> int:
    return main(["narration", "import", language, str(path), "--by", by])


def test_from_a_recording_to_a_checked_clip(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(record(tmp_path / "feet.s01.webm")) == 0
    assert capsys.readouterr().out.startswith("feet.s01: 2.")
    assert main(["narration", "list", "en"]) == 0
    assert "quiet-river          current\n1 clips, 0.0 minutes; 1 say today's words" in capsys.readouterr().out
    assert main(["narration", "verify"]) == 0
    assert capsys.readouterr().out == "0 faults\n"
    assert (settings.locales_dir / "en" / "narration" / "feet.jsonl").is_file()


def test_a_changed_text_makes_its_clip_stale(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(record(tmp_path / "feet.s01.webm"))
    path = settings.content_dir / "exercises" / "feet" / "exercise.toml"
    path.write_text(path.read_text().replace("How is it now?", "How is it today?"))
    capsys.readouterr()

    assert main(["narration", "list", "en"]) == 0
    assert " stale\n" in capsys.readouterr().out
    assert main(["narration", "missing", "en", "--text"]) == 0
    shown = capsys.readouterr().out
    assert "feet.s01\n    How is it today?\n" in shown


def test_what_is_to_be_recorded_is_listed(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert settings
    assert main(["narration", "missing", "en"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "grounding.s01"
    assert shown[-1] == f"{len(shown) - 1} of {len(shown) - 1} steps to record"
    assert main(["narration", "missing", "pl"]) == 0
    assert f"0 of 0 steps to record; {len(shown) - 1} not translated\n" in capsys.readouterr().out


def test_the_quiet_before_a_cue_is_told(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert settings
    assert main(["narration", "missing", "en", "--text"]) == 0
    assert " s quiet) " in capsys.readouterr().out


def test_a_bad_recording_is_one_sentence_and_nothing_written(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "feet.s01.wav").write_text("no sound")

    assert bring(tmp_path / "feet.s01.wav") == 1
    assert "this is no sound file, or it is broken" in capsys.readouterr().err
    assert bring(tmp_path / "feet.s01.wav", "xx") == 1
    assert "LANG='xx'" in capsys.readouterr().err
    assert list(settings.locales_dir.rglob("*.ogg")) == []


def test_faults_are_printed_and_fail(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring(record(tmp_path / "feet.s01.webm"))
    folder = settings.locales_dir / "en" / "narration"
    (folder / "feet.s01.ogg").unlink()
    with (folder / "feet.jsonl").open("a") as stream:
        stream.write("{\n")
    capsys.readouterr()

    assert main(["narration", "verify"]) == 1
    shown = capsys.readouterr().out
    assert "[clip-absent]" in shown
    assert shown.endswith("2 faults\n")
    assert main(["narration", "list", "en"]) == 1
    assert "[torn-ledger]" in capsys.readouterr().out


def test_the_recordings_that_come_with_pauza_are_as_their_ledgers_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["narration", "verify"]) == 0
    assert capsys.readouterr().out == "0 faults\n"
