"""What there is to do: for each language of a person its units, with how far each is."""

from typing import Any

from sqlalchemy import Connection

from api.content.models import Exercise, RightsPage, Session
from api.i18n.locales import Locale
from api.i18n.parts import Part
from api.i18n.review import ORIGINS
from api.workbench import drafts, notes
from api.workbench.accounts import Person
from api.workbench.notes import Note
from api.workbench.project import Project
from api.workbench.units import made_by

_BEHIND = ("fuzzy", "source-changed")


def work_of(db: Connection, project: Project, person: Person) -> dict[str, Any]:
    """Return the work of a person, in the order of the list of languages and of the content."""
    locales = (locale for locale in project.registry.translated if locale.tag in person.languages)
    return {"languages": [_language(db, project, person.name, locale) for locale in locales]}


def _language(db: Connection, project: Project, name: str, locale: Locale) -> dict[str, Any]:
    parts, said = project.parts(locale), notes.of_texts(db, locale.tag)
    drafted = drafts.mine(db, name, locale.tag)
    return {
        "tag": locale.tag,
        "endonym": locale.endonym,
        "english": locale.english,
        "dir": locale.direction,
        "units": [
            {
                "domain": domain,
                "title": project.title_of(domain),
                "kind": _kind(project, domain),
                **_counts(texts, parts.get(domain)),
                "drafts": sum(text in drafted for text in texts),
                "handed_in_by_me": _by(project, locale, domain, parts.get(domain), name),
                "questions": sum(notes.open_questions(_of(said, text)) for text in texts),
            }
            for domain, texts in project.domains.items()
        ],
    }


def _of(said: dict[str, list[Note]], text: str) -> list[Note]:
    return said.get(text, [])


def _counts(texts: Any, part: Part | None) -> dict[str, int]:
    words = part.translations.values() if part else ()
    behind = sum(finding.rule in _BEHIND for finding in part.findings) if part else 0
    checked = sum(one.state not in ORIGINS and one.state != "withdrawn" for one in words)
    return {"texts": len(texts), "translated": len(words), "checked": checked, "behind": behind}


def _by(project: Project, locale: Locale, domain: str, part: Part | None, name: str) -> int:
    if part is None:
        return 0
    stated = project.stated(locale, domain)
    found = part.translations.items()
    return sum(made_by(stated.get(text, ()), one.source, one.forms) == name for text, one in found)


def _kind(project: Project, domain: str) -> str:
    unit = project.units.get(domain)
    if unit is None:
        return "interface" if domain == "ui" else "other"
    if isinstance(unit, Session):
        return "session"
    if isinstance(unit, RightsPage):
        return "rights"
    return "exercise" if isinstance(unit, Exercise) else "page"
