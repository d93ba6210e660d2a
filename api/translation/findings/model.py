"""A text that is looked at, and what is found in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from api.i18n.damage import Damage, Spelled, damages_of
from api.translation.findings.rules import Level
from api.translation.glossary import Term


@dataclass(frozen=True)
class Text:
    """A translation with its source and all that rules ask about.

    `categories` counts the plural forms of the language, `others` maps words that other texts have for the same English
    to the id of one of them, and `spelled` has words that may stand for a digit.
    """

    id: str
    language: str
    source: tuple[str, ...]
    forms: tuple[str, ...]
    categories: int = 1
    terms: Sequence[Term] = ()
    others: Mapping[tuple[str, ...], str] | None = None
    spelled: Spelled = field(default_factory=dict)

    @cached_property
    def damages(self) -> Mapping[str, Sequence[Damage]]:
        """What makes each form unsafe to show."""
        return {form: list(dict.fromkeys(damages_of(self.source, form, self.spelled))) for form in self.forms}


class Place(NamedTuple):
    """What a kind of rule marks in a form, from `start` up to `end` in characters; `term` is for its reason."""

    start: int
    end: int
    term: str = ""


@dataclass(frozen=True)
class Found:
    """One finding: the text, the plural form from 0, the rule, and which part is marked.

    `start` and `end` count UTF-16 units, as browsers do.
    """

    id: str
    form: int
    rule: str
    level: Level
    start: int
    end: int
    reason: str
