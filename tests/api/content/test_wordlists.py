"""Six words on a piece of paper, typed on another phone."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from api.content.wordlists import FEWEST, MOST, check_wordlists, folded, front_coded, load_wordlists
from api.i18n.locales import LocaleRegistry
from tools.bootstrap import node_command

ROOT = Path(__file__).resolve().parents[3]
LISTS = ROOT / "content" / "wordlists"
# Words that may hurt, frighten or give something away.
UNKIND = re.compile(r"^(kill|war|gun|dead|death|blood|police|prison|bomb|wojna|policja|trup|krew|حرب|شرطة|سجن|موت|دم)$")
Change = Callable[[list[str]], list[str]]
SPELLINGS = ["Żółw", "ŁÓDŹ", "éclair", "مُدَرِّسَة", "على", "أخضر", "شـاي", "ﻻ", "plain", "ILIK", "ırmak", "İpek"]


def rules(folder: Path, words: list[str]) -> list[str]:
    (folder / "en.txt").write_text("".join(f"{word}\n" for word in words), "utf-8")
    return [finding.rule for finding in check_wordlists(folder)]


def distinct(count: int) -> list[str]:
    """Return so many words of which no two are one slip apart."""
    letters = "abcdefghijklmnop"
    return sorted(f"{letters[n % 16] * 2}{letters[n // 16 % 16] * 2}{letters[n // 256] * 2}" for n in range(count))


def test_every_language_of_the_menu_has_a_sound_list() -> None:
    offered = {one.base or one.tag for one in LocaleRegistry.load(ROOT / "locales" / "locales.toml").offered}

    assert offered <= set(load_wordlists(LISTS))
    assert check_wordlists(LISTS) == []


def test_no_list_holds_an_unkind_word() -> None:
    assert [word for words in load_wordlists(LISTS).values() for word in words if UNKIND.match(word)] == []


def test_a_sound_list_has_no_finding(tmp_path: Path) -> None:
    assert rules(tmp_path, distinct(FEWEST)) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda words: words[1:], "few-words"),
        (lambda words: distinct(len(words) + MOST), "many-words"),
        (lambda words: sorted([*words, "two-words"]), "odd-word"),
        (lambda words: sorted([*words, "zz"]), "odd-word"),
        (lambda words: sorted([*words, "zyxwvutsrq"]), "odd-word"),
        (lambda words: [*words[1:], words[0]], "word-order"),
        (lambda words: [words[0], *words], "word-order"),
        (lambda words: sorted([*words, "zebra", "zebras"]), "words-alike"),
        (lambda words: sorted([*words, "zebra", "zobra"]), "words-alike"),
        (lambda words: sorted([*words, "zębra", "zebra"]), "words-alike"),
    ],
)
def test_a_fault_in_a_list_is_named(tmp_path: Path, change: Change, rule: str) -> None:
    assert rules(tmp_path, change(distinct(FEWEST))) == [rule]


def test_a_list_is_told_by_what_differs_from_the_word_before() -> None:
    assert front_coded(["abacus", "abacá", "abłat", "ваза", "вазир"]) == "0abacus4á2łat0ваза3ир"
    assert front_coded([]) == ""


def test_page_and_check_bring_words_into_the_same_form() -> None:
    """Else two words that the check tells apart could be one on the phone."""
    module = (ROOT / "pwa" / "src" / "store" / "kdf.ts").as_uri()
    forms = f"{json.dumps(SPELLINGS)}.map(phraseFrom)"
    script = f"import {{ phraseFrom }} from '{module}'; console.log(JSON.stringify({forms}))"
    answer = subprocess.run(
        node_command("--input-type=module", "-e", script), capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert json.loads(answer.stdout) == [folded(word) for word in SPELLINGS]
