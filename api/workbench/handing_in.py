"""Drafts become words of the catalogue, stated as of whoever translated them; nothing newer is overwritten unseen."""

import difflib
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from api.i18n.locales import Locale
from api.i18n.plurals import PluralRule
from api.i18n.review import digest, state
from api.translation.exchange.comparing import Difference, compare, take
from api.translation.exchange.model import Exchange, Unit
from api.translation.findings.looking import findings
from api.translation.findings.model import Text
from api.translation.findings.rules import Rules
from api.translation.trail import record
from api.workbench import drafts
from api.workbench.bench import Bench
from api.workbench.drafts import Draft
from api.workbench.keeping import Keeper, writable
from api.workbench.units import Standing, made_by, standings

_TRANSLATED, _UNREAD = "translated", "machine-draft"
_TAKEN = ("new", "changed")


@dataclass
class HandIn:
    """What became of each draft: taken, or why not; `commit` is where the taken ones are kept."""

    taken: list[str] = field(default_factory=list)
    disputed: list[dict[str, Any]] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    commit: str | None = None


@dataclass(frozen=True)
class _Sorted:
    """Drafts by what may be done with them: words to write, and words that stand there already."""

    result: HandIn
    writes: list[Difference]
    same: list[Draft]


def hand_in(
    bench: Bench, by: str, locale: Locale, domain: str, texts: Sequence[str] | None, over: Mapping[str, str]
) -> HandIn:
    """Put a person's drafts of a unit, all or those of some texts, into the catalogue.

    `over` gives for disputed texts the digest of the words that the person has seen and chose to replace; those stay as
    a draft of whoever made them.

    Raises:
        RefusedError: there is no such unit, or its files cannot be written here; every draft stays.

    """
    with bench.alone_with_files():
        with bench.database.reading() as db:
            own = _wanted(drafts.mine(db, by, locale.tag, tuple(bench.project.texts_of(domain))), texts)
        found = _sort(bench, locale, domain, own, over)
        before = standings(bench.project, locale, domain)
        keeper = Keeper(bench.settings, bench.project.paths(locale, domain))
        with writable():
            written = _put(bench.settings.locales_dir, by, locale, domain, found, bench)
        if written:
            count = len(found.result.taken)
            message = f"{locale.tag} {domain}: {count} {'text' if count == 1 else 'texts'} translated"
            found.result.commit = keeper.keep(message, by)
        _settle(bench, locale, domain, own, found, before)
    return found.result


def patch(bench: Bench, by: str, locale: Locale, domain: str) -> str:
    """Return what handing in would change, as a patch for `git apply`."""
    with _tried(bench, by, locale, domain) as (folder, paths):
        return "".join(_difference(path, folder / path.name, bench.settings.source_dir) for path in paths)


def as_po(bench: Bench, by: str, locale: Locale, domain: str) -> str:
    """Return the unit's PO file with the person's drafts in it."""
    with _tried(bench, by, locale, domain) as (folder, _):
        return (folder / f"{domain}.po").read_text("utf-8")


@contextmanager
def _tried(bench: Bench, by: str, locale: Locale, domain: str) -> Iterator[tuple[Path, tuple[Path, Path]]]:
    """Hand in on a copy: give a folder with the files as they would become, and where they stand."""
    with tempfile.TemporaryDirectory(dir=bench.settings.data_dir) as name:
        copy = Path(name)
        with bench.alone_with_files(), bench.database.reading() as db:
            own = drafts.mine(db, by, locale.tag, tuple(bench.project.texts_of(domain)))
            found, paths = _sort(bench, locale, domain, own, {}), bench.project.paths(locale, domain)
            for path in filter(Path.is_file, paths):
                (copy / locale.folder / path.parent.name).mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy / locale.folder / path.parent.name / path.name)
        _put(copy, by, locale, domain, found, bench)
        for path in paths:
            made = copy / locale.folder / path.parent.name / path.name
            (copy / path.name).write_bytes(made.read_bytes() if made.is_file() else b"")
        yield copy, paths


def _wanted(own: Mapping[str, Draft], texts: Sequence[str] | None) -> dict[str, Draft]:
    return {text: one for text, one in own.items() if texts is None or text in texts}


