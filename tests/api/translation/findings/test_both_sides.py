"""The command line and the browser find the same, in the same places, in whatever is typed."""

import json
import os
import random
import subprocess
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import pytest

from api.i18n.locales import LocaleRegistry
from api.i18n.parts import target_forms
from api.i18n.poreading import read_po
from api.translation.findings.catalogue import Texts
from api.translation.findings.looking import findings
from api.translation.findings.model import Found, Text
from api.translation.findings.rules import Rules
from tests.factories import ROOT
from tools.bootstrap import node_command

LOCALES = ROOT / "locales"
REGISTRY = LocaleRegistry.load(LOCALES / "locales.toml")
RULES = Rules.load(LOCALES)
# A gate takes more.
RUNS = 120 * max(1, int(os.environ.get("PAUZA_GATE_RUNS", "1")) // 20)
SEED = random.randrange(2**32)
# What typing, pasting and mischief bring; digits of five scripts, beyond 65,536 too.
ODD = (
    *"  .,!?;:…؟۔।፦“”»’'\"()[]{}<>&@/-–—0123459٣٤۵९𝟓\u00a0\u202f\u200f\u2066\u2069\u202e\ufeff\ufffd\u0007\u0301",
    *"ـşțĹėıİIiſKſ😀𐍈",
    *("{n}", "{name}", "&amp;", "<b>", "https://x.org", "a@b.c", "www.x.pl", "tel:112", "112", "0800 12 34", "4 "),
    *("١٢٣ ٤٥", " nie ", " not ", " lewa ", " left hand", " siz ", "Pauza", "Pauzy", " je je ", "hallо", "breathe in"),
    *("wydech", "inadem", "MAİLTO:x", "fıle:x", "ein.de"),
)


def on_the_other_side(texts: list[Text]) -> list[list[Found]]:
    rows = [
        {
            "id": text.id,
            "language": text.language,
            "source": text.source,
            "forms": text.forms,
            "categories": text.categories,
            "terms": [{"source": one.source, "term": one.term, "forbidden": one.forbidden} for one in text.terms],
            "others": list(text.others or ()),
            "spelled": text.spelled,
        }
        for text in texts
    ]
    script = str(Path("tests/pwa/findings/looked.ts"))
    given = json.dumps({"rules": json.loads(RULES.as_json()), "texts": rows})
    told = subprocess.run(node_command(script), input=given, capture_output=True, text=True, check=True, cwd=ROOT)
    return [[Found(**row) for row in found] for found in json.loads(told.stdout)]


def real_texts(tag: str) -> list[Text]:
    locale = REGISTRY.get(tag)
    paths = sorted((LOCALES / locale.folder / "LC_MESSAGES").glob("*.po"))
    entries = [one for path in paths for one in read_po(path).entries if one.msgctxt and any(target_forms(one))]
    texts = Texts(LOCALES, locale, {}, iter(entries))
    return [texts.of(entry) for entry in entries]


def mangled(text: Text, chance: random.Random) -> Text:
    """Put odd things into a translation, take some out, or put another text in its place."""

    def change(form: str) -> str:
        chars = list(form)
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(chars) + 1)
            if chance.random() < 0.3:
                del chars[at : at + chance.randrange(1, 8)]
            else:
                chars[at:at] = [chance.choice(ODD)]
        return "".join(chars)

    forms = tuple(map(change, text.forms))
    return Text(**{**vars_of(text), "forms": forms})


def vars_of(text: Text) -> dict[str, object]:
    return {name: getattr(text, name) for name in text.__dataclass_fields__}


@pytest.mark.parametrize("tag", [locale.tag for locale in REGISTRY.translated])
def test_the_same_is_found_in_what_people_type(tag: str) -> None:
    print(f"seed {SEED}")
    chance = random.Random(f"{SEED} {tag}")
    real = real_texts(tag)
    texts = [mangled(chance.choice(real), chance) for _ in range(RUNS)]
    texts += islice(real, RUNS // 2)

    there = on_the_other_side(texts)

    for text, found in zip(texts, there, strict=True):
        assert [asdict(one) for one in found] == [asdict(one) for one in findings(RULES, text)], (SEED, text.forms)
