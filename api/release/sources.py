"""Everything a release is made from, read once; and the ids that follow from it."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from api.content.checks import check_programme
from api.content.expiry import EXPIRED
from api.content.loader import load_programme
from api.content.messages import iter_messages
from api.content.models import Programme
from api.content.organisation import Organisation, read_organisation
from api.content.texts import Message
from api.content.wordlists import load_wordlists
from api.errors import BuildError, ContentError, Finding
from api.i18n.catalogs import Catalog, rules_of
from api.i18n.locales import Locale, LocaleRegistry
from api.narration.clips import offered as offered_clips
from api.narration.ledger import ENDINGS, Clip, narration_folder
from api.narration.script import scripts
from api.release.memo import Memo
from api.release.overlay import check_overlay, faults_of_words, with_own_words
from api.release.pictures import scene_ids
from api.release.tongues import Tongue
from api.release.words import Catalogs, Messages
from api.settings import PACKAGE, Settings
from api.translation.extract import InterfaceMessage, extract_interface

_INPUTS = ("content", "locales", "pwa/templates", "pwa/pictures", "pwa/icons", "pwa/dist")
_IN_FOLDER = 2
_BESIDE = "workbench"
# Folders of ours from which nothing goes into a page: phones must not be told of a new release because of them.
_TRANSLATORS = frozenset({"workbench", "migrations"})
_SKIPPED = {".pyc", ".pot", ".md"}
# Another version of these writes other bytes from the same sources: other names of months, another compression.
_MAKERS = ("babel", "brotli", "jinja2", "markupsafe", "segno")

_Hash = Any  # hashlib's type has no name of its own at run time


@dataclass(frozen=True)
class Recorded:
    """A clip that says today's words of its step, with the bytes of its files by their endings."""

    clip: Clip
    bodies: Mapping[str, bytes]


@dataclass(frozen=True)
class Sources:
    """Content, catalogues and built front end, loaded and checked.

    `voices` are the clips of each language, `tongues` tell how far each is translated; `memo` knows results of slow
    steps from an earlier time.
    """

    fingerprints: "Fingerprints"
    programme: Programme
    registry: LocaleRegistry
    offered: tuple[Locale, ...]
    catalogs: Mapping[str, Catalog]
    wordlists: Mapping[str, tuple[str, ...]]
    pwa_dir: Path
    warnings: tuple[Finding, ...]
    public_url: str = ""
    organisation: Organisation | None = None
    memo: Memo = field(default_factory=Memo)
    voices: Mapping[str, Mapping[str, Recorded]] = field(default_factory=dict)
    tongues: Mapping[str, Tongue] = field(default_factory=dict)


class Fingerprints(NamedTuple):
    """Hexadecimal digests over what is read.

    `release` is the release's id, `shared` is over all but the folders of languages, `pages`, by the tags of
    languages, are over that and their recordings, and `languages` are over that and their words.
    """

    release: str
    shared: str
    pages: Mapping[str, str]
    languages: Mapping[str, str]


