"""The kinds of rules: each looks at one form of a translation and marks what it finds.

`pwa/src/findings/kinds.ts` has the same kinds; a test holds both to the same findings.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.i18n.damage import latin_digits
from api.translation.findings.model import Place, Text
from api.translation.findings.rules import Rule, Rules
from api.translation.findings.tokens import phrases, sentences, words

ENGLISH = "en"
_EDGE = re.compile(r"^ *|(?<! ) *$")
# What may stand behind the last mark of a sentence.
_CLOSING = "”“»’\"')] \u200f\u200e\u2069"
_SPACE = " \u00a0\u202f\u2009"


@dataclass(frozen=True)
class Check:
    """One rule on its way over one text."""

    rule: Rule
    rules: Rules
    text: Text

    @property
    def source(self) -> str:
        """The English that a form is compared with; of two, the one for many."""
        return self.text.source[-1]

    def own(self, name: str) -> Sequence[str]:
        """Return a list of words of the text's language."""
        return self.rules.words(self.text.language, name)

    def english(self, name: str) -> Sequence[str]:
        """Return the English list of the same name."""
        return self.rules.words(ENGLISH, name)


Kind = Callable[[Check, str], Iterator[Place]]


def _damage(check: Check, form: str) -> Iterator[Place]:
    for found in check.text.damages[form]:
        if found.rule == check.rule.id:
            at = latin_digits(form).find(found.part) if found.part else -1
            yield Place(at, at + len(found.part)) if at >= 0 else Place(0, len(form), found.part)


def _plural_count(check: Check, form: str) -> Iterator[Place]:
    wanted = check.text.categories if len(check.text.source) > 1 else 1
    if not form.strip() or len(check.text.forms) != wanted:
        yield Place(0, len(form))


def _same_as_source(check: Check, form: str) -> Iterator[Place]:
    plain, said = (unicodedata.normalize("NFC", text).strip() for text in (check.source, form))
    if plain == said and len(words(form)) >= check.rule.more["words"]:
        yield Place(0, len(form))


def _mixed_scripts(check: Check, form: str) -> Iterator[Place]:
    scripts = [re.compile(f"[{letters}]") for letters in check.rule.more["scripts"]]
    for word in words(form):
        part = form[word.start : word.end]
        if sum(bool(script.search(part)) for script in scripts) > 1:
            yield Place(word.start, word.end)


def _pattern(check: Check, form: str) -> Iterator[Place]:
    if not check.rule.pattern.search(check.source):
        for found in check.rule.pattern.finditer(form):
            yield Place(found.start(), found.end())


def _words(check: Check, form: str) -> Iterator[Place]:
    for word in phrases(check.own(check.rule.more["list"]), words(form)):
        yield Place(word.start, word.end)


def _terms(check: Check, form: str) -> Iterator[Place]:
    for term in check.text.terms:
        if found := term.found(check.source, form):
            yield Place(*found, f"“{term.term}”")


def _opposites(check: Check, form: str) -> Iterator[Place]:
    """Mark a word whose opposite the source says, where neither text says both."""
    for pair in check.rule.more["pairs"]:
        said = [bool(list(phrases(check.english(name), words(check.source)))) for name in pair]
        told = [list(phrases(check.own(name), words(form))) for name in pair]
        if said == [True, False] and told[1] and not told[0]:
            yield Place(told[1][0].start, told[1][0].end)
        if said == [False, True] and told[0] and not told[1]:
            yield Place(told[0][0].start, told[0][0].end)


def _presence(check: Check, form: str) -> Iterator[Place]:
    name = check.rule.more["list"]
    if not check.own(name):
        return
    said = any(phrases(check.english(name), words(check.source)))
    told = next(phrases(check.own(name), words(form)), None)
    if said != bool(told):
        yield Place(told.start, told.end) if told else Place(0, len(form))


def _names(check: Check, form: str) -> Iterator[Place]:
    for name, stem in check.rule.more["names"].items():
        if name in check.source and stem not in form:
            yield Place(0, len(form), name)


def _ending(check: Check, form: str) -> Iterator[Place]:
    ends: Mapping[str, str] = check.rule.more["ends"]
    wanted, mark = (_end(text, ends) for text in (check.source, form))
    if wanted != mark:
        end = len(form.rstrip(_CLOSING))
        yield Place(max(end - 1, 0), end)


def _end(text: str, ends: Mapping[str, str]) -> str:
    last = text.rstrip(_CLOSING)[-1:]
    return next((name for name, marks in ends.items() if last and last in marks), "")


def _doubled_word(check: Check, form: str) -> Iterator[Place]:
    said, allowed = words(form), check.own("doubled")
    for one, other in pairwise(said):
        between = form[one.end : other.start]
        if one.text == other.text and between and not between.strip(_SPACE) and one.text not in allowed:
            yield Place(one.start, other.end)


def _edge_space(check: Check, form: str) -> Iterator[Place]:
    for strip in (str.lstrip, str.rstrip):
        source, own = (len(text) - len(strip(text, " ")) for text in (check.source, form))
        if source != own and form.strip(" "):
            yield Place(0, own) if strip is str.lstrip else Place(len(form) - own, len(form))


def _sentence_count(check: Check, form: str) -> Iterator[Place]:
    wanted, own = (len(list(sentences(text))) for text in (check.source, form))
    if abs(wanted - own) >= check.rule.more["apart"]:
        yield Place(0, len(form))


def _length(check: Check, form: str) -> Iterator[Place]:
    size = len(check.source)
    rows = [row for row in check.rule.more["from"] if row[0] <= size]
    if rows and form and not rows[-1][1] * size <= len(form) <= rows[-1][2] * size:
        yield Place(0, len(form))


def _long_sentence(check: Check, form: str) -> Iterator[Place]:
    for start, end in sentences(form):
        if len(form[start:end].strip(" ")) > check.rule.more["characters"]:
            yield Place(start, end)


def _inconsistent(check: Check, form: str) -> Iterator[Place]:
    for forms in check.text.others or {}:
        if forms != check.text.forms:
            yield Place(0, len(form), forms[-1])
            return


KINDS: Mapping[str, Kind] = {
    "damage": _damage,
    "plural-count": _plural_count,
    "same-as-source": _same_as_source,
    "mixed-scripts": _mixed_scripts,
    "pattern": _pattern,
    "words": _words,
    "terms": _terms,
    "opposites": _opposites,
    "presence": _presence,
    "names": _names,
    "ending": _ending,
    "doubled-word": _doubled_word,
    "edge-space": _edge_space,
    "sentence-count": _sentence_count,
    "length": _length,
    "long-sentence": _long_sentence,
    "inconsistent": _inconsistent,
}
