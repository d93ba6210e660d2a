"""The errors this program raises on purpose; words for people are made at the edge."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class AppError(Exception):
    """Base of every error raised on purpose."""


class ConfigError(AppError):
    """A setting that cannot be used; says its name, its value and what is accepted."""

    def __init__(self, name: str, value: str, accepted: str) -> None:
        super().__init__(f"{name}={value!r}: accepted is {accepted}")
        self.name = name
        self.value = value
        self.accepted = accepted


@dataclass(frozen=True, order=True)
class Finding:
    """One fault in an authored file: where it is, which rule it breaks, how to mend it.

    `line` counts from 1; `severity` is `error` (stops a release) or `warning`.
    """

    path: Path
    line: int
    rule: str
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.message} [{self.rule}]"

    def as_row(self, root: Path) -> list[Any]:
        """Return the finding as values of JSON; its path is told from `root`."""
        return [self.path.relative_to(root).as_posix(), self.line, self.rule, self.message, self.severity]

    @classmethod
    def from_row(cls, row: Iterable[Any], root: Path) -> "Finding":
        """Make the finding again that `as_row` was called on."""
        path, *rest = row
        return cls(root / path, *rest)


class ContentError(AppError):
    """Authored content that cannot be served; carries every finding."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


class CatalogError(AppError):
    """A catalogue that cannot be read at all; carries every finding."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


class BuildError(AppError):
    """A release that cannot be made, with the remedy in the message."""


class SoundError(AppError):
    """A recording that cannot be used; the message is one sentence for the person who made it."""
