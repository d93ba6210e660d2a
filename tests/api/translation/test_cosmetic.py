"""Which changes of a source may keep their translations, and which may not, whatever their author said."""

import pytest

from api.translation.cosmetic import is_cosmetic


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Breathe in slowly.", "Breathe in slowly!"),
        ("Breathe in slowly.", "breathe in slowly"),
        ("It's fine to stop.", "It’s fine to stop."),
        ("“Notice” your feet.", 'Notice your "feet".'),
        ("Find a quiet place to sit for a while now.", "Find a calm place to sit for a while now."),
        ("Rest your eyes on one thing.", "Rest your  eyes on one thing …"),
        ("Hold for four seconds and let it go.", "Hold for 4 seconds and let it go."),
        ("", ""),
    ],
)
def test_a_change_of_looks_is_cosmetic(before: str, now: str) -> None:
    assert is_cosmetic((before,), (now,))


LONG = "Sit on a chair with your back straight and both feet on the floor, and then {} for a while"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("breathe in", "breathe out"),
        ("look up", "look down"),
        ("look left", "look right"),
        ("do it", "do not do it"),
        ("stay", "never stay"),
        ("open them", "close them"),
        ("do more", "do less"),
        ("go slow", "go fast"),
        ("begin before noon", "begin after noon"),
        ("wait with it", "wait without it"),
        ("you can wait", "you can't wait"),
        ("let go", "stop"),
        ("wait 4 minutes", "wait 5 minutes"),
        ("wait four minutes", "wait six minutes"),
        ("wait four minutes", "wait minutes"),
        ("hold it", "keep it"),
    ],
)
def test_one_word_that_turns_the_sense_is_never_cosmetic(old: str, new: str) -> None:
    """Whoever was told to breathe in must not go on reading "breathe out"."""
    assert not is_cosmetic((LONG.format(old),), (LONG.format(new),))


def test_a_turning_word_that_only_moves_is_judged_by_the_rest() -> None:
    assert is_cosmetic((LONG.format("now rest in peace"),), (LONG.format("rest now in peace"),))


@pytest.mark.parametrize(("changed", "cosmetic"), [(1, True), (2, True), (3, False)])
def test_a_fifth_of_the_words_may_change(changed: int, cosmetic: bool) -> None:
    old = [f"word{'x' * number}" for number in range(10)]
    new = [*(f"other{'x' * number}" for number in range(changed)), *old[changed:]]

    assert is_cosmetic((" ".join(old),), (" ".join(new),)) is cosmetic


def test_a_text_that_now_counts_something_is_another_text() -> None:
    assert not is_cosmetic(("{n} breath",), ("{n} breath", "{n} breaths"))


def test_every_plural_form_is_compared() -> None:
    assert is_cosmetic(("{n} day", "{n} days"), ("{n} day", "{n} days!"))
    assert not is_cosmetic(("{n} day in bed", "{n} days in bed"), ("{n} day in bed", "{n} days out of bed"))
