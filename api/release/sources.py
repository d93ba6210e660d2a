"""Everything a release is made from, read once; and the ids that follow from it."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from api.content.checks import check_programme
from api.content.expiry import EXPIRED
from api.content.loader import load_programme
from api.content.messages import iter_messages
from api.content.models import Programme
from api.content.texts import Message
from api.content.wordlists import load_wordlists
from api.errors import BuildError, ContentError, Finding
from api.i18n.catalogs import Catalog, load_catalog
from api.i18n.locales import Locale, LocaleRegistry
from api.narration.clips import offered as offered_clips
from api.narration.ledger import ENDINGS, Clip, narration_folder
from api.narration.script import scripts
from api.release.pictures import scene_ids
from api.settings import PACKAGE, Settings
from api.translation.extract import InterfaceMessage, extract_interface

_INPUTS = ("content", "locales", "pwa/templates", "pwa/pictures", "pwa/icons", "pwa/dist")
_IN_FOLDER = 2
_SKIPPED = {".pyc", ".pot", ".md"}
# Another version of these writes other bytes from the same sources: other names of months, another compression.
_MAKERS = ("babel", "brotli", "jinja2", "markupsafe", "segno")

# Id → (domain, source message).
Messages = dict[str, tuple[str, Message | InterfaceMessage]]


@dataclass(frozen=True)
class Recorded:
    """A clip that says today's words of its step, with the bytes of its files by their endings."""

    clip: Clip
    bodies: Mapping[str, bytes]


@dataclass(frozen=True)
class Sources:
    """Content, catalogues and built front end, loaded and checked; `voices` are the clips of each language."""

    fingerprints: "Fingerprints"
    programme: Programme
    registry: LocaleRegistry
    offered: tuple[Locale, ...]
    catalogs: Mapping[str, Catalog]
    wordlists: Mapping[str, tuple[str, ...]]
    pwa_dir: Path
    warnings: tuple[Finding, ...]
    public_url: str = ""
    voices: Mapping[str, Mapping[str, Recorded]] = field(default_factory=dict)


class Fingerprints(NamedTuple):
    """Hexadecimal digits over what is read: the release's id, and for each language what its pages depend on."""

    release: str
    languages: Mapping[str, str]


def fingerprints(settings: Settings, today: date) -> Fingerprints:
    """Sum up every input, and how much of it has expired.

    Catalogues of a language that is not offered are no input: a phone is not told of a new release because of them.
    """
    registry = LocaleRegistry.load(settings.locales_dir / "locales.toml")
    offered = {locale.folder: hashlib.sha256() for locale in registry.offered}
    shared = hashlib.sha256(b"pseudo" if settings.pseudo_locales else b"")
    shared.update(f"{settings.default_language} {settings.public_url}".encode())
    shared.update(" ".join(version(name) for name in _MAKERS).encode())
    shared.update(str(_expired_count(settings.content_dir, today)).encode())
    for root, path in _input_files(settings):
        place = path.relative_to(root)
        folder = place.parts[1] if place.parts[0] == "locales" and len(place.parts) > _IN_FOLDER else None
        digest = shared if folder is None else offered.get(folder)
        if digest is not None:
            digest.update(place.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    everything = shared.copy()
    for one in offered.values():
        everything.update(one.digest())
    languages = {}
    for locale in (*registry.offered, *registry.pseudo):
        own = shared.copy()
        own.update(locale.tag.encode() + (offered[locale.folder].digest() if locale.folder in offered else b""))
        languages[locale.tag] = own.hexdigest()
    return Fingerprints(everything.hexdigest()[:12], languages)


def load_sources(settings: Settings, today: date) -> Sources:
    """Load and check all inputs.

    Raises:
        ContentError: the authored content is broken; nothing can be served.
        BuildError: the front end was not built.

    """
    if not (settings.pwa_dir / "dist" / "build.json").is_file():
        raise BuildError(f"{settings.pwa_dir / 'dist'}: the front end is not built; run `make build`")
    programme = load_programme(settings.content_dir)
    findings = check_programme(programme, today=today, known_pictures=known_pictures(settings.pwa_dir))
    errors = [finding for finding in findings if finding.severity == "error" and finding.rule not in EXPIRED]
    if errors:
        raise ContentError(errors)
    registry = LocaleRegistry.load(settings.locales_dir / "locales.toml")
    offered = (*registry.offered, *(registry.pseudo if settings.pseudo_locales else ()))
    messages = all_messages(programme, settings.pwa_dir)
    catalogs = {locale.tag: load_catalog(settings.locales_dir, locale, messages) for locale in offered}
    return Sources(
        fingerprints=fingerprints(settings, today),
        programme=programme,
        registry=registry,
        offered=offered,
        catalogs=catalogs,
        wordlists=load_wordlists(settings.content_dir / "wordlists"),
        pwa_dir=settings.pwa_dir,
        public_url=settings.public_url,
        warnings=(*findings, *(finding for catalog in catalogs.values() for finding in catalog.findings)),
        voices={locale.tag: _recorded(settings, programme, locale, catalogs[locale.tag]) for locale in offered},
    )


def _recorded(settings: Settings, programme: Programme, locale: Locale, catalog: Catalog) -> dict[str, Recorded]:
    folder = narration_folder(settings.locales_dir, locale.folder)
    if not folder.is_dir():
        return {}
    said = {script.id: script for script in scripts(programme, catalog)}
    clips = offered_clips(folder, said)
    return {
        name: Recorded(clip, {ending: (folder / f"{name}.{ending}").read_bytes() for ending in ENDINGS})
        for name, clip in clips.items()
    }


def all_messages(programme: Programme, pwa_dir: Path) -> Messages:
    """Return id → (domain, source message) for content and interface."""
    found: Messages = {}
    for domain, message in iter_messages(programme):
        found[message.id] = (domain, message)
    for interface in extract_interface(pwa_dir / "templates"):
        found[interface.id] = ("ui", interface)
    return found


def messages_by_domain(messages: Messages) -> dict[str, list[Message | InterfaceMessage]]:
    """Return domain → its source messages, in content order."""
    grouped: dict[str, list[Message | InterfaceMessage]] = {}
    for domain, message in messages.values():
        grouped.setdefault(domain, []).append(message)
    return grouped


def known_pictures(pwa_dir: Path) -> set[str]:
    """Return the ids of the scenes that are drawn."""
    return set(scene_ids(pwa_dir / "pictures"))


def _input_files(settings: Settings) -> Iterator[tuple[Path, Path]]:
    for folder in _INPUTS:
        for path in sorted((settings.source_dir / folder).rglob("*")):
            if path.is_file() and path.suffix not in _SKIPPED:
                yield settings.source_dir, path
    for path in sorted(PACKAGE.rglob("*.py")):
        yield PACKAGE, path


def _expired_count(content_dir: Path, today: date) -> int:
    files = (path for folder in ("services", "rights") for path in sorted((content_dir / folder).glob("*.toml")))
    texts = (path.read_text("utf-8") for path in files)
    days = (day for text in texts for day in re.findall(r"^expires_on\s*=\s*(\d{4}-\d\d-\d\d)", text, re.MULTILINE))
    return sum(1 for day in days if day < today.isoformat())
