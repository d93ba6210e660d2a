"""Small pieces of content and catalogues that a test changes in the one place it is about."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polib

from api.content.ids import accept_ids
from api.content.instruments import ORDINAL, TRANSLATION
from api.content.kinds import BreatheStep, CloseStep, PauseStep, ReadStep, Step, Way
from api.content.loader import load_programme
from api.content.models import Directory, Exercise, Hears, Hours, Service
from api.content.reading import SourceFile, Table
from api.content.texts import Message, Risk, Severity
from api.i18n.locales import Locale, LocaleRegistry
from api.release.model import Release, ServedFile, make_file
from api.release.sources import all_messages, messages_by_domain
from api.settings import Settings
from api.translation.pofile import WRAP
from api.translation.sync import sync

TODAY = date(2026, 11, 23)
ROOT = Path(__file__).resolve().parent.parent
ENGLISH = Locale("en", "English", "English", "ltr", "en", "source")
POLISH = Locale("pl", "Polski", "Polish", "ltr", "pl", "offered")
ARABIC = Locale("ar", "العربية", "Arabic", "rtl", "ar", "offered")
LONG = Locale("en-XA", "[Long]", "Long", "ltr", "en_XA", "pseudo")
MIRRORED = Locale("ar-XB", "Mirrored", "Mirrored", "rtl", "ar_XB", "pseudo")
REGISTRY = LocaleRegistry((ENGLISH, POLISH, ARABIC, LONG, MIRRORED))


def make_message(message_id: str = "feet.s01.body.1", text: str = "Notice your feet.", **facts: object) -> Message:
    fields: dict[str, object] = {
        "note": "",
        "risk": Risk.EXERCISE,
        "severity": Severity.MEANING,
        "path": Path("f.toml"),
    }
    return Message(message_id, text, **(fields | facts))  # type: ignore[arg-type]


def make_step(kind: type[Step] = ReadStep, step_id: str = "s01", text: str = "Notice.", **facts: object) -> Step:
    title = make_message(f"feet.{step_id}.title", "Notice")
    body = (make_message(f"feet.{step_id}.body.1", text),)
    return kind(**({"id": step_id, "title": title, "body": body} | facts))  # type: ignore[arg-type]


def make_breathing(step_id: str = "s02", way: Way = Way.BODY) -> Step:
    return make_step(BreatheStep, step_id, "Breathe.", way=way, breathe_in=3, breathe_out=4, rounds=3)


def make_rest(step_id: str = "s02o", instead_of: str = "s02") -> Step:
    return make_step(PauseStep, step_id, "Look around.", way=Way.OPEN, instead_of=instead_of, seconds=30)


def make_exercise(*steps: Step, **facts: object) -> Exercise:
    """Make an exercise of the steps given, and a close."""
    all_steps = (*(steps or (make_step(),)), make_step(CloseStep, "s99", "Go on."))
    fields: dict[str, object] = {
        "slug": "feet",
        "code": "1a",
        "title": make_message("feet.title", "Feet"),
        "summary": make_message("feet.summary", "Come back to here."),
        "minutes": 5,
        "risk": Risk.EXERCISE,
        "source": "own words",
        "steps": all_steps,
        "path": Path("feet.toml"),
        "session": "grounding",
        "body": any(step.way is Way.BODY for step in all_steps),
    }
    return Exercise(**(fields | facts))  # type: ignore[arg-type]


def make_service(service_id: str = "line", **facts: object) -> Service:
    """Make a place that listens, of which not everything is certain."""
    fields: dict[str, object] = {
        "id": service_id,
        "name": "A Line",
        "purpose": "listening",
        "about": make_message(f"services.nl.{service_id}.about", "They listen.", risk=Risk.SAFETY),
        "number": "0800 12 34",
        "cost": "free",
        "hours": (Hours("mon-fri", "09:00", "17:00"),),
        "languages": ("pl", "uk"),
        "hears": Hears.ADVICE,
        "confirmed": False,
        "doubt": make_message(f"services.nl.{service_id}.doubt", "Second-hand.", risk=Risk.SAFETY),
        "source": "a page",
        "verified_on": date(2026, 11, 1),
        "expires_on": date(2027, 1, 30),
    }
    return Service(**(fields | facts))  # type: ignore[arg-type]


def make_directory(*services: Service, country: str = "NL") -> Directory:
    name = make_message(f"services.{country.lower()}.name", country)
    return Directory(country=country, name=name, services=services, path=Path(f"{country.lower()}.toml"))


def make_table(text: str, name: str = "feet.toml") -> Table:
    """Make the table that a file with this text would give."""
    lines = text.split("\n")
    return Table(SourceFile(Path(name), lines), tomllib.loads(text), 1, len(lines))


def rules_of(table: Table) -> list[str]:
    """Tell the rules of the faults found in a file so far."""
    return [finding.rule for finding in table.source.findings]


def write_content(folder: Path, changes: Mapping[str, tuple[str, str]] | None = None) -> Path:
    """Copy the small fixture content to `folder/content`; `changes` maps a file to (old text, new text)."""
    content = folder / "content"
    for name, text in SMALL_CONTENT.items():
        old, new = (changes or {}).get(name, ("", ""))
        if old not in text:
            raise AssertionError(f"{old!r} is not in {name}")
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return content


def write_rights(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write the small content with pages about rights, in which each old text of `changes` is the new one, once."""
    content = write_content(folder)
    text = SMALL_RIGHTS
    for old, new in changes:
        if old not in text:
            raise AssertionError(f"{old!r} is not in the rights")
        text = text.replace(old, new, 1)
    path = content / "rights" / "nl.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return content


