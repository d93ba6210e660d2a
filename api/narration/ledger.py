"""The list beside the clips of one unit: which words each clip says, who speaks, and the sums of its files.

One JSON line a clip in `locales/<folder>/narration/<unit>.jsonl`; the clips stand beside it, named by their ids.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args

from api.errors import Finding

# The files of a clip: Opus for nearly every phone, AAC for an iPhone before iOS 18.4.
ENDINGS = ("ogg", "m4a")
Voice = Literal["person", "computer"]
VOICES: tuple[Voice, ...] = get_args(Voice)


@dataclass(frozen=True)
class Clip:
    """One recording. `text` is the sum of the words it says, `marks` the second at which each sentence begins."""

    id: str
    text: str
    voice: Voice
    by: str
    at: str
    seconds: float
    marks: tuple[float, ...]
    sums: Mapping[str, str]


def narration_folder(locales_dir: Path, folder: str) -> Path:
    """Tell where the clips of a language stand."""
    return locales_dir / folder / "narration"


def read_ledgers(folder: Path) -> tuple[dict[str, Clip], list[Finding]]:
    """Read all clips of a language by id; of two lines about one clip the later one counts, a torn one is told."""
    clips: dict[str, Clip] = {}
    findings = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            try:
                clip = _clip(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError):
                message = "this line about a clip cannot be read; remove it and import the recording again"
                findings.append(Finding(path, number, "torn-ledger", message))
            else:
                clips[clip.id] = clip
    return clips, findings


def write_ledger(folder: Path, unit: str, clips: Iterable[Clip]) -> None:
    """Write the list of one unit, in the order of the ids, whole or not at all."""
    path = folder / f"{unit}.jsonl"
    rows = [json.dumps(asdict(clip), ensure_ascii=False, separators=(",", ":")) for clip in _ordered(clips)]
    part = path.with_suffix(".part")
    part.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    part.replace(path)


def _ordered(clips: Iterable[Clip]) -> list[Clip]:
    return sorted(clips, key=lambda clip: clip.id)


def _clip(row: dict[str, object]) -> Clip:
    voice = row["voice"]
    sums, marks = row["sums"], row["marks"]
    if voice not in VOICES or not isinstance(sums, dict) or not isinstance(marks, list) or set(sums) != set(ENDINGS):
        raise ValueError(voice)
    texts = {key: str(row[key]) for key in ("id", "text", "by", "at")}
    seconds = float(str(row["seconds"]))
    return Clip(**texts, voice=voice, seconds=seconds, marks=tuple(map(float, marks)), sums=sums)
