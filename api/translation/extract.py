"""Collect the interface's messages from templates: `t("ui.x", "English")`, `tn("ui.x", "one", "other", n)`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from api.content.texts import Risk, Severity
from api.errors import CatalogError, Finding

_ID = re.compile(r"ui(?:\.[a-z0-9][a-z0-9-]*)+")
_SAFETY = re.compile(r"ui\.(?:help|rights|privacy|safety)(?:\.|$)")
# What a person is asked about how it is: read as closely as an exercise.
_EXERCISE = re.compile(r"ui\.check(?:\.|$)")
_NOTE = "i18n:"
_PLACEHOLDERS = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class InterfaceMessage:
    """One text of the interface; `plural` is its English plural when it counts something."""

    id: str
    text: str
    plural: str | None = None
    note: str = ""
    risk: Risk = Risk.INTERFACE
    severity: Severity = Severity.MEANING
    path: Path = Path()
    line: int = 1

    def as_row(self, templates_dir: Path) -> list[Any]:
        """Return the message as values of JSON."""
        place = self.path.relative_to(templates_dir).as_posix()
        return [self.id, self.text, self.plural, self.note, self.risk, self.severity, place, self.line]

    @classmethod
    def from_row(cls, row: Iterable[Any], templates_dir: Path) -> "InterfaceMessage":
        """Make the message again that `as_row` was called on."""
        message_id, text, plural, note, risk, severity, place, line = row
        return cls(message_id, text, plural, note, Risk(risk), Severity(severity), templates_dir / place, line)


def extract_interface(templates_dir: Path) -> list[InterfaceMessage]:
    """Read every template, in the order of their names. Raises CatalogError with all faults."""
    findings: list[Finding] = []
    found: dict[str, InterfaceMessage] = {}
    files = sorted(path for path in templates_dir.rglob("*") if path.is_file() and path.suffix != ".py")
    for path in files:
        for message in _messages(path, findings):
            earlier = found.setdefault(message.id, message)
            if (earlier.text, earlier.plural) != (message.text, message.plural):
                text = f"{message.id} says something else at {earlier.path}:{earlier.line}; give it an id of its own"
                findings.append(Finding(path, message.line, "two-texts", text))
    if findings:
        raise CatalogError(sorted(findings))
    return list(found.values())


def _messages(path: Path, findings: list[Finding]) -> Iterator[InterfaceMessage]:
    # Jinja's own extractor is called, not Babel's `extract`: that one passes over a call whose words
    # are not literal, and a text would be lost in silence.
    calls = []
    try:
        with path.open("rb") as stream:
            calls = list(babel_extract(stream, ["t", "tn"], [_NOTE], {"silent": "false"}))
    except TemplateSyntaxError as error:
        findings.append(Finding(path, error.lineno, "template-syntax", f"{error.message}; mend the template"))
    except UnicodeDecodeError:
        findings.append(Finding(path, 1, "not-utf8", "the template is not UTF-8; save it again as UTF-8"))
    for line, function, arguments, comments in calls:
        words = arguments if isinstance(arguments, tuple) else (arguments,)
        note = " ".join(comment.removeprefix(_NOTE).strip() for comment in comments)
        try:
            yield _message(function, words, note, path, line)
        except _NotExtractableError as error:
            findings.append(Finding(path, line, error.rule, str(error)))


class _NotExtractableError(Exception):
    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


def _message(function: str, words: tuple[str | None, ...], note: str, path: Path, line: int) -> InterfaceMessage:
    """Make the message of one call; non-literal arguments arrive as None."""
    wanted = 2 if function == "t" else 3
    literal = [word for word in words[:wanted] if word is not None]
    if len(literal) < wanted:
        shape = 't("ui.id", "English")' if function == "t" else 'tn("ui.id", "one", "other", n)'
        raise _NotExtractableError("not-literal", f"write the id and the English as plain texts: {shape}")
    message_id, text, *plural = literal
    if not _ID.fullmatch(message_id):
        raise _NotExtractableError(
            "bad-id", f"the id {message_id!r} must be ui. and small words with dots, as ui.nav.back"
        )
    if not text.strip() or text != " ".join(text.split()):
        raise _NotExtractableError(
            "spaces", f"{message_id}: write the English without spaces at its ends and on one line"
        )
    if plural and set(_PLACEHOLDERS.findall(text)) - set(_PLACEHOLDERS.findall(plural[0])):
        raise _NotExtractableError("placeholder", f"{message_id}: singular and plural must have the same placeholders")
    risk = Risk.SAFETY if _SAFETY.match(message_id) else Risk.INTERFACE
    risk = Risk.EXERCISE if _EXERCISE.match(message_id) else risk
    return InterfaceMessage(message_id, text, plural[0] if plural else None, note, risk, path=path, line=line)