def write_locales(folder: Path, **files: str) -> Path:
    """Make `folder/locales` with the real plural table and PO files: `pl_feet="…"` is `pl/LC_MESSAGES/feet.po`."""
    locales = folder / "locales"
    locales.mkdir(parents=True, exist_ok=True)
    for name in ("plurals.toml", "rules.toml"):
        (locales / name).write_bytes((ROOT / "locales" / name).read_bytes())
    for name, text in files.items():
        tag, domain = name.rsplit("_", 1)
        path = locales / tag / "LC_MESSAGES" / f"{domain}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return locales


def write_roles(locales: Path, *people: str, language: str = "pl") -> None:
    """Write a list in which each pseudonym has every role in a language."""
    roles = 'roles = ["reviewer", "clinician", "back-translator"]\nsince = 2026-01-01\ninterest = "none"\n'
    rows = [f'[[people]]\nname = "{name}"\nlanguage = "{language}"\n{roles}' for name in people]
    locales.mkdir(parents=True, exist_ok=True)
    (locales / "roles.toml").write_text("\n".join(rows), encoding="utf-8")


def make_checkout(folder: Path) -> Settings:
    """Make everything a release is checked from, small and sound: English, an empty Polish, a computed language."""
    content = write_content(folder)
    accept_ids(load_programme(content), content)
    locales = write_locales(folder)
    (locales / "locales.toml").write_text(SMALL_REGISTRY, encoding="utf-8")
    for name, text in SMALL_FRONT_END.items():
        path = folder / "pwa" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = Settings(source_dir=folder, cache_dir=folder / "cache")
    put_in_step(settings)
    return settings


def put_in_step(settings: Settings) -> None:
    """Write the catalogues of a checkout anew from its sources."""
    messages = all_messages(load_programme(settings.content_dir), settings.pwa_dir)
    registry = LocaleRegistry.load(settings.locales_dir / "locales.toml")
    sync(settings.locales_dir, registry, messages_by_domain(messages), today=TODAY)


def translate(settings: Settings, domain: str, message_id: str, *forms: str) -> Path:
    """Write Polish words for one text, as a desktop tool would."""
    path = settings.locales_dir / "pl" / "LC_MESSAGES" / f"{domain}.po"
    po = polib.pofile(str(path), wrapwidth=WRAP)
    entry = next(entry for entry in po if entry.msgctxt == message_id)
    entry.msgstr, entry.msgstr_plural = ("", dict(enumerate(forms))) if len(forms) > 1 else (forms[0], {})
    po.save()
    return path


