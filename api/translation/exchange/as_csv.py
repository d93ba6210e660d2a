"""Exchange as a table (RFC 4180), for any spreadsheet: a column for each form, named by the language."""

import csv
import io
import re
from pathlib import Path

from api.i18n.plurals import PluralRule
from api.translation.exchange.model import Exchange, Unit, read_whole, refuse

_FIRST = ("id", "note", "English", "English plural")
_KNOWN = "known"
# A spreadsheet runs what begins so (CWE-1236); an apostrophe before it makes it text.
_RUNS, _QUIETED = re.compile(r"'*[=+\-@\t\r]"), re.compile(r"'+[=+\-@\t\r]")


def write(exchange: Exchange, rule: PluralRule) -> str:
    """Return the text of the file; the mark at its start tells spreadsheets that it is UTF-8."""
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow([*_FIRST, exchange.tag, *(f"{exchange.tag} {name}" for name in rule.categories), _KNOWN])
    for unit in exchange.units:
        plural = len(unit.source) > 1
        words = ["", *unit.forms] if plural else [unit.forms[0], *("" for _ in rule.categories)]
        row = [unit.id, unit.note, unit.source[0], unit.source[1] if plural else "", *words, unit.known]
        table.writerow([_quiet(cell) for cell in row])
    return "\ufeff" + stream.getvalue()


def read(path: Path, rule: PluralRule) -> Exchange:
    """Read a table with commas, semicolons or tabs. Raises CatalogError when its columns are not ours."""
    text = read_whole(path)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = list(csv.DictReader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error as error:
        raise refuse(path, 1, "torn-table", f"{error}; save the table again as CSV") from error
    columns = next(csv.reader([first], delimiter=separator))
    tag = columns[len(_FIRST)].strip() if len(columns) > len(_FIRST) else ""
    forms = [f"{tag} {name}" for name in rule.categories]
    if missing := {*_FIRST, tag, *forms}.difference(columns) or not tag:
        told = ", ".join(sorted(missing)) if isinstance(missing, set) else "that of the language"
        raise refuse(path, 1, "columns", f"there is no column {told}; export again and fill in that table")
    units = tuple(_unit(row, tag, forms, line) for line, row in enumerate(rows, 2))
    return Exchange(tag, rule.categories, units)


def _unit(row: dict[str, str | None], tag: str, forms: list[str], line: int) -> Unit:
    said = {name: _loud(cell or "") for name, cell in row.items() if isinstance(name, str)}
    plural = said["English plural"]
    words = tuple(said[name] for name in forms) if plural else (said[tag],)
    source = (said["English"], plural) if plural else (said["English"],)
    return Unit(said["id"].strip(), source, words, said["note"], said.get(_KNOWN, "").strip(), line)


def _quiet(cell: str) -> str:
    return f"'{cell}" if _RUNS.match(cell) else cell


def _loud(cell: str) -> str:
    return cell[1:] if _QUIETED.match(cell) else cell
