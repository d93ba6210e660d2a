"""The registry of languages, read from `locales/locales.toml`; nowhere else is a language named."""

import tomllib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

import babel

from api.errors import CatalogError, Finding

Direction = Literal["ltr", "rtl"]
Status = Literal["source", "offered", "draft", "canary", "pseudo"]
_OPTIONAL = ("base", "region", "letters")
_FLAG = "helpers"
_TRIAL = ("canary", "pseudo")


@dataclass(frozen=True)
class Locale:
    """One language: its BCP 47 tag, its names, its direction, and gettext's name for its folder.

    `base` is the tag of the language whose words stand where this one says nothing else, as `pt` below `pt-BR`.
    `region` says whose dates are written where CLDR takes another country for granted: without it, `en` is American.
    `letters` names a font of ours for letters that not every phone has. `helpers` holds where the pages of helpers are
    translated too; elsewhere they are read in the source language.
    """

    tag: str
    endonym: str
    english: str
    direction: Direction
    folder: str
    status: Status
    base: str = ""
    region: str = ""
    letters: str = ""
    helpers: bool = False

    @property
    def below(self) -> "Locale | None":
        """The base as a language of its own, of which only tag and folder count."""
        return replace(self, tag=self.base, folder=self.base.replace("-", "_"), base="") if self.base else None

    @property
    def language(self) -> str:
        """The first part of the tag; CLDR's data is found under it."""
        return self.tag.split("-", 1)[0]

    @property
    def cldr(self) -> str:
        """The name under which Babel knows this language; a pseudo-locale borrows its language's data."""
        name = self.language if self.status == "pseudo" else self.tag.replace("-", "_")
        return f"{name}_{self.region}" if self.region else name


@dataclass(frozen=True)
class LocaleRegistry:
    """Every language in the order of the file."""

    locales: tuple[Locale, ...]

    @classmethod
    def load(cls, path: Path) -> "LocaleRegistry":
        """Read the registry. Raises CatalogError with every fault."""
        try:
            text = path.read_text(encoding="utf-8")
            rows = tomllib.loads(text).get("locales")
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            message = f"the list of languages cannot be read: {error}"
            raise CatalogError([Finding(path, 1, "unreadable", message)]) from error
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise CatalogError([Finding(path, 1, "wrong-type", "write each language as a table [[locales]]")])
        findings: list[Finding] = []
        locales = tuple(_locale(row, n, path, findings) for n, row in enumerate(rows, 1))
        findings += _whole(locales, path)
        if findings:
            raise CatalogError(findings)
        return cls(locales)

    @property
    def source(self) -> Locale:
        """The language of the authored text."""
        return next(locale for locale in self.locales if locale.status == "source")

    @property
    def offered(self) -> tuple[Locale, ...]:
        """The languages of the menu, the source among them, in the order of the file."""
        return tuple(locale for locale in self.locales if locale.status in ("source", "offered"))

    @property
    def translated(self) -> tuple[Locale, ...]:
        """The languages that have PO files, those still in work among them."""
        return tuple(locale for locale in self.locales if locale.status in ("offered", "draft", "canary"))

    @property
    def trial(self) -> tuple[Locale, ...]:
        """The languages that tests alone look at: computed ones, and real ones with letters like no other's."""
        return tuple(locale for locale in self.locales if locale.status in _TRIAL)

    def only(self, tags: Collection[str]) -> "LocaleRegistry":
        """Return the list with no other language offered than these and the source; with no tags, as it is."""
        hidden = {locale.tag for locale in self.locales if tags and locale.status == "offered"} - set(tags)
        return LocaleRegistry(
            tuple(replace(locale, status="draft") if locale.tag in hidden else locale for locale in self.locales)
        )

    def get(self, tag: str) -> Locale:
        """Find a language by its tag, in any letter case. Raises KeyError."""
        for locale in self.locales:
            if locale.tag.lower() == tag.lower():
                return locale
        raise KeyError(tag)

    def __contains__(self, tag: object) -> bool:
        return isinstance(tag, str) and any(locale.tag.lower() == tag.lower() for locale in self.locales)


def _locale(row: dict[str, Any], number: int, path: Path, findings: list[Finding]) -> Locale:
    """Build one row; its fault is told by its number in the file."""

    def fault(rule: str, message: str) -> None:
        findings.append(Finding(path, 1, rule, f"language {number}: {message}"))

    fields = ("tag", "endonym", "english", "direction", "folder", "status")
    for name in fields:
        if not isinstance(row.get(name), str) or not row[name].strip():
            fault("missing-field", f"`{name}` is missing; add it as a text")
    if not isinstance(row.get(_FLAG, False), bool):
        fault("wrong-type", f"`{_FLAG}` must be true or false")
    for name in sorted(row.keys() - {*fields, *_OPTIONAL, _FLAG}):
        fault("unknown-field", f"`{name}` is not a field; take it out")
    for name, words in (("direction", get_args(Direction)), ("status", get_args(Status))):
        if row.get(name) not in words:
            fault("unknown-word", f"`{name}` must be one of {', '.join(words)}")
    texts = {name: str(row.get(name, "")) for name in (*fields, *_OPTIONAL)}
    return Locale(**texts, helpers=row.get(_FLAG) is True)  # type: ignore[arg-type]


def _whole(locales: tuple[Locale, ...], path: Path) -> list[Finding]:
    faults = []
    if [locale.status for locale in locales].count("source") != 1:
        faults.append(("source-locale", 'exactly one language has status = "source"; correct the list'))
    for name in ("tag", "folder"):
        counts = Counter(getattr(locale, name).lower() for locale in locales)
        twice = sorted(value for value, count in counts.items() if count > 1)
        faults += [("duplicate-locale", f"two languages have {name} {value!r}; keep one") for value in twice]
    bases = {locale.tag for locale in locales if locale.status in ("offered", "draft") and not locale.base}
    for locale in locales:
        if locale.base and locale.base not in bases:
            message = f"{locale.tag} stands on {locale.base!r}; name a translated language that has no base itself"
            faults.append(("unknown-base", message))
        if not _in_cldr(locale):
            faults.append(("unknown-locale", f"CLDR knows no language {locale.tag!r}; correct the tag"))
    return [Finding(path, 1, *fault) for fault in faults]


def _in_cldr(locale: Locale) -> bool:
    try:
        babel.Locale.parse(locale.cldr)
    except (babel.UnknownLocaleError, ValueError):
        return False
    return True