def make_release(release_id: str = "r1", *files: ServedFile, languages: Sequence[str] = ("en", "pl")) -> Release:
    """Make a release of a page that is not found in each language, and of the files given."""
    pages = [
        make_file(f"/{tag}/x/", _MISSING.format(tag).encode(), _HTML, {"cache-control": "no-cache"})
        for tag in languages
    ]
    manifest = {"release": release_id, "languages": {tag: {} for tag in languages}}
    return Release(release_id, {file.path: file for file in (*pages, *files)}, manifest)


def po_entry(message_id: str, source: str, target: str, above: str = "") -> str:
    """Write one entry as a tool would."""
    quoted = [text.replace("\\", "\\\\").replace('"', '\\"') for text in (message_id, source, target)]
    return f'{above}msgctxt "{quoted[0]}"\nmsgid "{quoted[1]}"\nmsgstr "{quoted[2]}"\n\n'


def instrument_json() -> dict[str, Any]:
    """Make a questionnaire that nobody ever published: 2 questions about lamps, in English and Polish."""

    def both(key: str, english: str, polish: str) -> dict[str, Any]:
        inner = [{"url": "lang", "valueCode": "pl"}, {"url": "content", "valueString": polish}]
        return {key: english, f"_{key}": {"extension": [{"url": TRANSLATION, "extension": inner}]}}

    def question(link: str, english: str, polish: str) -> dict[str, Any]:
        answers = (("a", 0, "dark", "ciemno"), ("b", 1, "dim", "szaro"), ("c", 2, "bright", "jasno"))
        options = [
            {
                "valueCoding": {
                    "extension": [{"url": ORDINAL, "valueDecimal": value}],
                    "system": "https://example.org/fhir/lamp",
                    "code": code,
                    **both("display", display, polish_display),
                }
            }
            for code, value, display, polish_display in answers
        ]
        return {"linkId": link, "type": "choice", **both("text", english, polish), "answerOption": options}

    questions = [question("1.1", "How is the lamp?", "Jaka jest lampa?"), question("1.2", "And then?", "A potem?")]
    return {
        "resourceType": "Questionnaire",
        "url": "https://example.org/fhir/Questionnaire/lamp",
        "version": "1.0",
        "status": "active",
        "language": "en",
        "copyright": "Made up for a test; nobody owns lamps.",
        **both("title", "Lamp", "Lampa"),
        "item": [
            {"linkId": "0", "type": "display", **both("text", "Think of the lamp.", "Pomyśl o lampie.")},
            {"linkId": "1", "type": "group", **both("text", "The lamp", "Lampa"), "item": questions},
        ],
    }


def write_instrument(content: Path, resource: dict[str, Any] | None = None) -> Path:
    """Write a questionnaire and the file beside it; return the path of the JSON."""
    path = content / "instruments" / "lamp.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(resource or instrument_json(), ensure_ascii=False, indent=1), encoding="utf-8")
    beside = 'licence = "made up"\nmoments = ["start", "end"]\nscore = "sum"\nhelp = [{ item = "1.2", from = 2 }]\n'
    path.with_suffix(".toml").write_text(beside, encoding="utf-8")
    return path


PO_HEAD = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: pl\\n"

"""

_HTML = "text/html; charset=utf-8"
_MISSING = '<!doctype html><html lang="{}"><title>Pauza</title><h1>Not here</h1>'
SMALL_REGISTRY = """[[locales]]
tag = "en"
endonym = "English"
english = "English"
direction = "ltr"
folder = "en"
status = "source"

[[locales]]
tag = "pl"
endonym = "Polski"
english = "Polish"
direction = "ltr"
folder = "pl"
status = "offered"

