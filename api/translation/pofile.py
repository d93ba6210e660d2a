"""Write PO files in one canonical form, so that a difference between two versions shows only words.

Whatever tool a file comes from, the same words give the same bytes. No date, no line number, no address
of a person ever stands in a file.
"""

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polib

from api.i18n.plurals import PluralRule
from api.i18n.poreading import PoText

WRAP = 77
_EPOCH = "1970-01-01 00:00+0000"
_NOBODY = "l10n@project.invalid"
_MAIL = re.compile(r"<?[\w.+-]+@[\w-]+(?:\.[\w-]+)+>?")
_KEPT_FLAG = re.compile(r"fuzzy|python-brace-format|max-length:\d+")


@dataclass(frozen=True)
class PoHeader:
    """What the head of a file says; `language` and `plural_forms` are empty in a template."""

    domain: str
    language: str = ""
    plural_forms: str = ""
    comment: str = ""

    @classmethod
    def of(cls, found: PoText, rule: PluralRule | None = None) -> "PoHeader":
        """Return what a file says of itself, with the plural forms of our rule where it is given."""
        says = {name: value.strip() for name, value in found.metadata.items()}
        return cls(
            domain=says.get("X-Content") or found.path.stem,
            language=says.get("Language", ""),
            plural_forms=rule.header if rule else says.get("Plural-Forms", ""),
            comment=found.comment,
        )

    @property
    def metadata(self) -> dict[str, str]:
        """The canonical header: every field fixed, none of them personal."""
        fields = {
            "Project-Id-Version": "pauza",
            "Report-Msgid-Bugs-To": _NOBODY,
            "POT-Creation-Date": _EPOCH,
            "PO-Revision-Date": _EPOCH,
            "Last-Translator": f"see CREDITS <{_NOBODY}>",
            "Language-Team": f"{self.language or 'none'} <{_NOBODY}>",
            "Language": self.language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": self.plural_forms,
            "X-Source-Language": "en",
            "X-Content": self.domain,
        }
        if not self.plural_forms:
            del fields["Plural-Forms"]
        return fields


def render(header: PoHeader, entries: Iterable[polib.POEntry]) -> str:
    """Write the text of a file: canonical header, entries in the order given."""
    po = polib.POFile(wrapwidth=WRAP)
    po.header = _scrubbed(header.comment)
    po.metadata = header.metadata
    po.extend(_canonical_entry(entry) for entry in entries)
    return str(po).rstrip("\n") + "\n"


def write_text(path: Path, text: str) -> bool:
    """Replace a file whole; tell whether its bytes changed."""
    data = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".po-")
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
    Path(name).chmod(0o644)
    Path(name).replace(path)
    return True


def reorder_plurals(entries: Iterable[polib.POEntry], rule: PluralRule, header: str) -> bool:
    """Put plural forms of another tool's header into our order; false when they cannot be matched."""
    if not header or header == rule.header:
        return True
    order = rule.order_from(header)
    if order is None:
        return not any(entry.msgid_plural and any(entry.msgstr_plural.values()) for entry in entries)
    for entry in entries:
        if entry.msgid_plural:
            forms = {int(index): text for index, text in entry.msgstr_plural.items()}
            entry.msgstr_plural = {index: forms.get(source, "") for index, source in enumerate(order)}
    return True


def _canonical_entry(entry: polib.POEntry) -> polib.POEntry:
    """Copy an entry without what tools add of their own."""
    flags = sorted(
        {flag for flag in entry.flags if _KEPT_FLAG.fullmatch(flag)}, key=lambda flag: (flag != "fuzzy", flag)
    )
    fuzzy = "fuzzy" in flags
    return polib.POEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgstr=_nfc(entry.msgstr),
        msgstr_plural={int(index): _nfc(text) for index, text in entry.msgstr_plural.items()},
        comment=_one_line_each(entry.comment),
        tcomment=_scrubbed(_one_line_each(entry.tcomment)),
        occurrences=[(path, "") for path in dict.fromkeys(path for path, _ in entry.occurrences)],
        flags=flags,
        previous_msgctxt=entry.previous_msgctxt if fuzzy else None,
        previous_msgid=entry.previous_msgid if fuzzy else None,
        previous_msgid_plural=entry.previous_msgid_plural if fuzzy else None,
    )


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _one_line_each(comment: str) -> str:
    """Take trailing spaces and empty lines out of a comment."""
    return "\n".join(line.rstrip() for line in comment.split("\n") if line.strip())


def _scrubbed(comment: str) -> str:
    """Take addresses of people out; translators are named in CREDITS, by a name they chose."""
    return _MAIL.sub("(address removed)", comment)
