"""Exchange as one PO file (gettext), for Poedit and its like."""

import re
from pathlib import Path

import polib

from api.errors import CatalogError
from api.i18n.parts import entry_source, target_forms
from api.i18n.plurals import PluralRule
from api.i18n.poreading import parse_po
from api.translation.exchange.model import Exchange, Unit, read_whole, refuse
from api.translation.pofile import PoHeader, render, reorder_plurals

_KNOWN = re.compile(r"^known ([0-9a-f]{12})$", re.MULTILINE)


def write(exchange: Exchange, rule: PluralRule) -> str:
    """Return the text of the file."""
    header = PoHeader("pauza", exchange.tag.replace("-", "_"), rule.header)
    return render(header, [_entry(unit) for unit in exchange.units])


def read(path: Path, rule: PluralRule) -> Exchange:
    """Read a file that any tool wrote. Raises CatalogError when a part of it is torn or of other plural forms."""
    found = parse_po(read_whole(path), path)
    if found.findings:
        raise CatalogError(found.findings)
    if not reorder_plurals(found.entries, rule, found.metadata.get("Plural-Forms", "").strip()):
        raise refuse(path, 1, "plural-order", f"its Plural-Forms cannot be matched with {rule.header}")
    # What a tool marks as not finished is not taken for words.
    units = tuple(
        Unit(
            entry.msgctxt or "",
            entry_source(entry),
            tuple("" if entry.fuzzy else form for form in target_forms(entry)),
            known=next(iter(_KNOWN.findall(entry.comment)), ""),
            line=entry.linenum or 1,
        )
        for entry in found.entries
    )
    return Exchange(found.metadata.get("Language", ""), rule.categories, units)


def _entry(unit: Unit) -> polib.POEntry:
    plural = len(unit.source) > 1
    return polib.POEntry(
        msgctxt=unit.id,
        msgid=unit.source[0],
        msgid_plural=unit.source[1] if plural else "",
        msgstr="" if plural else unit.forms[0],
        msgstr_plural=dict(enumerate(unit.forms)) if plural else {},
        comment="\n".join(filter(None, (unit.note, f"known {unit.known}" if unit.known else ""))),
    )
