"""Read `content/` into a `Programme`, or raise one ContentError with every fault, each at its line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from api.content.directories import read_directory
from api.content.expiry import Dated
from api.content.instruments import read_instrument
from api.content.models import (
    Directory,
    Exercise,
    Guide,
    InfoPage,
    Instrument,
    Person,
    Picture,
    Programme,
    RightsPage,
    Session,
    Shifts,
    Stepping,
)
from api.content.organisation import read_organisation
from api.content.reading import SLUG, SourceFile, Table, array_tables, read_source, read_text
from api.content.rights import PREFIX, read_rights
from api.content.shifts import read_shifts
from api.content.stepping import read_stepping
from api.content.steps import Known, check_variants, read_step
from api.content.texts import Risk
from api.content.words import Words
from api.errors import ContentError

SECOND = "2"
HELPERS = "g"
GUIDES = "guides"
INFO_PAGE_ORDER = ("help", "rights", "privacy", "about")
_OWN_DOMAINS = {"programme", "pictures", "services", "shifts", "stepping", "ui"}
_CODE = re.compile(r"[0-9]|[0-9][a-z]|[a-z]|[a-z][0-9]{1,2}")


def load_programme(content_dir: Path) -> Programme:
    """Read everything authored. Raises ContentError that carries all findings at once."""
    reader = _Reader(content_dir)
    programme = reader.programme()
    reader.refuse_faults()
    return programme


def load_directories(content_dir: Path) -> tuple[Directory, ...]:
    """Read the places that help, and nothing else. Raises ContentError as `load_programme` does."""
    return load_dated(content_dir).directories


def load_dated(content_dir: Path, overlay_dir: Path | None = None) -> Dated:
    """Read what counts for some months only: places that help, an organisation's too, and rights.

    Raises ContentError as `load_programme` does.
    """
    reader = _Reader(content_dir)
    dated = Dated(reader.directories(), reader.rights(Known((), ())))
    reader.refuse_faults()
    own = read_organisation(overlay_dir).directories if overlay_dir else ()
    return dated._replace(directories=(*dated.directories, *own))


class _Reader:
    """Walks the folders of `content/` and keeps every file it opened, with its faults."""

    def __init__(self, content_dir: Path) -> None:
        self.dir = content_dir
        self.sources: list[SourceFile] = []
        self.slugs: set[str] = set(_OWN_DOMAINS)

    def refuse_faults(self) -> None:
        """Raise ContentError when a file that was opened has faults."""
        findings = [finding for source in self.sources for finding in source.findings]
        if findings:
            raise ContentError(sorted(findings))

    def programme(self) -> Programme:
        top = self._open(self.dir / "programme.toml")
        words = Words.of(top, "programme", Risk.STORY)
        title = words.field(top, "title", "title")
        people = tuple(
            Person(who, words.message(top, f"people.{who}", name, top.line(who)))
            for who, name in top.texts_by_id("people").items()
        )
        order, second = top.strings("sessions"), top.strings("second")
        guides, scripts = top.strings("guides"), top.strings("scripts")
        unplanned = top.optional_text("unplanned")
        words.finish(top)
        top.done()
        files = sorted((self.dir / "exercises").glob("*/exercise.toml"))
        known = Known({person.id for person in people}, {path.parent.name for path in files}, {*order, *second})
        self._unlisted(top, "sessions", (*order, *second))
        self._unlisted(top, GUIDES, (*guides, *scripts, unplanned or ""))
        return Programme(
            title=title,
            people=people,
            sessions=tuple(self._session(slug, known) for slug in order),
            exercises=_by_code(self._exercise(path, known, order) for path in files),
            second=tuple(replace(self._session(slug, known), part=SECOND) for slug in second),
            guides=tuple(self._guide(slug, known) for slug in guides),
            scripts=tuple(self._guide(slug, known) for slug in scripts),
            unplanned=self._guide(unplanned, known) if unplanned else None,
            info_pages=tuple(self._info_page(path, known) for path in self._info_files()),
            rights=self.rights(known),
            directories=self.directories(),
            pictures=self._pictures(),
            stepping=self._stepping(),
            instruments=tuple(self._instruments()),
            shifts=self._shifts(),
        )

    def _open(self, path: Path) -> Table:
        source, top = read_source(path)
        self.sources.append(source)
        return top

    def _unlisted(self, top: Table, folder: str, order: tuple[str, ...]) -> None:
        rule = f"unlisted-{folder.removesuffix('s')}"
        for path in sorted((self.dir / folder).glob("*.toml")):
            if path.stem not in order:
                top.fault(rule, f"{path.name} is not in `{folder}`; list it or remove it", folder)

    def _session(self, slug: str, known: Known) -> Session:
        top = self._open(self.dir / "sessions" / f"{slug}.toml")
        return Session(**self._unit(top, slug, Risk.EXERCISE, known))

    def _exercise(self, path: Path, known: Known, sessions: tuple[str, ...]) -> Exercise:
        top = self._open(path)
        session = top.text("session")
        if session and session not in sessions:
            top.fault(
                "unknown-session", f"there is no session {session!r}; use one of {', '.join(sessions)}", "session"
            )
        body = top.flag("body")
        return Exercise(session=session, body=body, **self._unit(top, path.parent.name, Risk.EXERCISE, known))

    def _guide(self, slug: str, known: Known) -> Guide:
        top = self._open(self.dir / GUIDES / f"{slug}.toml")
        of = top.name("of", SLUG, "the name of a session") if top.has("of") else None
        if of is not None and of not in known.sessions:
            top.fault("unknown-session", f"there is no session {of!r}; correct the name", "of")
        risk = Risk.SAFETY if top.flag("safety") else Risk.STORY
        return Guide(of=of, part=HELPERS, **self._unit(top, slug, risk, known))

    def _info_page(self, path: Path, known: Known) -> InfoPage:
        return InfoPage(**self._unit(self._open(path), path.stem, Risk.SAFETY, known))

    def _unit(self, top: Table, slug: str, risk: Risk, known: Known) -> dict[str, Any]:
        """Read the fields that all units share."""
        self._name(top, slug)
        words = Words.of(top, slug, risk)
        fields: dict[str, Any] = {
            "slug": slug,
            "code": top.name(
                "code", _CODE, "a digit, a letter, or one of each (a helper's page: g and one or two digits)"
            ),
            "title": words.field(top, "title", "title"),
            "summary": words.field(top, "summary", "summary"),
            "minutes": top.number("minutes", 1, 90),
            "risk": risk,
            "source": top.text("source"),
        }
        tables = array_tables(top, "steps")
        read = [(table, read_step(table, words, known)) for table in tables]
        placed = [(table, step) for table, step in read if step is not None]
        check_variants(placed)
        words.finish(top)
        top.done()
        return {**fields, "steps": tuple(step for _, step in placed), "path": top.source.path}

    def _info_files(self) -> list[Path]:
        def place(path: Path) -> tuple[int, str]:
            listed = path.stem in INFO_PAGE_ORDER
            return INFO_PAGE_ORDER.index(path.stem) if listed else len(INFO_PAGE_ORDER), path.stem

        return sorted((self.dir / "pages").glob("*.toml"), key=place)

    def directories(self) -> tuple[Directory, ...]:
        """Read the places of every country, those of the whole Union last."""
        files = sorted((self.dir / "services").glob("*.toml"))
        found = [read_directory(self._open(path)) for path in files]
        return tuple(sorted(found, key=lambda directory: (directory.country == "EU", directory.country)))

    def rights(self, known: Known) -> tuple[RightsPage, ...]:
        """Read the rights at work of every country, in the order of their names."""
        return tuple(
            page for path in sorted((self.dir / "rights").glob("*.toml")) for page in self._rights(path, known)
        )

    def _rights(self, path: Path, known: Known) -> tuple[RightsPage, ...]:
        top = self._open(path)
        self._name(top, f"{PREFIX}{path.stem}")
        return read_rights(top, known)

    def _name(self, top: Table, slug: str) -> None:
        if not SLUG.fullmatch(slug) or slug in self.slugs:
            top.fault("bad-slug", f"the name {slug!r} is taken or not small letters with hyphens; rename it")
        self.slugs.add(slug)

    def _stepping(self) -> Stepping | None:
        path = self.dir / "stepping.toml"
        return read_stepping(self._open(path)) if path.exists() else None

    def _shifts(self) -> Shifts | None:
        path = self.dir / "shifts.toml"
        return read_shifts(self._open(path)) if path.exists() else None

    def _instruments(self) -> Iterator[Instrument]:
        folder = self.dir / "instruments"
        for stem in sorted(
            {path.stem for path in folder.glob("*.json")} | {path.stem for path in folder.glob("*.toml")}
        ):
            top, (source, text) = self._open(folder / f"{stem}.toml"), read_text(folder / f"{stem}.json")
            self.sources.append(source)
            if not source.unreadable and (instrument := read_instrument(source, text, top)):
                yield instrument

    def _pictures(self) -> tuple[Picture, ...]:
        top = self._open(self.dir / "pictures.toml")
        found = []
        for scene, values in top.values.items():
            start = top.source.find(f"[{scene}]", 1, top.last) or 1
            if not isinstance(values, dict):
                top.fault("wrong-type", f"`{scene}` must be a table with `alt`", scene)
                continue
            table = Table(top.source, values, start, top.last)
            words = Words("pictures", Risk.STORY, {scene: table.optional_text("note") or ""})
            found.append(Picture(id=scene, alt=words.field(table, "alt", scene)))
            table.done()
        return tuple(found)


def _by_code(exercises: Iterable[Exercise]) -> tuple[Exercise, ...]:
    return tuple(sorted(exercises, key=lambda exercise: (exercise.code, exercise.slug)))
