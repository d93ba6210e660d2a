"""A whole language as one file for any tool, and such a file back: as drafts of whoever brings it."""

import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from api.errors import CatalogError
from api.i18n.locales import Locale
from api.i18n.parts import source_forms
from api.i18n.review import digest
from api.translation.exchange import as_csv, as_po, as_xliff
from api.translation.exchange.comparing import Difference, compare, gather
from api.translation.exchange.model import same_language
from api.workbench import drafts
from api.workbench.bench import Bench
from api.workbench.drafts import Draft
from api.workbench.refusals import RefusedError
from api.workbench.units import standings

_FORMATS: Mapping[str, ModuleType] = {"po": as_po, "csv": as_csv, "xlf": as_xliff}
# The kinds of content by which a file is brought; none is one that a form of another site could send.
KINDS = {"text/x-gettext-translation": "po", "text/csv": "csv", "application/xliff+xml": "xlf"}
_LONGEST, _MOST_FORMS = 6000, 6


def export(bench: Bench, locale: Locale, ending: str) -> str:
    """Return a language as a file with this ending."""
    project = bench.project
    rule = project.rule(locale)
    there = [domain for domain in project.domains if project.paths(locale, domain)[0].is_file()]
    written: str = _FORMATS[ending].write(gather(project.folder(locale), there, locale.tag, rule), rule)
    return written


def compare_file(bench: Bench, locale: Locale, body: bytes, ending: str) -> list[Difference]:
    """Return what a file says otherwise than the catalogue.

    Raises:
        RefusedError: it cannot be read, or is of another language.

    """
    project = bench.project
    rule = project.rule(locale)
    with tempfile.TemporaryDirectory(dir=bench.settings.data_dir) as folder:
        path = Path(folder) / f"file.{ending}"
        path.write_bytes(body)
        try:
            exchange = _FORMATS[ending].read(path, rule)
        except CatalogError as error:
            raise RefusedError("unreadable-file", error.findings[0].message, line=error.findings[0].line) from None
    if exchange.tag and not same_language(exchange.tag, locale.tag):
        raise RefusedError("wrong-language", f"the file is not of {locale.tag}")
    there = {domain for domain in project.domains if project.paths(locale, domain)[0].is_file()}
    texts = {text: one for text, one in project.messages.items() if one[0] in there}
    with bench.alone_with_files():
        return compare(exchange, project.folder(locale), texts, rule)


def told(differences: list[Difference]) -> dict[str, Any]:
    """Return a comparison as values of JSON."""
    rows = [
        {
            "id": one.id[:200],
            "domain": one.domain,
            "verdict": one.verdict,
            "before": list(one.before),
            "after": list(one.after),
            "reason": one.reason,
            "line": one.line,
        }
        for one in differences
    ]
    return {"rows": rows, "counts": dict(Counter(one.verdict for one in differences))}


def take_as_drafts(bench: Bench, by: str, locale: Locale, differences: list[Difference], *, over: bool) -> list[str]:
    """Keep what is new or changed, and with `over` what is disputed, as drafts; tell for which texts.

    A draft of the person for the same text with other words is kept unless `over` is given. A disputed text stays
    disputed when it is handed in, with both texts to choose from.
    """
    project, now = bench.project, int(bench.clock())
    standing = {one.domain: standings(project, locale, one.domain) for one in differences if one.domain}
    taken = []
    with bench.database.writing() as db:
        own = drafts.mine(db, by, locale.tag)
        for one in differences:
            if one.verdict not in ("new", "changed") and not (over and one.verdict == "disputed"):
                continue
            if len(one.after) > _MOST_FORMS or any(len(form) > _LONGEST for form in one.after):
                continue
            if not over and one.id in own and own[one.id].forms != one.after:
                continue
            base = "" if one.verdict == "disputed" else standing[one.domain][one.id].base
            source = digest(source_forms(project.messages[one.id]))
            drafts.put(db, locale.tag, Draft(by, one.id, one.after, base, source, "", now), seen=None)
            taken.append(one.id)
    return taken
