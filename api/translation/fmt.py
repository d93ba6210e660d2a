"""`pauza locales fmt`: bring PO files of any tool into the one canonical form."""

from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from api.errors import CatalogError, Finding
from api.i18n.plurals import PluralRule, PluralTable
from api.i18n.poreading import parse_po
from api.translation.pofile import PoHeader, render, reorder_plurals, write_text


def canonical(po_text: str, rule: PluralRule | None = None, path: Path = Path("text.po")) -> str:
    """Give the canonical text of a PO file; applied twice it changes nothing.

    `rule` puts the plural forms into our order; without it they stay as the file has them.
    Raises CatalogError for a torn file, because writing it would lose what cannot be read.
    """
    found = parse_po(po_text, path)
    if found.findings:
        raise CatalogError(found.findings)
    forms = found.metadata.get("Plural-Forms", "").strip()
    if rule and not reorder_plurals(found.entries, rule, forms):
        message = f"its Plural-Forms cannot be matched with {rule.header}; put the forms in that order by hand"
        raise CatalogError([Finding(path, 1, "plural-order", message)])
    return render(PoHeader.of(found, rule), found.entries)


def fmt(paths: Iterable[Path], *, check: bool = False) -> list[Path]:
    """Format files and folders of files; give those that differed. With `check` nothing is written.

    Raises CatalogError after all files were tried, for those that are torn.
    """
    changed: list[Path] = []
    findings: list[Finding] = []
    for path in _po_files(paths):
        try:
            text = _formatted(path)
        except CatalogError as error:
            findings += error.findings
            continue
        if text.encode() != path.read_bytes():
            changed.append(path)
            if not check:
                write_text(path, text)
    if findings:
        raise CatalogError(findings)
    return changed


def check_canonical(locales_dir: Path, settled: Container[Path] = ()) -> list[Finding]:
    """Tell the files that are not in the canonical form, or torn; the `settled` ones are known to be well."""
    findings = []
    for path in _po_files([locales_dir]):
        if path in settled:
            continue
        try:
            changed = fmt([path], check=True)
        except CatalogError as error:
            findings += error.findings
        else:
            findings += [Finding(p, 1, "not-canonical", "the form differs; run `pauza locales fmt`") for p in changed]
    return findings


def _po_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.po")) if path.is_dir() else [path]


def _formatted(path: Path) -> str:
    text = path.read_bytes().decode("utf-8", errors="surrogateescape")
    if any("\udc80" <= char <= "\udcff" for char in text):
        raise CatalogError([Finding(path, 1, "not-utf8", "the file is not UTF-8; save it again as UTF-8")])
    return canonical(text, _rule_of(path), path)


def _rule_of(path: Path) -> PluralRule | None:
    """Find the plural rule by the folder a file stands in: `<locales>/<folder>/LC_MESSAGES/<domain>.po`."""
    language = path.resolve().parent.parent
    table = language.parent / "plurals.toml"
    if not table.is_file():
        return None
    try:
        return PluralTable.load(table).rule(language.name)
    except KeyError:
        return None
