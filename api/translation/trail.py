"""Record who reviewed what. The trail of a PO file only grows, one JSON line for each statement."""

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from api.errors import ConfigError
from api.i18n.locales import Locale
from api.i18n.parts import entry_source, target_forms
from api.i18n.poreading import read_po
from api.i18n.review import (
    CHECK_IGNORED,
    LADDER,
    NOTES,
    ORIGINS,
    READ_BACK,
    WITHDRAWN,
    Event,
    by_id,
    digest,
    read_trail,
    state,
    trail_path,
)
from api.i18n.roles import FILE, NEEDED, Roles, counted

_PSEUDONYM = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


def record(
    locales_dir: Path,
    locale: Locale,
    domain: str,
    *,
    id: str,  # noqa: A002 - the word everybody uses for it
    event: str,
    source: Sequence[str],
    target: Sequence[str],
    by: str,
    at: date,
    carried_from: str | None = None,
) -> None:
    """Append one statement about one pair of texts.

    Raises ConfigError for an unknown event, for a name that is not a pseudonym or has not the role, and when
    translators approve their own words.
    """
    _refuse(event, by)
    path = trail_path(locales_dir / locale.folder, domain)
    row = {"id": id, "ev": event, "src": digest(source), "tgt": digest(target), "by": by, "at": at.isoformat()}
    if event in NEEDED and carried_from is None:
        if _made_by(path, row):
            raise ConfigError("by", by, f"somebody other than the translator of {id}")
        if not Roles.load(locales_dir).may(by, locale.tag, event, row["at"]):
            needed = " or ".join(NEEDED[event])
            raise ConfigError("by", by, f"somebody who is {needed} of {locale.tag} in {locales_dir / FILE}")
    if carried_from is not None:
        row["carried"] = carried_from
    _append(path, row)


def record_drift(
    locales_dir: Path,
    locale: Locale,
    domain: str,
    *,
    id: str,  # noqa: A002 - the word everybody uses for it
    back: str,
    finding: str,
    source: Sequence[str],
    target: Sequence[str],
    by: str,
    at: date,
) -> None:
    """Append what a blind back-translation found about one pair of texts. It is no rung: looking makes no text better.

    Raises ConfigError for a name that is not a pseudonym, and when it made the translation itself.
    """
    check_pseudonym(by)
    path = trail_path(locales_dir / locale.folder, domain)
    row = {"id": id, "ev": READ_BACK, "src": digest(source), "tgt": digest(target), "by": by, "at": at.isoformat()}
    if _made_by(path, row):
        raise ConfigError("by", by, f"somebody other than the translator of {id}")
    _append(path, {**row, "back": back, "finding": finding})


def record_ignored(
    locales_dir: Path,
    locale: Locale,
    domain: str,
    *,
    id: str,  # noqa: A002 - the word everybody uses for it
    rule: str,
    why: str,
    source: Sequence[str],
    target: Sequence[str],
    by: str,
    at: date,
) -> None:
    """Append that somebody leaves what a check finds in these two texts, and why. It is no rung.

    Raises ConfigError for a name that is not a pseudonym, and without a reason.
    """
    check_pseudonym(by)
    if not why.strip():
        raise ConfigError("because", why, "a sentence that says why this is right as it stands")
    row = {"id": id, "ev": CHECK_IGNORED, "src": digest(source), "tgt": digest(target), "by": by, "at": at.isoformat()}
    _append(trail_path(locales_dir / locale.folder, domain), {**row, "rule": rule, "why": why.strip()})


def _append(path: Path, row: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def state_of(
    locales_dir: Path, locale: Locale, domain: str, message_id: str, *, source: Sequence[str], target: Sequence[str]
) -> str:
    """Tell the review state of one pair of texts."""
    events = _counted(locales_dir, locale, domain)
    return state((event for event in events if event.id == message_id), source, target)


def carry_over(
    locales_dir: Path,
    locale: Locale,
    domain: str,
    message_id: str,
    *,
    before: Sequence[str],
    now: Sequence[str],
    target: Sequence[str],
    at: date,
) -> None:
    """State for a cosmetically changed source what was stated for the old one, in the author's name."""
    events = _counted(locales_dir, locale, domain)
    own = [event for event in events if event.id == message_id]
    pair = (digest(before), digest(target))
    if not any((event.source, event.target) == pair for event in own):
        return
    record(
        locales_dir,
        locale,
        domain,
        id=message_id,
        event=state(own, before, target),
        source=now,
        target=target,
        by="author",
        at=at,
        carried_from=pair[0],
    )


def record_file(locales_dir: Path, locale: Locale, domain: str, *, event: str, by: str, at: date) -> int:
    """State `event` for the translated texts of a file that it says something new about; tell how many.

    How a text came about is stated once; a review or a withdrawal follows what was stated before.
    """
    _refuse(event, by)
    count = 0
    for text in _translated(locales_dir, locale, domain):
        if text.stated and (event in ORIGINS or _reached(text.state, event)):
            continue
        words = {"id": text.id, "event": event, "by": by}
        record(locales_dir, locale, domain, **words, source=text.source, target=text.target, at=at)
        count += 1
    return count


def unstated(locales_dir: Path, locale: Locale, domain: str) -> int:
    """Count the translated texts of a file about which nobody said how they came about."""
    return sum(not text.stated for text in _translated(locales_dir, locale, domain))


class _Translated(NamedTuple):
    id: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    stated: bool
    state: str


def _translated(locales_dir: Path, locale: Locale, domain: str) -> list[_Translated]:
    found = read_po(locales_dir / locale.folder / "LC_MESSAGES" / f"{domain}.po")
    stated = by_id(_counted(locales_dir, locale, domain))
    texts = []
    for entry in found.entries:
        source, target = entry_source(entry), target_forms(entry)
        if entry.fuzzy or not entry.msgctxt or not all(target):
            continue
        pair = (digest(source), digest(target))
        said = (event for event in stated.get(entry.msgctxt, ()) if event.event not in NOTES)
        own = [event for event in said if (event.source, event.target) == pair]
        texts.append(_Translated(entry.msgctxt, source, target, bool(own), state(own, source, target)))
    return texts


def _reached(before: str, event: str) -> bool:
    if WITHDRAWN in (before, event):
        return before == event
    return LADDER.index(before) >= LADDER.index(event)


def _refuse(event: str, by: str) -> None:
    if event not in (*LADDER, WITHDRAWN):
        raise ConfigError("event", event, f"one of {', '.join((*LADDER, WITHDRAWN))}")
    check_pseudonym(by)


def check_pseudonym(by: str) -> None:
    """Raise ConfigError for a name that may tell who somebody is."""
    if not _PSEUDONYM.fullmatch(by):
        raise ConfigError("by", by, "a pseudonym of small letters, digits and hyphens; never an address")


def _counted(locales_dir: Path, locale: Locale, domain: str) -> list[Event]:
    path = trail_path(locales_dir / locale.folder, domain)
    return counted(read_trail(path)[0], Roles.load(locales_dir), locale.tag, path)[0]


def _made_by(path: Path, row: dict[str, str]) -> bool:
    events, _ = read_trail(path)
    same = (row["id"], row["src"], row["tgt"], row["by"])
    return any(event.event in ORIGINS and (event.id, event.source, event.target, event.by) == same for event in events)
