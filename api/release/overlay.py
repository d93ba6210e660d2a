"""Bring what an organisation adds into a release: its words into catalogues, its colours into styles."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from api.content.checks import check_services
from api.content.expiry import Dated, lapsed
from api.content.models import Programme
from api.content.organisation import Colours, Organisation, OwnWords, check_places
from api.content.texts import Risk
from api.errors import Finding
from api.i18n.catalogs import Catalog
from api.i18n.damage import damages
from api.i18n.locales import Locale, LocaleRegistry
from api.i18n.parts import Translation, source_forms
from api.i18n.plurals import PluralRule
from api.release.words import Messages

OWN_WORDS = "own-words"
TITLE = "programme.title"
# Whoever sees the name on a home screen must not learn what it is for.
_TELLING = re.compile(
    r"stres|mental|mintal|psych|psih|trauma|depres|anxi|migra|therap|terap|suicid|abuse|crisis|exploit|lelki|göç"
    r"|стрес|псих|травм|депрес|мигра|мігра|терап|нервн|ضغط|نفسي|صدمة|اكتئاب|مهاجر",
    re.IGNORECASE,
)


def check_overlay(
    organisation: Organisation, ours: Programme, messages: Messages, registry: LocaleRegistry, today: date
) -> list[Finding]:
    """Find what is wrong with what an organisation adds to our programme; `messages` already have its places."""
    findings = [*check_places(organisation, ours.directories), *check_services(organisation.directories, today)]
    findings += (one.finding for one in lapsed(Dated(organisation.directories, ()), today))
    known = {locale.tag for locale in (registry.source, *registry.translated)}
    for tag, words in organisation.words.items():
        if tag not in known:
            path = organisation.path.parent / "words" / f"{tag}.toml"
            findings.append(
                Finding(path, 1, "unknown-language", f"{tag} is no language here; there are {', '.join(known)}")
            )
        findings += (finding for one in words if (finding := _shape_fault(one, organisation, messages)))
    return findings


def with_own_words(
    catalog: Catalog, organisation: Organisation | None, messages: Messages
) -> tuple[Catalog, list[Finding]]:
    """Return a catalogue that says an organisation's words where it has some, and what is wrong with the others."""
    if organisation is None:
        return catalog, []
    findings: list[Finding] = []
    own: dict[str, Translation] = {}
    for one in _words_of(organisation, catalog.locale):
        if _shape_fault(one, organisation, messages):
            continue
        source = source_forms(messages[one.id])
        if fault := _fault(one, source, catalog.rule):
            findings.append(Finding(one.path, one.line, OWN_WORDS, f"{one.id}: {fault}"))
        else:
            own[one.id] = Translation(source, one.forms, "translated", one.line)
    return replace(catalog, own=own, missing=catalog.missing - own.keys()), findings


def faults_of_words(
    organisation: Organisation | None, messages: Messages, rules: Mapping[Locale, PluralRule]
) -> list[Finding]:
    """Find the words of an organisation that are not shown, in these languages."""
    bare = (Catalog(locale, rule) for locale, rule in rules.items())
    return list(dict.fromkeys(one for catalog in bare for one in with_own_words(catalog, organisation, messages)[1]))


def coloured(path: Path, organisation: Organisation | None) -> str:
    """Return the text of a style sheet with an organisation's colours at its end, where they win."""
    return path.read_text("utf-8") + colours_css(organisation)


def colours_css(organisation: Organisation | None) -> str:
    """Return the rules that give buttons and links an organisation's colours, or nothing."""
    if organisation is None:
        return ""
    light, dark = organisation.light, organisation.dark
    return (f":root{{{_tokens(light)}}}" if light else "") + (
        f"@media (prefers-color-scheme:dark){{:root{{{_tokens(dark)}}}}}" if dark else ""
    )


def _tokens(colours: Colours) -> str:
    return f"--sea-0:{colours.soft};--sea-1:{colours.accent};--sea-2:{colours.strong}"


def _words_of(organisation: Organisation, locale: Locale) -> Iterator[OwnWords]:
    """Yield the words for a language; those for its base too, where it has none of its own."""
    own = organisation.words.get(locale.tag, ())
    named = {one.id for one in own}
    yield from own
    yield from (one for one in organisation.words.get(locale.base, ()) if one.id not in named)


def _shape_fault(one: OwnWords, organisation: Organisation, messages: Messages) -> Finding | None:
    fault = None
    if one.id not in messages:
        fault = "unknown-id", f"{one.id} is no text of this version; `pauza locales status` names the files of ids"
    elif messages[one.id][1].risk is Risk.SAFETY and not _is_of_own_place(one.id, organisation):
        fault = (
            "safety-words",
            f"{one.id} is about safety; its words are the same everywhere. Add a place that helps instead",
        )
    elif one.id == TITLE and (told := _TELLING.search(" ".join(one.forms))):
        fault = (
            "telling-name",
            f"the name would tell on a home screen what it is for (“{told[0]}”); choose a neutral one",
        )
    return Finding(one.path, one.line, *fault) if fault else None


def _is_of_own_place(message_id: str, organisation: Organisation) -> bool:
    places = (f"services.{one.path.stem}.{service.id}." for one in organisation.directories for service in one.services)
    return message_id.startswith(tuple(places))


def _fault(one: OwnWords, source: tuple[str, ...], rule: PluralRule) -> str:
    wanted = len(rule.categories) if len(source) > 1 else 1
    if len(one.forms) != wanted:
        return f"give {wanted} forms: {', '.join(rule.categories)}" if wanted > 1 else "give one text"
    found = damages(source, one.forms, rule.spelled)
    return found[0].remedy if found else ""
