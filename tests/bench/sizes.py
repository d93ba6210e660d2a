"""What a visit and a kept language cost, in bytes as they go over the wire (brotli)."""

import json
import re
from pathlib import Path

import brotli

from api.content.loader import HELPERS
from api.release.model import Release, ServedFile
from tests.bench.table import Row, kilobytes
from tests.bench.words import words_of

# Recordings are fetched when somebody wants to hear them, not with the page.
_ASSET = re.compile(r'(?:src|href)="(/a/[^"]+)(?<!\.ogg)(?<!\.m4a)"')


def size_rows(release: Release, locales_dir: Path) -> list[Row]:
    """Return the size targets of `docs/performance.md`, the worst page first."""
    rows = [_worst_page(release), _worst_cold_load(release), *_scripts(release)]
    for number, (tag, language) in enumerate(release.manifest["languages"].items()):
        rows.append(_pack(release, tag, language, first=number == 0))
        rows.append(_text_against_floor(release, tag, language))
        rows += [_optional(name, row["sizes"]["brotli"]) for name, row in language["optional"].items()]
    return [*rows, *_recordings(locales_dir)]


def _pages(release: Release) -> dict[str, ServedFile]:
    return {path: file for path, file in release.files.items() if path.endswith("/") and path != "/"}


def _worst_page(release: Release) -> Row:
    pages = _pages(release)
    path = max(pages, key=lambda name: pages[name].size("br"))
    size = pages[path].size("br")
    return Row(f"HTML + CSS to read the largest page ({path})", kilobytes(size), "≤ 13 KB", met=size <= 13_000)


def _worst_cold_load(release: Release) -> Row:
    loads = {}
    for path, file in _pages(release).items():
        assets = {url for url in _ASSET.findall(file.body.decode()) if url in release.files}
        loads[path] = file.size("br") + sum(release.files[url].size("br") for url in assets)
    path = max(loads, key=loads.__getitem__)
    what = f"everything the heaviest page loads cold ({path}, all its pictures)"
    return Row(what, kilobytes(loads[path]), "≤ 50 KB", met=loads[path] <= 50_000, baseline="Starlight 52 KB")


def _scripts(release: Release) -> list[Row]:
    def size(pattern: str) -> int:
        return sum(file.size("gzip") for path, file in release.files.items() if re.fullmatch(pattern, path))

    style, worker, every = size(r"/a/style\..*\.css"), size(r"/sw\.js"), size(r"/a/.*\.js")
    kept = sum(release.files[url].size("gzip") for url in _kept_scripts(release))
    scripts = [(sum(release.files[url].size("gzip") for url in _script_of(text)), text) for text in _reading(release)]
    script = max(weight for weight, text in scripts if "<work-sheet" not in text)
    sheets = max(weight for weight, text in scripts if "<work-sheet" in text)
    return [
        Row("script of a reading page, gzip", kilobytes(script), "≤ 15 KB", met=script <= 15_000),
        Row("script of a page with sheets, gzip", kilobytes(sheets), "≤ 18 KB", met=sheets <= 18_000),
        Row("all scripts, by Keep with the second part, gzip", kilobytes(kept), "≤ 40 KB", met=kept <= 40_000),
        Row("all scripts, one by one without Keep, gzip", kilobytes(every), ""),
        Row("style sheet, gzip", kilobytes(style), "≤ 12 KB", met=style <= 12_000),
        Row("worker, gzip", kilobytes(worker), "≤ 4 KB", met=worker <= 4_000),
    ]


def _kept_scripts(release: Release) -> set[str]:
    """Return the addresses that carry scripts to a participant's phone which keeps a language with its second part."""
    tag, language = next(iter(release.manifest["languages"].items()))
    optional = [pack for name, pack in language["optional"].items() if name != f"{tag}/{HELPERS}"]
    listed = [row["path"] for pack in (language, *optional) for row in pack["pack"]]
    return {path for path in listed if path.endswith(".js") or path.startswith("/a/shell-scripts.")}


def _reading(release: Release) -> list[str]:
    """Return the text of each session, exercise and page of information."""
    texts = [file.body.decode() for file in _pages(release).values()]
    beside = "home|languages|options|kept|log|share|leave|second|check|forward|days"
    for_helpers = "helpers|desk|guide|danger|script|group|contacts"
    return [text for text in texts if not re.search(f'data-page="({beside}|{for_helpers})"', text)]


def _script_of(page: str) -> set[str]:
    return set(re.findall(r'(?:src|rel="modulepreload" href)="(/a/[^"]+\.js)"', page))


def _pack(release: Release, tag: str, language: dict, *, first: bool) -> Row:  # type: ignore[type-arg]
    own = [release.files[row["path"]] for row in language["pack"]]
    text = sum(file.size("br") for file in own if _is_of(tag, file.path))
    if first:
        whole = sum(file.size("br") for file in own)
        return Row(f"whole programme kept, first language ({tag})", kilobytes(whole), "≤ 250 KB", met=whole <= 250_000)
    return Row(f"a further language ({tag})", kilobytes(text), "≤ 70 KB", met=text <= 70_000)


def _optional(name: str, size: int) -> Row:
    if "/voice/" in name:
        return Row(f"recordings of a session ({name})", kilobytes(size), "its size stands before the tap")
    return Row(f"an optional part by itself ({name})", kilobytes(size), "≤ 70 KB", met=size <= 70_000)


def _recordings(locales_dir: Path) -> list[Row]:
    """Return what a minute of all recordings weighs in each of the two kinds of file."""
    ledgers = sorted(locales_dir.glob("*/narration/*.jsonl"))
    clips = [json.loads(line) | {"folder": path.parent} for path in ledgers for line in path.read_text().splitlines()]
    minutes = sum(clip["seconds"] for clip in clips) / 60
    rows = []
    for kind in ("ogg", "m4a") if clips else ():
        rate = sum((clip["folder"] / f"{clip['id']}.{kind}").stat().st_size for clip in clips) / minutes
        what = f"a minute of recordings ({kind}, {minutes:.1f} minutes in all)"
        rows.append(Row(what, kilobytes(rate), "≤ 130 KB", met=rate <= 130_000))
    return rows


def _is_of(tag: str, path: str) -> bool:
    return path.startswith((f"/a/{tag}-", f"/a/{tag}."))


def _text_against_floor(release: Release, tag: str, language: dict) -> Row:  # type: ignore[type-arg]
    """Compare a language's head and bundles with all its words in one solid brotli file.

    The words for passphrases are words of the language too, though no page shows them all.
    """
    own = [release.files[row["path"]] for row in language["pack"] if _is_of(tag, row["path"])]
    size = sum(file.size("br") for file in own)
    pages = [release.files[row["path"]] for row in language["pages"] if row["path"].endswith("/")]
    said = [word for file in pages for word in words_of(file.body.decode())]
    words = "\n".join(said + _wordlist(release, tag))
    floor = len(brotli.compress(words.encode(), quality=11))
    ratio = size / floor
    return Row(
        f"text of {tag} against its solid floor", f"{ratio:.2f}×", "≤ 2×", met=ratio <= 2, baseline=kilobytes(floor)
    )


def _wordlist(release: Release, tag: str) -> list[str]:
    """Return the words that passphrases are made of: the one file of the language that is a text."""
    data = [json.loads(file.body) for path, file in release.files.items() if re.fullmatch(rf"/a/{tag}\..*\.json", path)]
    return [listed for listed in data if isinstance(listed, str)]
