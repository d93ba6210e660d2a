"""What a person states about words of others: checked by a second speaker or a health professional, or withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from api.i18n.locales import Locale
from api.i18n.parts import source_forms
from api.i18n.review import LADDER, ORIGINS, WITHDRAWN, Event, digest, state
from api.i18n.roles import Roles, counted
from api.translation.trail import record
from api.workbench.accounts import Person
from api.workbench.bench import Bench, need
from api.workbench.keeping import Keeper, writable
from api.workbench.units import Standing, standings

# Which roles of an account may state what; `locales/roles.toml` decides besides whether it counts.
NEEDED = {
    "peer-reviewed": ("reviewer", "clinician"),
    "clinically-reviewed": ("clinician",),
    WITHDRAWN: ("reviewer", "clinician"),
}


@dataclass
class Stated:
    """For which texts it was stated, and why not for the others."""

    taken: list[str] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    commit: str | None = None


def state_of_texts(
    bench: Bench, person: Person, locale: Locale, domain: str, event: str, texts: Sequence[str]
) -> Stated:
    """State something for texts of a unit, each as it stands in the catalogue at this moment.

    Raises:
        RefusedError: the account has no role for it, there is no such unit, or its files cannot be written here.

    """
    need(person, locale.tag, *NEEDED[event])
    known, result, day = bench.project.texts_of(domain), Stated(), bench.project.today()
    with bench.alone_with_files():
        standing, stated = standings(bench.project, locale, domain), bench.project.stated(locale, domain)
        roles = Roles.load(bench.project.locales_dir)
        may = roles.may(person.name, locale.tag, event, day.isoformat())
        keeper = Keeper(bench.settings, bench.project.paths(locale, domain))
        for text in dict.fromkeys(texts):
            now = standing.get(text)
            said = counted(stated.get(text, ()), roles, locale.tag, bench.project.locales_dir)[0]
            current = text in known and now is not None and source_forms(known[text]) == now.source
            reason = _fault(now, said, event, person.name, may=may) if current else "unknown"
            if reason or now is None:
                result.refused.append({"id": text, "reason": reason})
                continue
            said_of = {"id": text, "event": event, "by": person.name}
            with writable():
                record(
                    bench.project.locales_dir, locale, domain, **said_of, source=now.source, target=now.forms, at=day
                )
            result.taken.append(text)
        if result.taken:
            count = len(result.taken)
            message = f"{locale.tag} {domain}: {count} {'text' if count == 1 else 'texts'} {event}"
            result.commit = keeper.keep(message, person.name)
    return result


def _fault(now: Standing | None, said: Sequence[Event], event: str, by: str, *, may: bool) -> str:
    """Tell in a word why something cannot be stated of a text, or ""."""
    if now is None or not now.forms:
        return "no-words"
    if now.fuzzy:
        return "behind"
    pair = (digest(now.source), digest(now.forms))
    made = any(one.event in ORIGINS and one.by == by and (one.source, one.target) == pair for one in said)
    if made and event != WITHDRAWN:
        return "own-words"
    if not may:
        return "no-role"
    before = state(said, now.source, now.forms)
    if before == event or (WITHDRAWN not in (before, event) and LADDER.index(before) > LADDER.index(event)):
        return "said-already"
    return ""
