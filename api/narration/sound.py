"""Recordings in, clips out, through PyAV: every container a browser records, one loudness, two small files."""

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.errors import SoundError

# A step is at most three sentences and its own quiet; what is longer is another recording.
MAX_SECONDS = 300
MIN_SECONDS = 0.5
# EBU R 128 measure of speech on phones, and the peak that codecs may overshoot.
LOUDNESS, PEAK = -16.0, -1.5
# So much loudness the codecs lose.
_LOST = 0.6
_CLOSE = 0.2
_TRIES = 12
_SILENT = -55.0
_RATE = 48_000
_FORMAT = ("aformat", f"sample_fmts=flt:sample_rates={_RATE}:channel_layouts=mono")
# Below 80 Hz a phone records only its own handling.
_HIGHPASS = ("highpass", "f=80")
_TRIM = ("silenceremove", "start_periods=1:start_threshold=-45dB:start_silence=0.1")
_BACK = ("areverse", "")
# Loud syllables come nearer to the soft ones; a small loudspeaker in a kitchen has no room for both.
_EVEN = ("acompressor", "threshold=0.05:ratio=4:attack=5:release=120")
# Samples stay 3 dB under the promised peak; where Opus swings over it all the same, it goes without its speech model.
ATTEMPTS = ((0.58, "voip"), (0.5, "audio"), (0.58, "lowdelay"))
_OF_THE_FILE = ("movflags",)
_OGG = {"frame_duration": "60", "vbr": "on"}

Filter = tuple[str, str]


@dataclass(frozen=True)
class Loudness:
    """Integrated loudness in LUFS and the true peak in dBFS."""

    integrated: float
    peak: float


@dataclass(frozen=True)
class Facts:
    """What a finished file says of itself."""

    codec: str
    channels: int
    seconds: float
    loudness: Loudness
    metadata: tuple[str, ...]


@dataclass(frozen=True)
class Sound:
    """A cleaned recording, ready to be written: its frames, its length, and what was cut off at its beginning."""

    frames: list[Any]
    seconds: float
    cut: float


def clean(path: Path, ceiling: float = ATTEMPTS[0][0]) -> Sound:
    """Read a recording, take off rumble and the silence at both ends, bring it to the common loudness.

    No sample is above `ceiling`, where 1 is the most there can be.

    Raises:
        SoundError: no sound in it, broken, silent, or too long; says which in a sentence.

    """
    raw = list(_filtered(_decoded(path), [_FORMAT, _HIGHPASS]))
    level = _loudness(raw).integrated
    if level < _SILENT:
        raise SoundError(f"{path}: there is only silence in this recording; record it again, nearer to the phone")
    even = list(_filtered(raw, [_volume(LOUDNESS - level), _EVEN]))
    begun = list(_filtered(even, [_TRIM]))
    voice = list(_filtered(begun, [_BACK, _TRIM, _BACK]))
    if _seconds(voice) < MIN_SECONDS:
        raise SoundError(f"{path}: the recording is shorter than {MIN_SECONDS} seconds; record the whole step")
    limit = ("alimiter", f"limit={ceiling}:level=disabled:attack=3:release=60")
    gain = 0.0
    for _ in range(_TRIES):
        frames = list(_filtered(voice, [_volume(gain), limit]))
        lacking = LOUDNESS + _LOST - _loudness(frames).integrated
        if abs(lacking) <= _CLOSE:
            break
        gain += lacking
    return Sound(frames, round(_seconds(frames), 2), _seconds(even) - _seconds(begun))


def write_ogg(sound: Sound, path: Path, application: str = ATTEMPTS[0][1]) -> None:
    """Write Opus in Ogg, 16 kbit/s mono, frames of 60 ms: about 110 KB a minute."""
    _write(sound, path, "ogg", "libopus", 16_000, _RATE, {**_OGG, "application": application})


def write_m4a(sound: Sound, path: Path) -> None:
    """Write AAC in M4A, 12 kbit/s mono: about 120 KB a minute, for phones without Opus."""
    _write(sound, path, "ipod", "aac", 12_000, 16_000, {"movflags": "+faststart"})


def examine(path: Path) -> Facts:
    """Tell the codec, length, loudness and metadata of a finished file.

    Raises:
        SoundError: it cannot be read.

    """
    av = _library()
    frames = list(_filtered(_decoded(path), [_FORMAT]))
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        # What every file of its kind says of itself; everything else could name a person, a place or a device.
        told = {**container.metadata, **stream.metadata}
        named = sorted(key for key, value in told.items() if (key, value) not in _OF_THE_FORMAT and key not in _BRANDS)
        codec, channels = stream.codec_context.name, stream.codec_context.channels
    return Facts(codec, channels, round(_seconds(frames), 2), _loudness(frames), tuple(named))


