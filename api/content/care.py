"""What a page that may be read in fear must say, and must never say.

The rules of trauma-sensitive writing, as far as a machine can tell: the reader is in control, nobody is accused,
nothing is urged, and nothing is asked back. Whoever writes such a page in good faith can still be wrong; a lawyer and
people who lived it read it too.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from api.content.kinds import ReadStep
from api.content.messages import walk
from api.content.models import Directory, Programme, RightsPage, Unit
from api.content.texts import Message
from api.content.wording import NEGATION, sentences
from api.errors import Finding

_SOON = timedelta(days=30)
_LONGEST_TRUST = timedelta(days=90)
_STOP = re.compile(r"\bstop\b", re.IGNORECASE)
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"](?P<said>[^”\"]*)")
_FIRST_PERSON = re.compile(r"\b(?:I|my|me|mine|we|our)\b")
# Words that name somebody guilty, or the reader at fault.
_ACCUSES = re.compile(
    r"\b(?:your\s+(?:boss|employer|agency)|traffickers?|exploiters?|exploit(?:s|ed|ing)?|slaves?|slavery|criminals?"
    r"|thie(?:f|ves)|steals?|stolen|li(?:es|ar|ars)\s+to\s+you|liars?|cheats?|cheated|guilty|illegals?|perpetrators?"
    r"|what\s+is\s+wrong\s+with\s+you|you\s+should\s+have|your\s+(?:own\s+)?fault|your\s+mistake)\b",
    re.IGNORECASE,
)
# What frightens or hurries; a name in capitals such as CAK is too short to count as shouting.
_ALARMS = re.compile(
    r"!|\b[A-Z]{5,}\b|\b(?i:warning|alarm|hurry|urgent(?:ly)?|immediately|at\s+once|right\s+away|too\s+late|last\s+chance"
    r"|seconds?\s+left|before\s+it\s+is)\b"
)
_PROMISES = re.compile(
    r"\b(?:we\s+promise|you\s+will\s+(?:be\s+safe|get|win|have)|always\s+works?|nothing\s+can\s+happen)\b",
    re.IGNORECASE,
)
# To go, to confront somebody, to fetch papers: safe only when an adviser who knows the case has said so.
_ADVISES = re.compile(
    r"\b(?:(?:leave|quit|walk\s+out\s+of|run\s+(?:away\s+)?from)\s+(?:the|your|this)\s+(?:job|work|house|place|bed|room)"
    r"|confront|stand\s+up\s+to|(?:tell|ask|challenge|report)\s+(?:the|your)\s+(?:boss|employer|agency)"
    r"|(?:take|get|fetch|demand|collect)\s+(?:back\s+)?(?:the|your)\s+(?:passport|papers|documents)(?:\s+back)?"
    r"|(?:go|come)\s+(?:and|to)\s+(?:get|fetch|take)\b)",
    re.IGNORECASE,
)
_BEFORE_LEAVING = re.compile(r"\b(?:before|if|when)\s+(?:you\s+)?$", re.IGNORECASE)
_ASKS_AGAIN = re.compile(r"\bare\s+you\s+(?:really\s+)?sure\b", re.IGNORECASE)


def check_care(programme: Programme, today: date) -> Iterator[Finding]:
    """Check the pages about rights, and in every unit what would corner a reader."""
    directories = {directory.country: directory for directory in programme.directories}
    for page in programme.rights:
        yield from _dates(page, today)
        yield from _frame(page)
        yield from _contacts(page, directories.get(page.country))
        for message in walk(page):
            yield from _words(message, composed=page.composed)
    for unit in programme.units:
        yield from _cornered(unit)


def check_dates(verified_on: date, expires_on: date, today: date) -> Iterator[tuple[str, str, str]]:
    """Tell what is wrong with the days between which something counts: rule, remedy and severity."""
    if today <= expires_on < today + _SOON:
        yield "expiring", f"expires on {expires_on}; compare its source again soon", "warning"
    if verified_on > today or verified_on >= expires_on:
        yield "dates", "verified_on must not be in the future nor after expires_on; correct them", "error"
    if expires_on - verified_on > _LONGEST_TRUST:
        yield "dates", f"expires_on may be at most {_LONGEST_TRUST.days} days after verified_on", "error"


def _dates(page: RightsPage, today: date) -> Iterator[Finding]:
    for name, remedy, severity in check_dates(page.verified_on, page.expires_on, today):
        yield _at(page.title, f"rights-{name}", remedy, severity)
    if not page.sources or not all(source.strip() for source in page.sources):
        yield _at(page.title, "rights-source", "has no `sources`; say where its facts come from")


def _frame(page: RightsPage) -> Iterator[Finding]:
    """Find a page without a way out: what comes, how long, that stopping is fine, and where help is."""
    first = page.steps[0] if page.steps else None
    said = " ".join(message.text for message in first.body) if first else ""
    if not _STOP.search(said):
        yield _at(
            page.title, "rights-opt-out", 'the first step must say that one can stop; add "You can stop at any time."'
        )
    if not re.search(rf"\b{page.minutes}\b", said):
        yield _at(page.title, "rights-opt-out", f"the first step must say how long it takes: {page.minutes}")
    if not any("help" in step.links for step in page.steps):
        yield _at(page.title, "rights-help", 'no step leads to help; add links = ["help"] to one')
    for step in page.steps:
        if not isinstance(step, ReadStep):
            remedy = f'{step.id} has kind = "{step.kind}"; nothing is asked or timed here: write it as kind = "read"'
            yield _at(step.title or page.title, "rights-kind", remedy)


def _contacts(page: RightsPage, directory: Directory | None) -> Iterator[Finding]:
    known = {service.id for service in directory.services} if directory else set()
    stem = page.country.lower()
    if not page.contacts:
        yield _at(page.title, "rights-contact", f"has no `contacts`; name a service of services/{stem}.toml")
    for name in page.contacts:
        if name not in known:
            remedy = f"there is no service {name!r} in services/{stem}.toml; correct the name or add it there"
            yield _at(page.title, "rights-contact", remedy)


def _words(message: Message, *, composed: bool) -> Iterator[Finding]:
    quoted = [found["said"] for found in _QUOTED.finditer(message.text)]
    if any(_FIRST_PERSON.search(said) for said in quoted) and not composed:
        yield _at(message, "rights-composed", "somebody tells of themselves; write composed = true at the page's head")
    if found := _ALARMS.search(message.text):
        yield _at(message, "rights-alarm", f"{found[0]!r} frightens or hurries; say it calmly")
    for sentence in sentences(message.text):
        yield from _sentence(message, sentence)


def _sentence(message: Message, sentence: str) -> Iterator[Finding]:
    if sentence.rstrip('”"’)').endswith("?") and _YOU.search(sentence):
        yield _at(
            message, "rights-question", "questions the reader; say it as a statement, or as the reader's own question"
        )
    for pattern, rule, remedy in (
        (_ACCUSES, "rights-accuses", "accuses somebody; say what is everybody's right"),
        (_PROMISES, "rights-promises", "promises what nobody can; say what an adviser can do"),
        (_ADVISES, "rights-advises", "advises a step that may be dangerous; say who can look at it with the reader"),
    ):
        for found in pattern.finditer(sentence):
            before = sentence[: found.start()]
            if not NEGATION.search(before) and not _BEFORE_LEAVING.search(before):
                yield _at(message, rule, f"{found[0]!r} {remedy}")


def _cornered(unit: Unit) -> Iterator[Finding]:
    """Find what asks a leaving reader back, and rights that are pushed instead of standing beside help."""
    for message in walk(unit):
        if _ASKS_AGAIN.search(message.text):
            yield _at(message, "asks-again", "whoever wants to stop is not asked again; say what they can do instead")
    for step in unit.steps:
        if "rights" in step.links and unit.slug != "help" and "help" not in step.links:
            remedy = f'{step.id} leads to rights alone; add "help", so that rights are never pushed'
            yield _at(step.title or unit.title, "rights-pushed", remedy)


def _at(message: Message, rule: str, remedy: str, severity: str = "error") -> Finding:
    return Finding(message.path, message.line, rule, f"{message.id}: {remedy}", severity)
