"""Recordings made on the spot: tones that swell like syllables, in every container a browser records."""

from pathlib import Path

import av

# Container → (format, codec, sample rate).
KINDS = {
    "wav": ("wav", "pcm_s16le", 44_100),
    "webm": ("webm", "libopus", 48_000),
    "mp4": ("mp4", "aac", 44_100),
    "ogg": ("ogg", "libopus", 48_000),
}
# A voice's pitch and overtones, swelling three times a second; quiet at the beginning and at the end.
_VOICE = "{level}*between(t,{start},{end})*(0.6+0.4*sin(19*t))*(sin(880*t)+0.5*sin(1760*t)+0.3*sin(3900*t))"


def record(
    path: Path, seconds: float = 3.0, *, level: float = 0.1, quiet: float = 0.5, metadata: dict[str, str] | None = None
) -> Path:
    """Write a recording of a kind told by the ending; `quiet` seconds of silence stand before and after the voice."""
    kind, codec, rate = KINDS[path.suffix[1:]]
    voice = _VOICE.format(level=level, start=quiet, end=seconds - quiet)
    graph = av.filter.Graph()
    last = graph.add("aevalsrc", f"exprs='{voice}':duration={seconds}:sample_rate={rate}")
    for name in ("aformat=channel_layouts=mono", "abuffersink"):
        name, _, options = name.partition("=")  # noqa: PLW2901 - a filter and its options
        link = graph.add(name, options) if options else graph.add(name)
        last.link_to(link)
        last = link
    graph.configure()
    with av.open(str(path), "w", format=kind) as container:
        container.metadata.update(metadata or {})
        stream = container.add_stream(codec, rate=rate, layout="mono")
        while True:
            try:
                frame = graph.pull()
            except (av.EOFError, av.BlockingIOError):
                break
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def film(path: Path) -> Path:
    """Write a film without sound."""
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        for _ in range(5):
            container.mux(stream.encode(av.VideoFrame(32, 32, "yuv420p")))
        container.mux(stream.encode(None))
    return path