[[locales]]
tag = "en-XA"
endonym = "[Long]"
english = "Long"
direction = "ltr"
folder = "en_XA"
status = "pseudo"
"""
SMALL_FRONT_END = {
    "templates/page.html": """{# i18n: a button #}
{{ t("ui.nav.back", "Back") }}
{{ tn("ui.days", "{n} day", "{n} days", n) }}
""",
    "pictures/scenes/bus-dawn.svg": '<svg xmlns="http://www.w3.org/2000/svg"><path class="ink" d="M0 0h9"/></svg>',
    "pictures/palette.css": ":root{--p-ink: #111;}\n@media (prefers-color-scheme: dark){:root{--p-ink: #eee;}}\n",
    "dist/build.json": "{}",
}

# One page about rights, sound in every way, for beside the small content.
SMALL_RIGHTS = """country = "NL"

[notes]
"s01.title" = "Calm."

[[pages]]
id = "work"
code = "1"
title = "Work and pay"
summary = "What the law gives."
minutes = 2
contacts = ["emergency"]
sources = ["a page of the law"]
verified_on = 2026-11-01
expires_on = 2027-01-30

[[pages.steps]]
id = "s01"
kind = "read"
title = "Before you read"
body = ["This takes 2 minutes. You can stop at any time."]
links = ["help"]

[[pages.steps]]
id = "s02"
kind = "read"
title = "Your pay"
body = ["You have the right to be paid."]

[[pages]]
id = "told"
code = "2"
title = "A story"
summary = "It is made up."
minutes = 1
composed = true
contacts = ["emergency"]
sources = ["another page"]
verified_on = 2026-11-02
expires_on = 2027-01-31

[[pages.steps]]
id = "s03"
kind = "read"
title = "Before you read"
body = ["This takes 1 minute. You can stop at any time."]
links = ["help"]

[[pages.steps]]
id = "s04"
kind = "read"
title = "A bed"
body = ["“My bed comes with my job.”"]
"""

SMALL_CONTENT = {
    "programme.toml": """title = "Pauza"
sessions = ["grounding"]
second = ["sorting"]
guides = ["listening"]
scripts = ["call"]
unplanned = "unplanned"

[people]
ewa = "Ewa"
""",
    "sessions/grounding.toml": """code = "1"
title = "Here and now"
summary = "A tree in the storm."
minutes = 20
source = "own words"

[notes]
"s01.body" = "The bus is the bus to work."

[[steps]]
id = "s01"
kind = "story"
picture = "bus-dawn"
body = ["It is four in the morning.", "Ewa waits for the bus."]
say = [ { who = "ewa", text = "I did not sleep." } ]

[[steps]]
id = "s02"
kind = "story"
picture = "bus-dawn"
body = ["The bus is late."]

[[steps]]
id = "s03"
kind = "story"
picture = "bus-dawn"
body = ["Her feet are cold."]

[[steps]]
id = "s04"
kind = "story"
picture = "bus-dawn"
body = ["She notices them."]

[[steps]]
id = "s05"
kind = "practise"
title = "Try it"
body = ["Open the exercise."]
exercise = "feet"
moments = [ { id = "queue", text = "In a queue: notice your feet." } ]

[[steps]]
id = "s06"
kind = "plan"
title = "Your plan"
body = ["Choose a time."]
what = ["Notice my feet"]
when = ["In the break"]
where = ["At the bus stop"]

[[steps]]
id = "s07"
kind = "close"
title = "Until soon"
body = ["Rest now."]
""",
    "sessions/sorting.toml": """code = "b1"
title = "One at a time"
summary = "Sort and plan."
minutes = 20
source = "own words"

[[steps]]
id = "s01"
kind = "story"
picture = "bus-dawn"
body = ["There are 3 letters."]

[[steps]]
id = "s02"
kind = "review"
title = "How was it?"
of = "grounding.s06"

[[steps]]
id = "s03"
kind = "sort"
title = "Sort"
areas = [ { id = "pay", text = "Pay", examples = ["It comes late"] } ]

[[steps]]
id = "s04"
kind = "solve"
title = "Plan"
of = "s03"
ideas = ["Ask someone"]

[[steps]]
id = "s05"
kind = "calendar"
title = "Your week"
activities = ["Walk"]

[[steps]]
id = "s06"
kind = "map"
title = "People"
words = ["Do you have time?"]

[[steps]]
id = "s07"
kind = "ahead"
title = "Harder days"
signs = ["I sleep less"]
helps = ["A walk"]

[[steps]]
id = "s08"
kind = "close"
title = "Until soon"
body = ["Rest now."]
""",
    "guides/listening.toml": """code = "g1"
title = "Listening"
summary = "How to listen."
minutes = 5
source = "own words"

[[steps]]
id = "s01"
kind = "compare"
title = "Words"
helps = [ { id = "h1", text = "I am here." } ]
hurts = [ { id = "n1", text = "It is nothing." } ]

[[steps]]
id = "s02"
kind = "check"
title = "Think"
body = ["Ewa is silent."]
answers = [
  { id = "a1", text = "Wait.", more = "She has time.", good = true },
  { id = "a2", text = "Talk.", more = "She has none." },
]

[[steps]]
id = "s03"
kind = "can"
title = "What you can do"
items = [ { id = "i1", text = "I can wait." } ]

[[steps]]
id = "s04"
kind = "close"
title = "Done"
body = ["Rest now."]
""",
    "guides/call.toml": """code = "g10"
title = "The call"
summary = "What to say."
minutes = 5
of = "grounding"
source = "own words"

[[steps]]
id = "s01"
kind = "turns"
title = "Arrive"
minutes = 5
turns = [
  { id = "t1", kind = "ask", text = "How are you?" },
  { id = "t2", kind = "show", text = "Read it together.", step = "grounding.s05" },
  { id = "t3", kind = "do", text = "Let it be quiet.", seconds = 30 },
]
replies = ["So so."]
""",
    "guides/unplanned.toml": """code = "g9"
title = "If something happens"
summary = "Short advice."
minutes = 1
source = "own words"

[[steps]]
id = "s01"
kind = "read"
title = "Somebody cries"
body = ["Wait."]
""",
    "exercises/feet/exercise.toml": """code = "1a"
title = "Feet on the floor"
summary = "Come back to here."
minutes = 5
source = "own words"
body = true
session = "grounding"

[[steps]]
id = "s01"
kind = "rate"
title = "How is it now?"
moment = "before"
low = "calm"
high = "very strong"
choose_way = true

[[steps]]
id = "s02"
kind = "breathe"
way = "body"
title = "Breathe slowly"
body = ["Breathe in.", { id = "1b", text = "Wait." }, "Breathe out."]
in = 3
out = 4
rounds = 6

[[steps]]
id = "s02o"
kind = "pause"
way = "open"
instead_of = "s02"
title = "Look at one thing"
body = ["Rest your eyes on it."]
seconds = 30
cues = [ { id = "c1", at = 15, text = "Look at its edge." } ]

[[steps]]
id = "s03"
kind = "notice"
title = "Look around"
prompts = [ { id = "p1", sense = "see", count = 3, text = "Find three blue things." } ]

[[steps]]
id = "s04"
kind = "choose"
title = "What matters"
keep = 1
cards = [ { id = "caring", text = "Caring", more = "I look after people." }, { id = "fun", text = "Fun" } ]

[[steps]]
id = "s05"
kind = "write"
title = "For you"
label = "What did you notice?"
starters = ["I noticed"]

[[steps]]
id = "s06"
kind = "listen"
title = "Follow the lines"
lines = [ { id = "l1", seconds = 6, text = "The floor is under you." } ]

[[steps]]
id = "s07"
kind = "close"
title = "Well done"
body = ["Go on with your day."]
""",
    "exercises/second/exercise.toml": """code = "1b"
title = "One thing"
summary = "Look at one thing."
minutes = 3
source = "own words"
session = "grounding"

[[steps]]
id = "s01"
kind = "read"
title = "Take a cup"
body = ["Hold a cup."]

[[steps]]
id = "s02"
kind = "close"
title = "Well done"
body = ["Drink it."]
""",
    "exercises/feet/design.md": "# Feet\n",
    "exercises/second/design.md": "# One thing\n",
    "pages/help.toml": """code = "h"
title = "Help"
summary = "Places that help."
minutes = 1
source = "own words"

[[steps]]
id = "s01"
kind = "read"
title = "In danger"
body = ["Call now."]
""",
    "services/nl.toml": """name = "Netherlands"

[[services]]
id = "emergency"
name = "112"
purpose = "emergency"
about = "Police, ambulance, fire."
number = "112"
cost = "free"
hours = [ { days = "mon-fri", opens = "09:00", closes = "17:00" } ]
hears = "enforcement"
confirmed = true
source = "rijksoverheid"
verified_on = 2026-11-01
expires_on = 2027-01-30
""",
    "pictures.toml": """[bus-dawn]
alt = "A bus stop at dawn."
""",
}
