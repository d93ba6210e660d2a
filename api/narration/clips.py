"""Take recordings in as clips, say which steps lack one, and check the clips that are there."""

import hashlib
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from api.errors import ConfigError, Finding, SoundError
from api.narration import sound
from api.narration.ledger import ENDINGS, Clip, Voice, read_ledgers, write_ledger
from api.narration.script import Script

_PSEUDONYM = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
# Codecs lose a little differently at each syllable; more than this is another recording than the ledger's.
_LOUDER_BY, _LONGER_BY, _PEAK = 2.0, 0.25, 1.0
_CODECS = {"ogg": "opus", "m4a": "aac"}

State = Literal["current", "stale", "gone"]


@dataclass(frozen=True)
class Recording:
    """A file to take in, and the second in it at which each sentence begins, where that is known."""

    id: str
    path: Path
    marks: tuple[float, ...] = ()


def recording_of(path: Path) -> Recording:
    """Return the recording that a file is by its name, `grounding.s03.webm`; `grounding.s03.json` has its marks."""
    listed = path.with_suffix(".json")
    try:
        marks = tuple(map(float, json.loads(listed.read_text("utf-8")))) if listed.is_file() else ()
    except (ValueError, TypeError):
        raise SoundError(f"{listed}: this must be a list of seconds, one for each sentence") from None
    return Recording(path.stem, path, marks)


def take_in(
    folder: Path,
    scripts: Mapping[str, Script],
    known: Mapping[str, str],
    recordings: Sequence[Recording],
    *,
    by: str,
    voice: Voice,
    at: date,
) -> list[Clip]:
    """Clean recordings and write them with their ledgers below `folder`; all of them, or on any fault none.

    `known` maps every id to its unit. Raises SoundError with one sentence for the person who recorded, ConfigError for
    a name that is not a pseudonym.
    """
    if not _PSEUDONYM.fullmatch(by):
        raise ConfigError("--by", by, "a pseudonym of small letters, digits and hyphens; never a real name")
    for recording in recordings:
        _refuse(recording, scripts, known)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".part-", dir=folder) as staging:
        made = [_make(Path(staging), scripts[one.id], one, by, voice, at) for one in recordings]
        for clip in made:
            for ending in ENDINGS:
                (Path(staging) / f"{clip.id}.{ending}").replace(folder / f"{clip.id}.{ending}")
    clips, _ = read_ledgers(folder)
    clips |= {clip.id: clip for clip in made}
    for unit in {known[clip.id] for clip in made}:
        write_ledger(folder, unit, (clip for clip in clips.values() if known.get(clip.id) == unit))
    return made


def state_of(clip: Clip, scripts: Mapping[str, Script]) -> State:
    """Tell whether a clip says what its step says today; `stale` and `gone` ones are offered to nobody."""
    script = scripts.get(clip.id)
    if script is None:
        return "gone"
    return "current" if script.text == clip.text else "stale"


def offered(folder: Path, scripts: Mapping[str, Script]) -> dict[str, Clip]:
    """Return the clips that may be heard: they say today's words, and their files are the ones that were taken in."""
    clips, _ = read_ledgers(folder)
    return {
        name: clip
        for name, clip in clips.items()
        if state_of(clip, scripts) == "current" and all(_is_whole(folder, clip, ending) for ending in ENDINGS)
    }


def missing(folder: Path, scripts: Mapping[str, Script]) -> list[Script]:
    """Return what is still to be recorded, or recorded again, in the order of the programme."""
    have = offered(folder, scripts)
    return [script for name, script in scripts.items() if name not in have]


