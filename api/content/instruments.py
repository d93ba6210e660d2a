"""Read licensed questionnaires: FHIR R4 `Questionnaire` JSON as published, and a TOML beside it on how it is used.

Their words never pass through our translators: they are shown as the file has them, or not at all in a language.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from api.content.models import Instrument, InstrumentItem, Option, Texts, When
from api.content.reading import SourceFile, Table
from api.errors import Finding

TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
ITEM_TYPES = ("group", "display", "choice")
MOMENTS: tuple[When, ...] = ("start", "session", "end", "later")
RULES = ("sum", "mean")
# What would change how a questionnaire works, and what we cannot do.
_UNSUPPORTED = ("enableWhen", "answerValueSet", "initial", "modifierExtension", "maxLength", "definition")
_LINE = re.compile(r"line (\d+)")


def read_instrument(source: SourceFile, text: str, top: Table) -> Instrument | None:
    """Build one questionnaire from its JSON (`source`, `text`) and its TOML (`top`); None when the JSON is none."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        source.fault(error.lineno, "malformed-json", f"the file is not JSON: {error.msg}; mend that line")
        return None
    if not isinstance(found, dict) or found.get("resourceType") != "Questionnaire":
        source.fault(1, "not-questionnaire", 'resourceType must be "Questionnaire" (FHIR R4); take another file out')
        return None
    return _Reader(source, found).instrument(top)


def check_instruments(instruments: Iterable[Instrument], tags: Iterable[str]) -> Iterator[Finding]:
    """Find languages in which a questionnaire is only partly there (an error) or not at all (it is not shown there)."""
    for instrument in instruments:
        for tag in tags:
            missing = [where for where, texts in instrument.texts() if not said(texts, tag)]
            if missing and len(missing) == len(instrument.texts()):
                text = f"{instrument.slug} has no {tag}; add its official translation, or it is not shown in {tag}"
                yield Finding(instrument.path, 1, "no-translation", text, "warning")
            elif missing:
                text = f"{missing[0]} has no {tag}, and {len(missing) - 1} more; add the official translation of all"
                yield Finding(instrument.path, 1, "part-translation", text)


def said(texts: Texts, tag: str) -> str:
    """Return the words in a language, or in the language it belongs to (`pl` for `pl-PL`); or nothing."""
    return texts.get(tag) or texts.get(tag.split("-", 1)[0], "")


