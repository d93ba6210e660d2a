"""The rule file says where it is wrong, and both programs can read it."""

import json
import os
from pathlib import Path

import pytest

from api.errors import CatalogError
from api.i18n.locales import LocaleRegistry
from api.translation.findings.catalogue import look
from api.translation.findings.kinds import KINDS
from api.translation.findings.rules import LEVELS, Rules
from tests.factories import ROOT

WHOLE = bool(os.environ.get("PAUZA_ALL_LANGUAGES"))
REGISTRY = LocaleRegistry.load(ROOT / "locales" / "locales.toml")
GOOD = 'id = "a"\nlevel = "warn"\nkind = "pattern"\npattern = "x"\nreason = "r"\n'


def load(folder: Path, text: str) -> Rules:
    (folder / "rules.toml").write_text(text, "utf-8")
    return Rules.load(folder)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[rules", "cannot be read"),
        ("rules = 1", "as a table"),
        ('[[rules]]\nid = "a"', "are texts"),
        ("[[rules]]\n" + GOOD.replace("warn", "grave"), "block, warn, hint"),
        ("[[rules]]\n" + GOOD + "[[rules]]\n" + GOOD, "stands twice"),
        ("[[rules]]\n" + GOOD.replace('"x"', "'\\w+'"), "read alike"),
        ("[[rules]]\n" + GOOD.replace('"x"', '"(?i)x"'), "read alike"),
        ("[[rules]]\n" + GOOD.replace('"x"', '"("'), "cannot be used"),
        ("[[rules]]\n" + GOOD.replace('"x"', "1"), "read alike"),
        ("words = 1", "as a table"),
        ("[words.pl]\nnot = 1", "a list of words"),
        ('[words.pl]\nnot = ["*"]', "a list of words"),
        ("words = { pl = 1 }", "a list of words"),
    ],
)
def test_a_fault_in_the_file_is_told(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(CatalogError, match=fault):
        load(tmp_path, text)


def test_without_a_file_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="cannot be read"):
        Rules.load(tmp_path)


def test_every_rule_has_a_kind_and_a_level() -> None:
    rules = Rules.load(ROOT / "locales")

    assert {rule.kind for rule in rules.rules} == KINDS.keys()
    assert {rule.level for rule in rules.rules} == set(LEVELS)
    assert json.loads(rules.as_json())["rules"][0]["id"] == rules.rules[0].id


def test_a_regional_language_has_the_words_of_its_base() -> None:
    rules = Rules.load(ROOT / "locales")

    assert rules.words("pt-BR", "not") == rules.words("pt", "not") != ()
    assert rules.words("xx", "not") == ()


@pytest.mark.parametrize("tag", [one.tag for one in REGISTRY.translated] if WHOLE else ["ar", "pl", "tr"])
def test_our_own_words_raise_few_alarms(tag: str) -> None:
    """Whoever is warned for nothing stops to look: at most 2 of 100 texts, and nothing that may not be published."""
    looked = look(ROOT / "locales", Rules.load(ROOT / "locales"), REGISTRY.get(tag), {})

    assert looked.count("block") == 0
    assert 100 * looked.count("warn") <= 2 * looked.texts