def verify(folder: Path, known: Mapping[str, str]) -> list[Finding]:
    """Check every file against its ledger: sum, codec, length, loudness, and that nothing in it names anybody."""
    clips, findings = read_ledgers(folder)
    for clip in clips.values():
        ledger = folder / f"{known.get(clip.id, clip.id.rpartition('.')[0])}.jsonl"
        if clip.id not in known:
            message = f"no step has the id {clip.id}; remove the line and its files"
            findings.append(Finding(ledger, 1, "clip-unknown", message))
        for ending in ENDINGS:
            path = folder / f"{clip.id}.{ending}"
            findings += [Finding(path, 1, rule, message) for rule, message in _faults(path, clip, ending)]
    listed = {f"{name}.{ending}" for name in clips for ending in ENDINGS}
    for path in sorted(path for ending in ENDINGS for path in folder.glob(f"*.{ending}")):
        if path.name not in listed:
            findings.append(Finding(path, 1, "clip-unlisted", "no ledger names this file; import it, or remove it"))
    return findings


def _refuse(recording: Recording, scripts: Mapping[str, Script], known: Mapping[str, str]) -> None:
    if recording.id not in known:
        wanted = "name the file after its step, as in grounding.s03.webm"
        raise SoundError(f"{recording.path}: no step has the id {recording.id!r}; {wanted}")
    if recording.id not in scripts:
        raise SoundError(f"{recording.path}: {recording.id} is not wholly translated yet; translate it, then record it")
    count = len(scripts[recording.id].sentences)
    if recording.marks and len(recording.marks) != count:
        told = f"{count} sentences, its list {len(recording.marks)} marks"
        raise SoundError(f"{recording.path}: {recording.id} has {told}")


def _make(staging: Path, script: Script, recording: Recording, by: str, voice: Voice, at: date) -> Clip:
    for ceiling, application in sound.ATTEMPTS:
        cleaned = sound.clean(recording.path, ceiling)
        sound.write_ogg(cleaned, staging / f"{script.id}.ogg", application)
        sound.write_m4a(cleaned, staging / f"{script.id}.m4a")
        made = [sound.examine(staging / f"{script.id}.{ending}") for ending in ENDINGS]
        if max(facts.loudness.peak for facts in made) <= _PEAK:
            break
    return Clip(
        id=script.id,
        text=script.text,
        voice=voice,
        by=by,
        at=at.isoformat(),
        seconds=cleaned.seconds,
        marks=tuple(round(max(0.0, mark - cleaned.cut), 1) for mark in recording.marks),
        sums={ending: _sum(staging / f"{script.id}.{ending}") for ending in ENDINGS},
    )


def _is_whole(folder: Path, clip: Clip, ending: str) -> bool:
    path = folder / f"{clip.id}.{ending}"
    return path.is_file() and _sum(path) == clip.sums[ending]


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _faults(path: Path, clip: Clip, ending: str) -> list[tuple[str, str]]:
    again = "import the recording again"
    if not path.is_file():
        return [("clip-absent", f"the ledger names this file, but it is not there; {again}")]
    if _sum(path) != clip.sums[ending]:
        return [("clip-changed", f"these are not the bytes that were imported; {again}")]
    try:
        facts = sound.examine(path)
    except SoundError as error:
        return [("clip-broken", f"{error}; {again}")]
    level, peak = facts.loudness.integrated, facts.loudness.peak
    checks = {
        "clip-codec": (facts.codec, facts.channels) == (_CODECS[ending], 1),
        "clip-length": abs(facts.seconds - clip.seconds) <= _LONGER_BY,
        "clip-loudness": abs(level - sound.LOUDNESS) <= _LOUDER_BY and peak <= _PEAK,
        "clip-metadata": not facts.metadata,
    }
    told = {
        "clip-codec": f"this is {facts.codec} with {facts.channels} channels",
        "clip-length": f"{facts.seconds} seconds long, the ledger says {clip.seconds}",
        "clip-loudness": f"loudness {level} LUFS, peak {peak} dBFS; wanted are {sound.LOUDNESS} and {sound.PEAK}",
        "clip-metadata": f"it carries {', '.join(facts.metadata)}, which may name somebody",
    }
    return [(rule, f"{told[rule]}; {again}") for rule, is_good in checks.items() if not is_good]
