"""Clips belong to exact words: taken in whole, offered only while the words stand, checked byte for byte."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.errors import ConfigError, SoundError
from api.narration.clips import Recording, missing, offered, recording_of, state_of, take_in, verify
from api.narration.ledger import read_ledgers, write_ledger
from api.narration.script import Line, Script
from tests.factories import TODAY
from tests.recordings import record

FEET = Script("feet.s01", (Line("Feet"), Line("Notice your feet.")))
REST = Script("feet.s02", (Line("Rest now."),))
HAND = Script("hand.s01", (Line("Rest."),))
SCRIPTS = {script.id: script for script in (FEET, REST, HAND)}
KNOWN = {"feet.s01": "feet", "feet.s02": "feet", "hand.s01": "hand", "hand.s02": "hand"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "narration"


def bring(folder: Path, *paths: Path, by: str = "quiet-river", at: date = TODAY) -> None:
    take_in(folder, SCRIPTS, KNOWN, [recording_of(path) for path in paths], by=by, voice="person", at=at)


def rules(folder: Path) -> list[str]:
    return sorted(finding.rule for finding in verify(folder, KNOWN))


def test_recordings_become_clips_with_a_ledger_for_each_unit(tmp_path: Path, folder: Path) -> None:
    bring(folder, record(tmp_path / "feet.s01.webm"), record(tmp_path / "hand.s01.mp4"))
    bring(folder, record(tmp_path / "feet.s02.ogg"))

    names = [f"{name}.{ending}" for name in ("feet.s01", "feet.s02", "hand.s01") for ending in ("m4a", "ogg")]
    assert sorted(path.name for path in folder.iterdir()) == sorted([*names, "feet.jsonl", "hand.jsonl"])
    assert set(offered(folder, SCRIPTS)) == {"feet.s01", "feet.s02", "hand.s01"}
    assert missing(folder, SCRIPTS) == []
    assert verify(folder, KNOWN) == []


def test_a_clip_whose_words_changed_is_offered_to_nobody(tmp_path: Path, folder: Path) -> None:
    bring(folder, record(tmp_path / "feet.s01.wav"))
    clip = read_ledgers(folder)[0]["feet.s01"]
    changed = {"feet.s01": replace(FEET, lines=(Line("Feet"), Line("Notice one foot.")))}

    assert (state_of(clip, SCRIPTS), state_of(clip, changed), state_of(clip, {})) == ("current", "stale", "gone")
    assert offered(folder, changed) == {}
    assert missing(folder, changed) == list(changed.values())


def test_a_clip_with_other_bytes_is_offered_to_nobody(tmp_path: Path, folder: Path) -> None:
    bring(folder, record(tmp_path / "feet.s01.wav"))
    (folder / "feet.s01.m4a").write_bytes(b"other")

    assert offered(folder, SCRIPTS) == {}
    (folder / "feet.s01.m4a").unlink()
    assert offered(folder, SCRIPTS) == {}


def test_marks_move_with_the_silence_that_was_cut(tmp_path: Path, folder: Path) -> None:
    path = record(tmp_path / "feet.s01.wav", 4.0, quiet=1.0)
    (tmp_path / "feet.s01.json").write_text("[1.0, 2.0]")
    bring(folder, path)

    first, second = read_ledgers(folder)[0]["feet.s01"].marks
    assert 0 <= first < 0.3
    assert abs(second - first - 1) <= 0.11


@pytest.mark.parametrize("listed", ["[1.0]", "{", '["soon", "later"]'])
def test_marks_that_do_not_fit_are_refused(tmp_path: Path, folder: Path, listed: str) -> None:
    path = record(tmp_path / "feet.s01.wav")
    (tmp_path / "feet.s01.json").write_text(listed)

    with pytest.raises(SoundError, match="sentence"):
        bring(folder, path)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [("feet.s77.wav", "no step has the id 'feet.s77'"), ("hand.s02.wav", "hand.s02 is not wholly translated yet")],
)
def test_a_recording_of_no_step_is_refused(tmp_path: Path, folder: Path, name: str, told: str) -> None:
    with pytest.raises(SoundError, match=told):
        bring(folder, record(tmp_path / name))
    assert not folder.exists()


def test_a_name_that_could_be_a_person_is_refused(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(ConfigError, match="pseudonym"):
        bring(folder, record(tmp_path / "feet.s01.wav"), by="Ewa Kowalska")


def test_one_bad_recording_leaves_everything_as_it_was(tmp_path: Path, folder: Path) -> None:
    bring(folder, record(tmp_path / "feet.s01.wav"))
    before = {path: path.read_bytes() for path in folder.iterdir()}
    silent = record(tmp_path / "feet.s02.wav", level=0.0)

    with pytest.raises(SoundError, match="silence"):
        bring(folder, record(tmp_path / "feet.s01.webm", 4.0), silent)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def forge(folder: Path, name: str, body: bytes) -> None:
    """Put another file in a clip's place and make the ledger agree with it."""
    (folder / name).write_bytes(body)
    clips, _ = read_ledgers(folder)
    clip_name, ending = name.rsplit(".", 1)
    clip = clips[clip_name]
    forged = replace(clip, sums={**clip.sums, ending: hashlib.sha256(body).hexdigest()})
    write_ledger(folder, KNOWN[clip_name], [forged])


def test_files_that_differ_from_their_ledger_are_found(tmp_path: Path, folder: Path) -> None:
    bring(folder, record(tmp_path / "feet.s01.wav"))
    (folder / "feet.s01.ogg").unlink()
    (folder / "feet.s01.m4a").write_bytes(b"other")
    (folder / "stray.ogg").write_bytes(b"stray")
    write_ledger(folder, "gone", [replace(read_ledgers(folder)[0]["feet.s01"], id="gone.s01")])

    found = ["clip-absent", "clip-absent", "clip-absent", "clip-changed", "clip-unknown", "clip-unlisted"]
    assert rules(folder) == found


def test_a_file_that_is_no_sound_is_found(tmp_path: Path, folder: Path) -> None:
    bring(folder, record(tmp_path / "feet.s01.wav"))
    forge(folder, "feet.s01.ogg", b"no sound")

    assert rules(folder) == ["clip-broken"]


def test_a_file_that_was_not_made_by_the_import_is_found(tmp_path: Path, folder: Path) -> None:
    bring(folder, record(tmp_path / "feet.s01.wav"))
    foreign = record(tmp_path / "foreign.mp4", 6.0, level=0.01, metadata={"artist": "A Name"})
    forge(folder, "feet.s01.ogg", foreign.read_bytes())

    assert rules(folder) == ["clip-codec", "clip-length", "clip-loudness", "clip-metadata"]


def test_a_recording_is_named_by_its_file() -> None:
    assert recording_of(Path("feet.s01.webm")) == Recording("feet.s01", Path("feet.s01.webm"))
