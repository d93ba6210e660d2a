"""The two computed languages: what a test can read off them."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.i18n.damage import PLACEHOLDER, damages
from api.i18n.pseudo import PSEUDO, accented, mirrored

TEXTS = ["Feet", "Breathe in.", "Save {size}, please?", "{n} days", "Call 112 now; wait.", "A", "É"]
words = st.lists(st.sampled_from(["Breathe", "in", "slowly", "{n}", "{size}", "112", "now", "a"]), min_size=1)


@pytest.mark.parametrize("compute", PSEUDO.values(), ids=PSEUDO)
@pytest.mark.parametrize("text", TEXTS)
def test_a_computed_text_would_pass_as_a_translation(compute: Callable[[str], str], text: str) -> None:
    assert damages((text,), (compute(text),)) == []


@given(words)
def test_placeholders_and_digits_survive_in_their_order(parts: list[str]) -> None:
    text = " ".join(parts)

    for compute in PSEUDO.values():
        assert PLACEHOLDER.findall(compute(text)) == PLACEHOLDER.findall(text)
        assert [char for char in compute(text) if char.isdigit()] == [char for char in text if char.isdigit()]


@given(words)
def test_no_plain_letter_is_left_that_nobody_could_translate(parts: list[str]) -> None:
    text = " ".join(parts)

    for compute in PSEUDO.values():
        outside = PLACEHOLDER.sub("", compute(text))
        assert not any(char.isascii() and char.isalpha() for char in outside)


@pytest.mark.parametrize("text", [text for text in TEXTS if len(text) > 3])
def test_the_long_language_is_half_as_long_again_in_brackets(text: str) -> None:
    long = accented(text)

    assert (long[0], long[-1]) == ("[", "]")
    assert len(long) >= 1.5 * len(text)


def test_the_long_language_does_not_grow_without_end() -> None:
    assert len(accented("word " * 40)) <= 1.7 * 200


def test_no_words_stay_no_words() -> None:
    assert (accented(""), mirrored("")) == ("", "")


def test_the_mirrored_language_really_runs_from_right_to_left() -> None:
    letters = [char for char in mirrored("Breathe slowly, twice?") if char.isalpha()]

    assert {unicodedata.bidirectional(char) for char in letters} == {"AL"}


def test_the_mirrored_language_has_its_own_punctuation() -> None:
    assert mirrored(",;?") == "،؛؟"


def test_the_same_text_is_always_computed_alike() -> None:
    assert accented("Breathe") == accented("Breathe")
    assert mirrored("Breathe") != mirrored("breath")


def test_every_letter_has_its_own_accented_form() -> None:
    found = accented("".join(map(chr, (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1)))))[1:53]

    assert len(set(found)) == 52
    assert not any(char.isascii() for char in found)
