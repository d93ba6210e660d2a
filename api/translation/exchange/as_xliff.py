"""Exchange as XLIFF 1.2 (OASIS, 2008), for agencies; plural forms as the XLIFF guide for gettext PO groups them."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from api.i18n.plurals import PluralRule
from api.translation.exchange.model import Exchange, Unit, filled, read_whole, refuse

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_PLURAL = "x-gettext-plurals"
_OURS = "urn:x-pauza:exchange"
_KNOWN = f"{{{_OURS}}}known"
# Entities can make a small file huge, and read other files: none of ours has any.
_DECLARES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FORM = re.compile(r"^(.+)\[(\d)\]$")
_UNFINISHED = re.compile(r"^(?:new|needs-)")


def write(exchange: Exchange, rule: PluralRule) -> str:
    """Return the text of the file."""
    ET.register_namespace("", _NAMESPACE)
    ET.register_namespace("pauza", _OURS)
    root = ET.Element(_name("xliff"), {"version": "1.2"})
    about = {"original": "pauza", "datatype": "plaintext", "source-language": "en", "target-language": exchange.tag}
    body = ET.SubElement(ET.SubElement(root, _name("file"), about), _name("body"))
    for unit in exchange.units:
        if len(unit.source) == 1:
            _add(body, unit.id, unit.source[0], unit.forms[0], unit)
            continue
        group = ET.SubElement(body, _name("group"), {"restype": _PLURAL, "id": unit.id, **_known(unit)})
        for place, (category, form) in enumerate(zip(rule.categories, unit.forms, strict=True)):
            source = unit.source[0] if category == "one" else unit.source[1]
            _add(group, f"{unit.id}[{place}]", source, form, unit)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def read(path: Path, rule: PluralRule) -> Exchange:
    """Read a file that any tool wrote. Raises CatalogError when it is torn, declares entities or holds no file."""
    text = read_whole(path)
    if _DECLARES.search(text):
        raise refuse(path, 1, "entities", "the file declares entities, which is not needed; take the declaration out")
    try:
        root = ET.fromstring(text)  # noqa: S314 - it declares no entity, as seen above
    except ET.ParseError as error:
        raise refuse(path, error.position[0], "torn-xml", f"{error}; export it again from your tool") from error
    file = root.find(_name("file"))
    if file is None:
        raise refuse(path, 1, "no-file", "this is no XLIFF 1.2; choose version 1.2 in your tool")
    return Exchange(file.get("target-language", ""), rule.categories, tuple(_units(file, rule)))


def _units(parent: ET.Element, rule: PluralRule) -> Iterator[Unit]:
    """Return the units in the order of the file; a group that is no plural is only a folder."""
    for child in parent:
        if child.tag == _name("trans-unit"):
            yield Unit(child.get("id", ""), (_text(child, "source"),), (_target(child),), known=child.get(_KNOWN, ""))
        elif child.get("restype") == _PLURAL:
            yield _plural_unit(child, child.findall(_name("trans-unit")), rule)
        else:
            yield from _units(child, rule)


def _plural_unit(group: ET.Element, units: list[ET.Element], rule: PluralRule) -> Unit:
    placed = {int(found[2]): unit for unit in units if (found := _FORM.match(unit.get("id", "")))}
    sources = [_text(placed[place], "source") for place in sorted(placed)]
    one = [source for place, source in enumerate(sources) if rule.categories[place : place + 1] == ("one",)]
    others = [source for source in sources if source not in one] or sources[-1:]
    forms = tuple(_target(placed[place]) if place in placed else "" for place in range(len(rule.categories)))
    # A language without a form for one has lost the English singular; what stands in the catalogue tells it.
    source = (one[0], others[0]) if one and others else tuple(others[:1])
    return Unit(group.get("id", ""), source, forms, known=group.get(_KNOWN, ""))


def _add(parent: ET.Element, name: str, source: str, target: str, unit: Unit) -> None:
    made = ET.SubElement(parent, _name("trans-unit"), {"id": name, **_known(unit)})
    ET.SubElement(made, _name("source")).text = source
    state = "translated" if filled((target,)) else "needs-translation"
    ET.SubElement(made, _name("target"), {"state": state}).text = target
    if unit.note:
        ET.SubElement(made, _name("note")).text = unit.note


def _known(unit: Unit) -> dict[str, str]:
    return {_KNOWN: unit.known} if unit.known else {}


def _target(unit: ET.Element) -> str:
    found = unit.find(_name("target"))
    unfinished = found is not None and _UNFINISHED.match(found.get("state", ""))
    return "" if unfinished else _text(unit, "target")


def _text(unit: ET.Element, name: str) -> str:
    found = unit.find(_name(name))
    return "" if found is None else "".join(found.itertext())


def _name(tag: str) -> str:
    return f"{{{_NAMESPACE}}}{tag}"