def fingerprints(settings: Settings, today: date) -> Fingerprints:
    """Sum up every input, and how much of it has expired.

    Catalogues of a language that is not offered are no input: a phone is not told of a new release because of them.
    """
    registry = LocaleRegistry.load(settings.locales_dir / "locales.toml").only(settings.languages)
    served = _served(registry, settings)
    folders = [one.folder for locale in served for one in (locale, locale.below) if one]
    words, sounds = ({folder: hashlib.sha256() for folder in folders} for _ in range(2))
    shared = hashlib.sha256(b"pseudo" if settings.pseudo_locales else b"")
    told = (
        settings.default_language,
        settings.public_url,
        str(sorted(settings.min_review.items())),
        *(locale.tag for locale in registry.offered),
    )
    shared.update(" ".join(told).encode())
    shared.update(" ".join(version(name) for name in _MAKERS).encode())
    shared.update(str(_expired_count(settings, today)).encode())
    for root, path in _input_files(settings):
        place = path.relative_to(root)
        if digest := _digest_of(place, shared, words, sounds):
            digest.update(place.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for path in sorted(settings.overlay_dir.rglob("*.toml")) if settings.overlay_dir else ():
        shared.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    everything = shared.copy()
    for one in (*words.values(), *sounds.values()):
        everything.update(one.digest())
    pages, languages = (_by_tag(served, shared, folders) for folders in ([sounds], [sounds, words]))
    return Fingerprints(everything.hexdigest()[:12], shared.hexdigest(), pages, languages)


def _digest_of(place: Path, shared: _Hash, words: dict[str, _Hash], sounds: dict[str, _Hash]) -> _Hash:
    if place.parts[0] != "locales" or len(place.parts) <= _IN_FOLDER:
        return shared
    _, folder, kind, *_ = place.parts
    return (sounds if kind == "narration" else words).get(folder)


def _served(registry: LocaleRegistry, settings: Settings) -> tuple[Locale, ...]:
    return (*registry.offered, *(registry.trial if settings.pseudo_locales else ()))


def _by_tag(served: Iterable[Locale], shared: _Hash, inputs: Iterable[dict[str, _Hash]]) -> dict[str, str]:
    found = {}
    for locale in served:
        own = shared.copy()
        own.update(locale.tag.encode())
        for folders, one in product(inputs, (locale, locale.below)):
            own.update(folders[one.folder].digest() if one and one.folder in folders else b"")
        found[locale.tag] = own.hexdigest()
    return found


def load_sources(
    settings: Settings, today: date, memo: Memo | None = None, prints: Fingerprints | None = None
) -> Sources:
    """Load and check all inputs; what `memo` knows is not read and checked again.

    `prints` are their fingerprints, where the caller has them.

    Raises:
        ContentError: the authored content is broken; nothing can be served.
        BuildError: the front end was not built.

    """
    if not (settings.pwa_dir / "dist" / "build.json").is_file():
        raise BuildError(f"{settings.pwa_dir / 'dist'}: the front end is not built; run `make build`")
    prints, memo = prints or fingerprints(settings, today), memo or Memo()
    programme = load_programme(settings.content_dir)
    findings = _checked(settings, programme, today, prints.shared, memo)
    registry = LocaleRegistry.load(settings.locales_dir / "locales.toml").only(settings.languages)
    organisation, ours = read_organisation(settings.overlay_dir) if settings.overlay_dir else None, programme
    if organisation:
        programme = organisation.added_to(programme)
    # A place of ours that is left out has its words still.
    interface = _interface(settings.pwa_dir / "templates", prints.shared, memo)
    messages = messages_of(ours, interface) | messages_of(programme, ())
    if organisation:
        findings += tuple(check_overlay(organisation, ours, messages, registry, today))
    errors = [finding for finding in findings if finding.severity == "error" and finding.rule not in EXPIRED]
    if errors:
        raise ContentError(errors)
    offered = _served(registry, settings)
    catalogs = Catalogs(
        settings, messages, offered, prints.shared, memo, lambda one: with_own_words(one, organisation, messages)[0]
    )
    told = {tag: catalogs.told(tag, prints.languages[tag]) for tag in catalogs}
    own = faults_of_words(organisation, messages, rules_of(settings.locales_dir, offered)) if organisation else []
    return Sources(
        fingerprints=prints,
        programme=programme,
        registry=registry,
        offered=offered,
        catalogs=catalogs,
        wordlists=load_wordlists(settings.content_dir / "wordlists"),
        pwa_dir=settings.pwa_dir,
        public_url=settings.public_url,
        organisation=organisation,
        warnings=(*findings, *own, *(finding for one in told.values() for finding in one.findings)),
        memo=memo,
        voices={locale.tag: _recorded(settings, programme, locale, catalogs) for locale in offered},
        tongues={tag: one.tongue for tag, one in told.items()},
    )


def _checked(settings: Settings, programme: Programme, today: date, shared: str, memo: Memo) -> tuple[Finding, ...]:
    root, fingerprint = settings.source_dir, f"{shared}-{today.isoformat()}"
    rows = memo.recall("checked", fingerprint)
    if rows is None:
        found = check_programme(programme, today=today, known_pictures=known_pictures(settings.pwa_dir))
        memo.keep("checked", fingerprint, [one.as_row(root) for one in found])
        return tuple(found)
    return tuple(Finding.from_row(row, root) for row in rows)


def _recorded(settings: Settings, programme: Programme, locale: Locale, catalogs: Catalogs) -> dict[str, Recorded]:
    folder = narration_folder(settings.locales_dir, locale.folder)
    if not folder.is_dir():
        return {}
    said = {script.id: script for script in scripts(programme, catalogs[locale.tag])}
    clips = offered_clips(folder, said)
    return {
        name: Recorded(clip, {ending: (folder / f"{name}.{ending}").read_bytes() for ending in ENDINGS})
        for name, clip in clips.items()
    }


def all_messages(programme: Programme, pwa_dir: Path) -> Messages:
    """Return id → (domain, source message) for content and interface."""
    return messages_of(programme, extract_interface(pwa_dir / "templates"))


def messages_of(programme: Programme, interface: Iterable[InterfaceMessage]) -> Messages:
    """Return id → (domain, source message) for content and this interface."""
    found: Messages = {message.id: (domain, message) for domain, message in iter_messages(programme)}
    return found | {message.id: ("ui", message) for message in interface}


def _interface(templates_dir: Path, shared: str, memo: Memo) -> list[InterfaceMessage]:
    rows = memo.recall("interface", shared)
    if rows is None:
        found = extract_interface(templates_dir)
        memo.keep("interface", shared, [message.as_row(templates_dir) for message in found])
        return found
    return [InterfaceMessage.from_row(row, templates_dir) for row in rows]


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
            # A phone is not told of a new release because of the workbench.
            if path.is_file() and path.suffix not in _SKIPPED and path.parent.name != _BESIDE:
                yield settings.source_dir, path
    for path in sorted(PACKAGE.rglob("*.py")):
        if _TRANSLATORS.isdisjoint(path.relative_to(PACKAGE).parts):
            yield PACKAGE, path


def _expired_count(settings: Settings, today: date) -> int:
    folders = [settings.content_dir / "services", settings.content_dir / "rights"]
    folders += [settings.overlay_dir / "services"] if settings.overlay_dir else []
    files = (path for folder in folders for path in sorted(folder.glob("*.toml")))
    texts = (path.read_text("utf-8") for path in files)
    days = (day for text in texts for day in re.findall(r"^expires_on\s*=\s*(\d{4}-\d\d-\d\d)", text, re.MULTILINE))
    return sum(1 for day in days if day < today.isoformat())
