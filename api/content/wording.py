"""Rules for every authored text: short sentences, no claims, and nothing but words."""

import re
from collections.abc import Iterator

from api.content.messages import walk
from api.content.models import Programme, Unit
from api.content.texts import Message
from api.errors import Finding

MAX_SENTENCES = 3
MAX_WORDS = 20
MEAN_WORDS = 10
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?\S)")
_ABBREVIATION = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|No)\.\s")
# Words that would make a self-help programme a medical claim; one list for the English.
_CLAIMS = re.compile(
    r"\b(?:diagnos\w+|therap(?:y|ies|ist|ists|eutic)|treatments?|treats?\s+(?:stress|anxiety|depression|trauma|symptoms)"
    r"|cures?|cured|clinically|proven|prevents?\s+\w+|relapse|symptom\s+score|risk\s+scores?|screens?\s+for|screening"
    r"|detects?|predicts?|monitors\b|(?:mild|moderate|severe)\s+(?:stress|anxiety|depression|symptoms|distress)"
    r"|(?:reduces?|lowers?|heals?|beats?|removes?|ends?)\s+(?:your\s+|the\s+)?(?:depression|anxiety|trauma|ptsd|stress)"
    r"|guarantee[ds]?|medical\s+device|gdpr[- ]certified|hipaa|diga|iso\s*\d+)\b",
    re.IGNORECASE,
)
NEGATION = re.compile(r"\b(?:not|no|never|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|\b[a-z0-9-]+\.(?:com|org|net|info|nl|pl|eu)\b", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d(?:[ .\-()/]{0,2}\d){4,}")
_OFFERS_LEAVING = re.compile(
    r"\b(?:quit|resign|leave|leaving|quitting)\s+(?:from\s+)?(?:the|your|this|a)?\s*"
    r"(?:job|employer|boss|agency|work for good)\b",
    re.IGNORECASE,
)


def check_wording(programme: Programme) -> Iterator[Finding]:
    """Check every text of a programme, and the length of every step and sentence."""
    for unit in programme.units:
        yield from _unit(unit)
    named = (programme.title, programme.people, programme.directories)
    told = (*programme.units, programme.pictures, programme.stepping, programme.shifts)
    for message in walk((programme.stepping, programme.shifts)):
        yield from _long(message)
    for part in (*named, *told):
        for message in walk(part):
            yield from _plain(message)
    for part in told:
        for message in walk(part):
            yield from _claims(message)


def sentences(text: str) -> list[str]:
    """Split a text into its sentences; a title such as "Mr." does not end one."""
    guarded = _ABBREVIATION.sub(lambda match: f"{match[1]}\u2024 ", text.strip())
    return [part.replace("\u2024", ".") for part in _SENTENCE_END.split(guarded) if part.strip()]


def _unit(unit: Unit) -> Iterator[Finding]:
    for step in unit.steps:
        count = sum(len(sentences(message.text)) for message in step.body)
        if count > MAX_SENTENCES:
            remedy = f"step {step.id} has {count} sentences; keep {MAX_SENTENCES}, or make two steps"
            yield _finding(step.body[0], "long-step", remedy)
    lengths = []
    for message in walk(unit.steps):
        lengths += [len(sentence.split()) for sentence in sentences(message.text)]
        yield from _long(message)
    if lengths and (mean := sum(lengths) / len(lengths)) > MEAN_WORDS:
        remedy = f"sentences of {unit.slug} have {mean:.1f} words in the mean; aim at {MEAN_WORDS} or fewer"
        yield _finding(unit.title, "long-mean", remedy, "warning")


def _long(message: Message) -> Iterator[Finding]:
    for sentence in sentences(message.text):
        if (count := len(sentence.split())) > MAX_WORDS:
            remedy = f"a sentence of {count} words; at most {MAX_WORDS}: make two of it"
            yield _finding(message, "long-sentence", remedy)


def _plain(message: Message) -> Iterator[Finding]:
    """Find what is data, markup or a format in a text that must be words."""
    text = message.text
    if found := _ADDRESS.search(text):
        yield _finding(message, "address", f"{found[0]!r} looks like an address; put it into content/services/")
    if found := _LONG_NUMBER.search(text):
        yield _finding(message, "long-number", f"{found[0]!r} looks like a phone number; put it into content/services/")
    if found := re.search(r"[<>{}%\\]|&#?\w+;|\*\w", text):
        yield _finding(message, "markup", f"{found[0]!r} must not stand in a text; write it in words")
    if text != " ".join(text.split()):
        yield _finding(
            message, "spaces", "the text has a line break or two spaces; write it on one line with single ones"
        )


def _claims(message: Message) -> Iterator[Finding]:
    """Find medical claims; a sentence that denies one may use the word."""
    for sentence in sentences(message.text):
        for found in _CLAIMS.finditer(sentence):
            if not NEGATION.search(sentence[: found.start()]):
                yield _finding(
                    message, "claim", f"{found[0]!r} is a medical claim; say what a person does, not what is cured"
                )


def offers_leaving(text: str) -> bool:
    """Tell whether a text speaks of giving up a job."""
    return bool(_OFFERS_LEAVING.search(text))


def _finding(message: Message, rule: str, remedy: str, severity: str = "error") -> Finding:
    return Finding(message.path, message.line, rule, f"{message.id}: {remedy}", severity)
