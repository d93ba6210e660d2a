"""Recorded voices in a release: under which names their files are served, and what a page says of a clip."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.content.kinds import Step
from api.content.models import Exercise, Programme, Session, Unit
from api.narration.ledger import Clip
from api.narration.script import clip_id
from api.release.sources import Recorded
from api.release.views import pack_name


@dataclass(frozen=True)
class ClipView:
    """What a page says of one clip: its address without the ending, who speaks, and when each sentence begins."""

    stem: str
    voice: str
    marks: str


@dataclass(frozen=True)
class VoicePack:
    """The recordings of one session with its exercises, or with `session` "" those of the pages beside the programme.

    A phone keeps one of two packs, `names`: Opus, or AAC where it cannot play that. `files` are the logical names of
    what is in each.
    """

    session: str
    names: tuple[str, str]
    files: tuple[tuple[str, ...], tuple[str, ...]]


def voice_packs(programme: Programme, tag: str, ids: Sequence[str] | Mapping[str, object]) -> list[VoicePack]:
    """Return the voice packs of a language that has these clips, in the order of the programme."""
    codes = {session.slug: session.code for session in programme.sessions}
    grouped: dict[str, list[tuple[Unit, Step]]] = {}
    for unit in programme.units:
        own = [(unit, step) for step in unit.steps if clip_id(unit, step) in ids]
        if own:
            grouped.setdefault(_session_of(unit, codes), []).extend(own)
    return [
        VoicePack(
            session=session,
            names=_pack_names(tag, session or _BESIDE),
            files=(_files(tag, own, "ogg"), _files(tag, own, "m4a")),
        )
        for session, own in grouped.items()
    ]


# No session has this code: it is that of the page about the programme.
_BESIDE = "i"


def _session_of(unit: Unit, codes: Mapping[str, str]) -> str:
    if isinstance(unit, Session):
        return unit.code
    return codes[unit.session] if isinstance(unit, Exercise) else ""


def _pack_names(tag: str, code: str) -> tuple[str, str]:
    return pack_name(tag, f"voice/{code}"), pack_name(tag, f"voice/{code}-m4a")


def _files(tag: str, own: Sequence[tuple[Unit, Step]], ending: str) -> tuple[str, ...]:
    return tuple(asset_name(tag, unit, step, ending) for unit, step in own)


def asset_name(tag: str, unit: Unit, step: Step, ending: str) -> str:
    """Return the logical name of a clip's file; its address has the neutral code of the page, not the unit's name."""
    return f"voice/{tag}/{unit.code}.{step.id}.{ending}"


def voice_files(programme: Programme, tag: str, recorded: Mapping[str, Recorded]) -> Iterator[tuple[str, bytes, bytes]]:
    """Tell the logical name and bytes of every file, and what its address is made from: both files of its clip."""
    for unit in programme.units:
        for step in unit.steps:
            if found := recorded.get(clip_id(unit, step)):
                stamp = b"".join(found.bodies.values())
                for ending, body in found.bodies.items():
                    yield asset_name(tag, unit, step, ending), body, stamp


def clip_view(
    tag: str, unit: Unit, step: Step, clips: Mapping[str, Clip], assets: Mapping[str, str]
) -> ClipView | None:
    """Return what a page says of the clip of a step, where it has one."""
    clip = clips.get(clip_id(unit, step))
    if clip is None:
        return None
    stem = assets[asset_name(tag, unit, step, "ogg")].removesuffix(".ogg")
    return ClipView(stem, clip.voice, " ".join(f"{mark:g}" for mark in clip.marks))
