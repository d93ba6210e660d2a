"""Recordings become clips: every container, one loudness, no silence at the ends, nothing that names anybody."""

import sys
from pathlib import Path

import pytest

from api.errors import SoundError
from api.narration import sound
from api.narration.sound import LOUDNESS, clean, examine, write_m4a, write_ogg
from tests.recordings import KINDS, film, record


@pytest.mark.parametrize("kind", KINDS)
def test_every_container_becomes_both_files(tmp_path: Path, kind: str) -> None:
    cleaned = clean(record(tmp_path / f"in.{kind}", metadata={"artist": "A Name", "title": "Home"}))
    write_ogg(cleaned, tmp_path / "out.ogg")
    write_m4a(cleaned, tmp_path / "out.m4a")

    for name, codec in (("out.ogg", "opus"), ("out.m4a", "aac")):
        facts = examine(tmp_path / name)
        assert (facts.codec, facts.channels, facts.metadata) == (codec, 1, ())
        assert abs(facts.loudness.integrated - LOUDNESS) < 1.5
        assert facts.loudness.peak < 1
        assert abs(facts.seconds - cleaned.seconds) < 0.25
        assert b"A Name" not in (tmp_path / name).read_bytes()
        assert b"Lavf5" not in (tmp_path / name).read_bytes()


def test_the_silence_at_both_ends_is_cut_and_its_length_told(tmp_path: Path) -> None:
    cleaned = clean(record(tmp_path / "in.wav", 4.0, quiet=1.0))

    assert 1.9 < cleaned.seconds < 2.4
    assert 0.8 < cleaned.cut < 1.05


def test_a_minute_stays_below_the_promise(tmp_path: Path) -> None:
    cleaned = clean(record(tmp_path / "in.wav", 20.0))
    write_ogg(cleaned, tmp_path / "out.ogg")
    write_m4a(cleaned, tmp_path / "out.m4a")

    for name in ("out.ogg", "out.m4a"):
        assert (tmp_path / name).stat().st_size / cleaned.seconds * 60 <= 130_000


def test_loud_and_soft_recordings_become_equally_loud(tmp_path: Path) -> None:
    measured = []
    for level in (0.01, 0.5):
        write_ogg(clean(record(tmp_path / "in.wav", level=level)), tmp_path / "out.ogg")
        measured.append(examine(tmp_path / "out.ogg").loudness.integrated)

    assert abs(measured[0] - measured[1]) < 0.5


def test_the_same_recording_gives_the_same_bytes(tmp_path: Path) -> None:
    record(tmp_path / "in.wav")
    bodies = []
    for _ in range(2):
        cleaned = clean(tmp_path / "in.wav")
        write_ogg(cleaned, tmp_path / "out.ogg")
        write_m4a(cleaned, tmp_path / "out.m4a")
        bodies.append((tmp_path / "out.ogg").read_bytes() + (tmp_path / "out.m4a").read_bytes())

    assert bodies[0] == bodies[1]


def test_silence_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SoundError, match="only silence"):
        clean(record(tmp_path / "in.wav", level=0.0))


def test_a_click_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SoundError, match="shorter than"):
        clean(record(tmp_path / "in.wav", 1.2, quiet=0.55))


def test_a_recording_that_is_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "MAX_SECONDS", 2)

    with pytest.raises(SoundError, match="longer than"):
        clean(record(tmp_path / "in.wav"))


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SoundError, match="there is no sound in this file"):
        clean(film(tmp_path / "in.mp4"))


def test_a_file_that_is_no_sound_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.wav").write_text("not a sound")

    with pytest.raises(SoundError, match="no sound file, or it is broken"):
        clean(tmp_path / "in.wav")


def test_a_recording_without_a_single_sample_is_refused(tmp_path: Path) -> None:
    whole = record(tmp_path / "in.wav").read_bytes()
    head = whole[: whole.index(b"data") + 4]
    (tmp_path / "in.wav").write_bytes(head + bytes(4))

    with pytest.raises(SoundError, match="no sound"):
        clean(tmp_path / "in.wav")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SoundError, match=r"gone\.wav: there is no such file"):
        clean(tmp_path / "gone.wav")


def test_metadata_left_in_a_file_is_told(tmp_path: Path) -> None:
    assert examine(record(tmp_path / "in.mp4", metadata={"artist": "A Name"})).metadata == ("artist", "encoder")


def test_without_the_package_the_command_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(tmp_path / "in.wav")
    monkeypatch.setitem(sys.modules, "av", None)

    with pytest.raises(SoundError, match=r"requirements-audio\.txt"):
        clean(tmp_path / "in.wav")
