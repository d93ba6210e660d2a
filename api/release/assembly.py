"""Putting a release together from its portions: its id is written into every page, and its manifest is drawn up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from api import __version__
from api.i18n.locales import Locale
from api.release.model import PackList, Portion, Release, ServedFile, codings, sha256
from api.release.pack import SHELL
from api.release.stamping import stamped


def put_together(release_id: str, portions: Sequence[Portion], offered: Iterable[Locale]) -> Release:
    """Return the release that these portions make."""
    files = closed(portions, release_id)
    return Release(release_id, files, _manifest(release_id, portions, offered, files), tuple(portions))


def closed(portions: Iterable[Portion], release_id: str) -> dict[str, ServedFile]:
    """Return all files by their addresses, with the id of the release written in."""
    return {file.path: file for portion in portions for file in _closed(portion, release_id)}


def _closed(portion: Portion, release_id: str) -> Iterator[ServedFile]:
    for path, file in portion.files.items():
        if path not in portion.stamped:
            yield file
            continue
        bodies = stamped(file.bodies, release_id)
        whole = bodies if len(bodies) > 1 else codings(bodies["identity"], file.headers["content-type"])
        yield replace(file, bodies=whole)


def _manifest(
    release_id: str, portions: Sequence[Portion], offered: Iterable[Locale], files: dict[str, ServedFile]
) -> dict[str, Any]:
    packs = {listed.name: listed for portion in portions for listed in portion.packs}
    languages = {}
    for locale in offered:
        own = [name for name in packs if name.startswith(f"{locale.tag}/")]
        languages[locale.tag] = {
            "name": locale.endonym,
            "dir": locale.direction,
            **_listing([packs[SHELL], packs[locale.tag]], files),
            "optional": {name: _listing([packs[name]], files) for name in own},
        }
    return {"release": release_id, "version": __version__, "languages": languages}


def _listing(packs: Sequence[PackList], files: dict[str, ServedFile]) -> dict[str, Any]:
    """Return the pages that these packs carry, and what fetching the packs takes."""
    bundles = (url for listed in packs for url in listed.bundles)
    own = [files[url] for url in (*(listed.head for listed in packs), *bundles)]
    return {
        "pages": [_listed(files[url]) for listed in packs for url in listed.pages],
        "pack": [_listed(file) for file in own],
        "sizes": {
            "raw": sum(file.size("identity") for file in own),
            "gzip": sum(file.size("gzip") for file in own),
            "brotli": sum(file.size("br") for file in own),
        },
    }


def _listed(file: ServedFile) -> dict[str, Any]:
    return {"path": file.path, "bytes": len(file.body), "sha256": sha256(file.body)}
