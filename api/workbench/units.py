"""One unit as the editor needs it: its English, its words, how they came about, and what people say beside them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polib
from sqlalchemy import Connection

from api.content.texts import Message, Risk
from api.errors import CatalogError
from api.i18n.damage import DIGITS_ONLY, Spelled, dials
from api.i18n.locales import Locale
from api.i18n.parts import entry_source, source_forms, target_forms
from api.i18n.plurals import PluralRule
from api.i18n.poreading import read_po
from api.i18n.review import ORIGINS, Event, digest, state
from api.i18n.roles import Roles, counted
from api.translation.extract import InterfaceMessage
from api.translation.glossary import GLOSSARY, read_glossary
from api.workbench import drafts, notes
from api.workbench.project import Project

_STEP = re.compile(r"\.(s\d{2}[a-z]?)(?:\.|$)")
_LIMIT = re.compile(r"max-length:(\d+)")
_EXAMPLES, _COUNTED = 5, 201
# Pages of their own that show buttons and labels: the code in the address, and what the page is.
_INTERFACE_PAGES = (
    ("", "Home"),
    ("c", "How it is now"),
    ("d", "Working days"),
    ("f", "After the last session"),
    ("k", "What is kept"),
    ("o", "Options"),
    ("l", "Languages"),
    ("wl", "Work log"),
    ("s", "Pass it on"),
    ("n", "Neutral page"),
    ("x", "Not found"),
    ("b", "The second step"),
)
_SHOWN_ON = {"programme": "", "services": "h", "stepping": "f", "shifts": "d"}


@dataclass(frozen=True)
class Standing:
    """What stands in the catalogue for a text; `base` is its digest, "" where there are no words or they are behind."""

    forms: tuple[str, ...]
    source: tuple[str, ...]
    base: str
    previous: tuple[str, ...] | None
    limit: int | None
    fuzzy: bool


def unit_of(db: Connection, project: Project, name: str, locale: Locale, domain: str) -> dict[str, Any]:
    """Return everything of one unit. Raises RefusedError when there is none."""
    texts, rule = project.texts_of(domain), project.rule(locale)
    standing, stated = standings(project, locale, domain), project.stated(locale, domain)
    ours, theirs = drafts.mine(db, name, locale.tag), drafts.others(db, name, locale.tag)
    said, roles = notes.of_texts(db, locale.tag), Roles.load(project.locales_dir)
    said_for = _by_english(project, locale)
    return {
        "language": _language(project, locale, rule),
        "unit": _unit(project, domain),
        "glossary": _glossary(project, locale),
        "texts": [
            {
                "others_say": [
                    list(forms) for forms, ids in said_for.get(source_forms(message), {}).items() if ids != {text}
                ],
                "spelled": _spelled(message, rule),
                **_text(message, standing.get(text), _counting(stated.get(text, ()), roles, locale, project)),
                "draft": _draft(ours.get(text), standing.get(text)),
                "others": [one.told_to_others for one in theirs.get(text, ())],
                "notes": [one.told for one in said.get(text, ())],
            }
            for text, (_, message) in texts.items()
        ],
    }


def standings(project: Project, locale: Locale, domain: str) -> dict[str, Standing]:
    """Return text → what the catalogue says for it."""
    path = project.folder(locale) / "LC_MESSAGES" / f"{domain}.po"
    entries = read_po(path).entries if path.is_file() else []
    return {entry.msgctxt: _standing(entry) for entry in entries if entry.msgctxt}


def made_by(events: Iterable[Event], source: Sequence[str], target: Sequence[str]) -> str | None:
    """Return who is stated to have made exactly these words, the last one to say so."""
    pair = (digest(source), digest(target))
    makers = [event.by for event in events if event.event in ORIGINS and (event.source, event.target) == pair]
    return makers[-1] if makers else None


def _standing(entry: polib.POEntry) -> Standing:
    forms, fuzzy = target_forms(entry), bool(entry.fuzzy)
    words = any(form.strip() for form in forms)
    plural = entry.previous_msgid_plural
    previous = (entry.previous_msgid, *([plural] if plural else [])) if fuzzy and entry.previous_msgid else None
    limit = next((int(found[1]) for flag in entry.flags if (found := _LIMIT.fullmatch(flag))), None)
    return Standing(
        forms if words else (),
        entry_source(entry),
        digest(forms) if words and not fuzzy else "",
        previous,
        limit,
        fuzzy,
    )


def _counting(events: Iterable[Event], roles: Roles, locale: Locale, project: Project) -> list[Event]:
    return counted(events, roles, locale.tag, project.locales_dir)[0]


def _text(message: Message | InterfaceMessage, now: Standing | None, events: list[Event]) -> dict[str, Any]:
    source = source_forms(message)
    behind = bool(now and now.forms and (now.fuzzy or now.source != source))
    standing = "none"
    if now and now.forms:
        standing = "behind" if behind else state(events, now.source, now.forms)
    step = _STEP.search(message.id)
    return {
        "id": message.id,
        "step": step[1] if step else None,
        "risk": message.risk.value,
        "limit": now.limit if now else None,
        "note": message.note,
        "source": list(source),
        "source_digest": digest(source),
        "previous": list(now.previous or now.source) if now and behind else None,
        "severity": message.severity.value if behind else None,
        "target": list(now.forms) if now and now.forms else None,
        "base": now.base if now else "",
        "state": standing,
        "by": made_by(events, (now.previous or now.source), now.forms) if now and now.forms else None,
    }


def _by_english(project: Project, locale: Locale) -> dict[tuple[str, ...], dict[tuple[str, ...], set[str]]]:
    """Return English → the words that a language has for it → the texts that say so."""
    found: dict[tuple[str, ...], dict[tuple[str, ...], set[str]]] = {}
    for part in project.parts(locale).values():
        for text, words in part.translations.items():
            found.setdefault(words.source, {}).setdefault(words.forms, set()).add(text)
    return found


def _spelled(message: Message | InterfaceMessage, rule: PluralRule) -> Spelled:
    """Return the words that may stand for a digit; in a safety text that somebody may dial by, none."""
    return DIGITS_ONLY if message.risk is Risk.SAFETY and dials(source_forms(message)) else rule.spelled


def _draft(own: drafts.Draft | None, now: Standing | None) -> dict[str, Any] | None:
    return None if own is None else {**own.told, "conflict": own.base != (now.base if now else "")}


def _language(project: Project, locale: Locale, rule: PluralRule) -> dict[str, Any]:
    style = project.folder(locale) / "STYLE.md"
    examples: dict[str, list[int]] = {category: [] for category in rule.categories}
    for number in range(_COUNTED):
        found = examples[rule.category(number)]
        if len(found) < _EXAMPLES:
            found.append(number)
    return {
        "tag": locale.tag,
        "endonym": locale.endonym,
        "dir": locale.direction,
        "plurals": [{"category": category, "examples": numbers} for category, numbers in examples.items()],
        "style": style.read_text("utf-8", errors="replace") if style.is_file() else "",
    }


def _unit(project: Project, domain: str) -> dict[str, Any]:
    unit = project.units.get(domain)
    if unit:
        pages = [(unit.code, unit.title.text)]
    elif domain in _SHOWN_ON:
        pages = [page for page in _INTERFACE_PAGES if page[0] == _SHOWN_ON[domain]] or [(_SHOWN_ON[domain], "Help")]
    else:
        pages = list(_INTERFACE_PAGES) if domain == "ui" else []
    return {
        "domain": domain,
        "title": project.title_of(domain),
        "page": pages[0][0] if pages else None,
        "pages": [{"code": code, "title": title} for code, title in pages],
    }


def _glossary(project: Project, locale: Locale) -> list[dict[str, Any]]:
    try:
        terms = read_glossary(project.folder(locale) / GLOSSARY)
    except CatalogError:
        return []
    return [
        {"source": term.source, "term": term.term, "forbidden": list(term.forbidden), "note": term.note}
        for term in terms
    ]


def in_every_language(project: Project, text: str) -> list[dict[str, Any]]:
    """Return what each language that has words for a text says. Raises RefusedError when there is no such text."""
    domain = project.domain_of(text)
    found = []
    for locale in project.registry.translated:
        part = project.part(locale, domain)
        words = part.translations.get(text) if part else None
        if words:
            named = {"tag": locale.tag, "endonym": locale.endonym, "dir": locale.direction}
            found.append({**named, "target": list(words.forms), "state": words.state})
    return found