_BRANDS = ("major_brand", "minor_version", "compatible_brands")
_OF_THE_FORMAT = (
    ("language", "und"),
    ("handler_name", "SoundHandler"),
    ("vendor_id", "[0][0][0][0]"),
    ("encoder", "Lavf"),
    ("encoder", "Lavc libopus"),
)


def _library() -> Any:
    try:
        return importlib.import_module("av")
    except ModuleNotFoundError:
        raise SoundError(
            "Recordings need one more package, PyAV. Install it with\n"
            "    .venv/bin/python -m pip install --require-hashes -r requirements-audio.txt\n"
            "or, where Pauza came as a package, with: pip install 'pauza[audio]'"
        ) from None


def _decoded(path: Path) -> Iterator[Any]:
    av = _library()
    if not path.is_file():
        raise SoundError(f"{path}: there is no such file")
    samples = 0
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise SoundError(f"{path}: there is no sound in this file")
            for frame in container.decode(container.streams.audio[0]):
                samples += frame.samples
                if samples > MAX_SECONDS * frame.sample_rate:
                    raise SoundError(f"{path}: longer than {MAX_SECONDS // 60} minutes; a clip speaks one step")
                yield frame
    except av.FFmpegError as error:
        raise SoundError(f"{path}: this is no sound file, or it is broken ({error.strerror})") from None
    if not samples:
        raise SoundError(f"{path}: there is no sound in this file")


def _filtered(frames: Iterable[Any], chain: Sequence[Filter]) -> Iterator[Any]:
    """Send frames through a chain of filters."""
    av = _library()
    graph = None
    for frame in frames:
        if graph is None:
            graph = _graph(frame, chain)
        graph.push(frame)
        yield from _pulled(av, graph)
    if graph is not None:
        graph.push(None)
        yield from _pulled(av, graph)


def _graph(frame: Any, chain: Sequence[Filter]) -> Any:
    graph = _library().filter.Graph()
    last = graph.add_abuffer(
        sample_rate=frame.sample_rate,
        format=frame.format.name,
        layout=frame.layout.name,
        time_base=frame.time_base,
    )
    for name, options in (*chain, ("abuffersink", "")):
        link = graph.add(name, options) if options else graph.add(name)
        last.link_to(link)
        last = link
    graph.configure()
    return graph


def _pulled(av: Any, graph: Any) -> Iterator[Any]:
    while True:
        try:
            yield graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return


def _volume(gain: float) -> Filter:
    return ("volume", f"{gain:.2f}dB")


def _seconds(frames: Iterable[Any]) -> float:
    samples: int = sum(frame.samples for frame in frames)
    return samples / _RATE


def _loudness(frames: Iterable[Any]) -> Loudness:
    """Measure by EBU R 128; the filter tells it only in its log, when it is taken down."""
    logging = _library().logging
    before = logging.get_level()
    logging.set_level(logging.INFO)
    try:
        with logging.Capture(local=True) as lines:
            for _ in _filtered(frames, [("ebur128", "peak=true:framelog=quiet")]):
                pass
    finally:
        logging.set_level(before)
    told = "".join(text for _, name, text in lines if name == "ebur128")
    return Loudness(_number(r"I:\s+(\S+) LUFS", told), _number(r"Peak:\s+(\S+) dBFS", told))


def _number(pattern: str, told: str) -> float:
    found = re.findall(pattern, told)
    return float(found[-1]) if found else float("-inf")


def _write(sound: Sound, path: Path, kind: str, codec: str, bits: int, rate: int, options: dict[str, str]) -> None:
    av = _library()
    # "bitexact" writes no name and version of a program, so that the same recording gives the same bytes.
    of_the_file = {key: value for key, value in options.items() if key in _OF_THE_FILE}
    of_the_codec = {key: value for key, value in options.items() if key not in _OF_THE_FILE}
    with av.open(str(path), "w", format=kind, options={"fflags": "+bitexact", **of_the_file}) as container:
        stream = container.add_stream(codec, rate=rate, layout="mono", options={**of_the_codec, "flags": "+bitexact"})
        stream.bit_rate = bits
        rated = ("aformat", f"sample_rates={rate}:channel_layouts=mono")
        for frame in _filtered(sound.frames, [rated]):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