def _sort(bench: Bench, locale: Locale, domain: str, own: Mapping[str, Draft], over: Mapping[str, str]) -> _Sorted:
    project, texts = bench.project, bench.project.texts_of(domain)
    standing, stated = standings(project, locale, domain), project.stated(locale, domain)
    units = [_unit(one, standing.get(one.text)) for one in own.values()]
    exchange = Exchange(locale.tag, project.rule(locale).categories, tuple(units))
    differences = compare(exchange, project.folder(locale), texts, project.rule(locale)) if own else []
    found = _Sorted(HandIn(), [], [])
    rules = project.rules()
    for one in differences:
        now = standing.get(one.id)
        chosen = one.verdict == "disputed" and now and now.base and over.get(one.id) == now.base
        if one.verdict in _TAKEN or chosen:
            if blocks := _blocks(rules, locale, project.rule(locale), now, one):
                found.result.refused.append({"id": one.id, "reasons": blocks})
            else:
                found.writes.append(one)
        elif one.verdict == "disputed" and now:
            by = made_by(stated.get(one.id, ()), now.source, now.forms)
            found.result.disputed.append({"id": one.id, "theirs": list(now.forms), "by": by, "base": now.base})
        elif one.verdict == "stale":
            found.result.stale.append(one.id)
        else:
            found.result.refused.append({"id": one.id, "reasons": [one.reason]})
    for text in own.keys() - {one.id for one in differences}:
        if any(form.strip() for form in own[text].forms):
            found.same.append(own[text])
        else:
            found.result.refused.append({"id": text, "reasons": ["there are no words"]})
    taken = {one.id for one in found.writes} | {one.text for one in found.same}
    found.result.taken = [text for text in texts if text in taken]
    return found


def _blocks(rules: Rules, locale: Locale, rule: PluralRule, now: Standing | None, one: Difference) -> list[str]:
    """Return why nobody may ever publish these words."""
    source = now.source if now else ()
    text = Text(one.id, locale.tag, source, one.after, len(rule.categories), spelled=rule.spelled)
    return list(dict.fromkeys(found.reason for found in findings(rules, text) if found.level == "block"))


def _unit(draft: Draft, now: Standing | None) -> Unit:
    # A draft for an English that has changed says no English at all, which no text has.
    source = now.source if now and draft.source == digest(now.source) else ("",)
    return Unit(draft.text, source, draft.forms, known=draft.base)


def _put(locales_dir: Path, by: str, locale: Locale, domain: str, found: _Sorted, bench: Bench) -> int:
    """Write the words and state who translated them; tell for how many that is new.

    Words that stood there as a machine's, and that somebody hands in as they are, are a person's from now on.
    """
    take(locales_dir / locale.folder, found.writes)
    standing, stated = standings(bench.project, locale, domain), bench.project.stated(locale, domain)
    words = [(one.id, one.after) for one in found.writes]
    words += [
        (one.text, one.forms)
        for one in found.same
        if state(stated.get(one.text, ()), standing[one.text].source, one.forms) == _UNREAD
        or made_by(stated.get(one.text, ()), standing[one.text].source, one.forms) is None
    ]
    for text, forms in words:
        record(
            locales_dir,
            locale,
            domain,
            id=text,
            event=_TRANSLATED,
            source=standing[text].source,
            target=forms,
            by=by,
            at=bench.project.today(),
        )
    return len(words)


def _settle(
    bench: Bench, locale: Locale, domain: str, own: Mapping[str, Draft], found: _Sorted, before: Mapping[str, Standing]
) -> None:
    """Take the drafts away that are words now; words that lost a dispute become a draft of whoever made them."""
    stated = bench.project.stated(locale, domain)
    with bench.database.writing() as db:
        for text in found.result.taken:
            drafts.drop_unchanged(db, locale.tag, own[text])
        for one in found.writes:
            was = before[one.id]
            by = made_by(stated.get(one.id, ()), was.source, was.forms)
            if one.verdict != "disputed" or by is None or by == own[one.id].by:
                continue
            if one.id not in drafts.mine(db, by, locale.tag, [one.id]):
                lost = Draft(by, one.id, was.forms, digest(one.after), digest(was.source), "", int(bench.clock()))
                drafts.put(db, locale.tag, lost, seen=None)


def _difference(before: Path, after: Path, root: Path) -> str:
    old = before.read_text("utf-8").splitlines(keepends=True) if before.is_file() else []
    new = after.read_text("utf-8").splitlines(keepends=True)
    name = before.relative_to(root).as_posix()
    return "".join(difflib.unified_diff(old, new, f"a/{name}" if old else "/dev/null", f"b/{name}"))