class _Reader:
    def __init__(self, source: SourceFile, resource: dict[str, Any]) -> None:
        self.source = source
        self.resource = resource
        self.language = str(resource.get("language") or "en")
        self.seen: dict[str, InstrumentItem] = {}

    def instrument(self, top: Table) -> Instrument:
        resource = self.resource
        for key in ("url", "version"):
            if not isinstance(resource.get(key), str):
                self.fault(
                    "Questionnaire", "missing-field", f"`{key}` is missing; it names the questionnaire in answers"
                )
        if not isinstance(resource.get("copyright"), str) or not resource["copyright"].strip():
            self.fault("Questionnaire", "no-licence", "`copyright` is missing; the file must say whose it is")
        if resource.get("status") == "retired":
            self.fault("Questionnaire", "retired", 'status is "retired"; use the edition that took its place')
        self.refuse(resource, "Questionnaire")
        title = self.texts(resource, "title", "Questionnaire.title")
        items = self.items(resource.get("item"), "Questionnaire")
        if not self.choices:
            self.fault("Questionnaire.item", "no-items", "there is no choice item; a questionnaire asks something")
        return Instrument(
            slug=self.source.path.stem,
            url=str(resource.get("url", "")),
            version=str(resource.get("version", "")),
            language=self.language,
            title=title,
            copyright=str(resource.get("copyright", "")),
            items=items,
            path=self.source.path,
            **self.use(top),
        )

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(link for link, item in self.seen.items() if item.kind == "choice")

    def use(self, top: Table) -> dict[str, Any]:
        """Read the TOML: licence, moments, score, and which answers show help."""
        if not top.has("licence"):
            top.fault("no-licence", "`licence` is missing; write who may use this questionnaire, and where that stands")
            top.used.add("licence")
        licence = top.text("licence") if top.has("licence") else ""
        moments = top.strings("moments")
        for moment in moments:
            if moment not in MOMENTS:
                top.fault("unknown-word", f"moments may be {', '.join(MOMENTS)}, not {moment!r}", "moments")
        if not moments:
            top.fault("missing-field", f"`moments` is missing; write some of {', '.join(MOMENTS)}")
        rule = top.choice("score", RULES) if top.has("score") else None
        scored = top.strings("scored") or self.choices
        helps = {}
        for entry in top.tables("help"):
            helps[entry.text("item")] = entry.number("from", 0, 100)
            entry.done()
        for name in (*scored, *helps):
            if name not in self.choices:
                top.fault("unknown-id", f"there is no choice item {name!r}; use one of {', '.join(self.choices)}")
        needed = (*(scored if rule else ()), *helps)
        for name in dict.fromkeys(name for name in needed if name in self.choices):
            if any(option.value is None for option in self.seen[name].options):
                self.fault(
                    name, "no-score", "an option has no ordinalValue; add the extension with the published score"
                )
        top.done()
        return {"licence": licence, "moments": moments, "rule": rule, "scored": scored, "helps": helps}

    def items(self, found: Any, where: str) -> tuple[InstrumentItem, ...]:
        entries = found if isinstance(found, list) else []
        read = [self.item(entry, f"{where}.item[{place}]") for place, entry in enumerate(entries)]
        return tuple(item for item in read if item is not None)

    def item(self, entry: Any, where: str) -> InstrumentItem | None:
        if not isinstance(entry, dict) or not isinstance(entry.get("linkId"), str):
            self.fault(where, "missing-field", "`linkId` is missing; every item has one")
            return None
        link, kind = entry["linkId"], entry.get("type")
        if link in self.seen:
            self.fault(link, "duplicate-id", f"the linkId {link!r} stands twice; keep each once")
        if kind not in ITEM_TYPES:
            self.fault(link, "unknown-item", f"type {kind!r} cannot be shown; only {', '.join(ITEM_TYPES)} can")
            return None
        self.refuse(entry, link)
        if entry.get("repeats") is True:
            self.fault(link, "unsupported", "`repeats` (several answers) cannot be shown; use another edition")
        options = self.options(entry, link) if kind == "choice" else ()
        own = InstrumentItem(link, kind, self.texts(entry, "text", link), options, ())
        self.seen[link] = own
        inner = self.items(entry.get("item"), link)
        if inner and kind != "group":
            self.fault(link, "unsupported", "items inside a question cannot be shown; use a group")
        return InstrumentItem(link, kind, own.text, options, inner)

    def options(self, entry: dict[str, Any], link: str) -> tuple[Option, ...]:
        read = []
        for place, option in enumerate(entry.get("answerOption") or []):
            coding = option.get("valueCoding") if isinstance(option, dict) else None
            where = f"{link}.answerOption[{place}]"
            if not isinstance(coding, dict) or not isinstance(coding.get("code"), str):
                self.fault(where, "bad-option", "an option needs valueCoding with `code` and `display`; add them")
                continue
            display = self.texts(coding, "display", where)
            value = next((e.get("valueDecimal") for e in _extensions(coding, ORDINAL)), None)
            number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
            read.append(Option(coding["code"], str(coding.get("system", "")), display, number))
        if len({option.code for option in read}) < max(len(read), 2):
            self.fault(
                link, "bad-option", "a choice needs two or more options with codes of their own; add answerOption"
            )
        return tuple(read)

    def texts(self, holder: dict[str, Any], key: str, where: str) -> Texts:
        """Take a text and its translations, which stand in the extension of `_<key>`."""
        text = holder.get(key)
        if not isinstance(text, str) or not text.strip():
            self.fault(where, "missing-field", f"`{key}` is missing; write it as it was published")
            return {}
        found = {self.language: text}
        for extension in _extensions(holder.get(f"_{key}"), TRANSLATION):
            parts = {part.get("url"): part for part in _list(extension.get("extension"))}
            tag = parts.get("lang", {}).get("valueCode")
            words = parts.get("content", {}).get("valueString") or parts.get("content", {}).get("valueMarkdown")
            if not isinstance(tag, str) or not isinstance(words, str) or not words.strip():
                self.fault(where, "bad-translation", f"a translation of `{key}` needs lang and content; add both")
                continue
            found[tag] = words
        return found

    def refuse(self, holder: dict[str, Any], where: str) -> None:
        for key in _UNSUPPORTED:
            if key in holder:
                self.fault(where, "unsupported", f"`{key}` would change the questionnaire and is not known here")

    def fault(self, where: str, rule: str, message: str) -> None:
        link = where.split(".answerOption", 1)[0]
        line = self.source.find(f'"{link}"', 1, len(self.source.lines)) or 1
        self.source.fault(line, rule, f"{where}: {message}")


def _list(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _extensions(holder: Any, url: str) -> list[dict[str, Any]]:
    entries = _list(holder.get("extension")) if isinstance(holder, dict) else []
    return [entry for entry in entries if entry.get("url") == url]
