"""Compare a file of exchange with what stands in the catalogues, text by text, and take what may be taken."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polib

from api.i18n.damage import DIGITS_ONLY, damages, dials
from api.i18n.parts import SourceText, entry_source, target_forms
from api.i18n.plurals import PluralRule
from api.i18n.poreading import read_po
from api.i18n.review import digest
from api.translation.exchange.model import Exchange, Unit, filled
from api.translation.pofile import PoHeader, render, write_text

# new: nothing stood there · changed: other words than those the file was made from · disputed: somebody has changed the
# words here since, or the file does not say what it was made from · stale: the English is another now ·
# refused: unknown, twice in the file, or damaged
Verdict = Literal["new", "changed", "disputed", "stale", "refused"]
_SAFETY = "D"


@dataclass(frozen=True)
class Difference:
    """One text of the file that is not what stands here: both, and why it is not simply taken."""

    id: str
    domain: str
    verdict: Verdict
    before: tuple[str, ...]
    after: tuple[str, ...]
    reason: str = ""
    line: int = 1


def gather(folder: Path, domains: Iterable[str], tag: str, rule: PluralRule) -> Exchange:
    """Collect the texts of a language's folder for a file, in the order of the domains."""
    units = []
    for entry in (entry for domain in domains for entry in read_po(_place(folder, domain)).entries):
        words = tuple("" if entry.fuzzy else form for form in target_forms(entry))
        known = digest(words) if any(words) else ""
        units.append(Unit(entry.msgctxt, entry_source(entry), words, " ".join(entry.comment.split("\n")), known))
    return Exchange(tag, rule.categories, tuple(units))


def compare(
    exchange: Exchange, folder: Path, sources: Mapping[str, tuple[str, SourceText]], rule: PluralRule
) -> list[Difference]:
    """Return what differs, in the order of the file; texts that the file leaves empty say nothing.

    `sources` is the English of today by ids, each with its domain.
    """
    standing = {
        entry.msgctxt: entry
        for domain in dict.fromkeys(domain for domain, _ in sources.values())
        for entry in read_po(_place(folder, domain)).entries
    }
    times = Counter(unit.id for unit in exchange.units)
    found = (_difference(unit, sources.get(unit.id), standing.get(unit.id), rule, times) for unit in exchange.units)
    return [difference for difference in found if difference]


def take(folder: Path, differences: Iterable[Difference]) -> list[str]:
    """Put the words of these differences into the catalogues; return the domains that changed."""
    wanted: dict[str, dict[str, Difference]] = {}
    for difference in differences:
        wanted.setdefault(difference.domain, {})[difference.id] = difference
    for domain, changes in wanted.items():
        path = _place(folder, domain)
        text = read_po(path)
        for entry in text.entries:
            if change := changes.get(entry.msgctxt):
                _put(entry, change.after)
        write_text(path, render(PoHeader.of(text), text.entries))
    return list(wanted)


def _difference(
    unit: Unit,
    source: tuple[str, SourceText] | None,
    standing: polib.POEntry | None,
    rule: PluralRule,
    times: Mapping[str, int],
) -> Difference | None:
    if not any(form.strip() for form in unit.forms):
        return None
    if source is None or standing is None:
        return Difference(unit.id, "", "refused", (), unit.forms, "there is no text with this id", unit.line)
    before = tuple("" if standing.fuzzy else form for form in target_forms(standing))
    if before == unit.forms:
        return None
    verdict, reason = _verdict(unit, source[1], standing, before, rule, times)
    return Difference(unit.id, source[0], verdict, before, unit.forms, reason, unit.line)


def _verdict(
    unit: Unit,
    source: SourceText,
    standing: polib.POEntry,
    before: tuple[str, ...],
    rule: PluralRule,
    times: Mapping[str, int],
) -> tuple[Verdict, str]:
    english = entry_source(standing)
    if not _is_of(unit.source, english):
        return "stale", f"the English is now: {' / '.join(english)}"
    refusal = "the file has this id more than once" if times[unit.id] > 1 else _fault(unit, source, english, rule)
    if refusal:
        return "refused", refusal
    if not any(before):
        return "new", ""
    if unit.known == digest(before):
        return "changed", ""
    since = "somebody has changed it here since the file was made"
    return "disputed", since if unit.known else "the file does not say which is newer"


def _fault(unit: Unit, source: SourceText, english: tuple[str, ...], rule: PluralRule) -> str:
    """Tell how to mend words that could not be shown, or "" when they are sound."""
    if len(unit.forms) != (len(rule.categories) if len(english) > 1 else 1) or not filled(unit.forms):
        return f"fill in all forms: {', '.join(rule.categories)}"
    dialled = getattr(source, "risk", "") == _SAFETY and dials(english)
    broken = damages(english, unit.forms, DIGITS_ONLY if dialled else rule.spelled)
    return broken[0].remedy if broken else ""


def _is_of(told: tuple[str, ...], english: tuple[str, ...]) -> bool:
    """Tell whether a file was made from this English; some formats lose a singular that has no form of its own."""
    return told in (english, english[1:])


def _put(entry: polib.POEntry, forms: tuple[str, ...]) -> None:
    if entry.msgid_plural:
        entry.msgstr_plural = dict(enumerate(forms))
    else:
        entry.msgstr = forms[0]
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None


def _place(folder: Path, domain: str) -> Path:
    return folder / "LC_MESSAGES" / f"{domain}.po"


def told(difference: Difference) -> Iterator[str]:
    """Say a difference in lines: what it is, the words before, the words after."""
    yield f"{difference.id}: {difference.verdict}{f', {difference.reason}' if difference.reason else ''}"
    yield from (f"  - {form}" for form in difference.before if form)
    yield from (f"  + {form}" for form in difference.after)
