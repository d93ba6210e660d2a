"""What a reader is told of how a text was made and checked."""

from itertools import combinations

import pytest

from api.i18n.review import LADDER, Told, told

UNCHECKED = LADDER[:2]
CHECKED = ("checked", *LADDER[2:])


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ("", ""),
        ("source", ""),
        ("missing", ""),
        ("machine-draft", "machine"),
        ("machine-draft missing", "machine"),
        ("translated", "person"),
        ("translated source missing", "person"),
        ("machine-draft translated", "both"),
        ("machine-draft peer-reviewed", "machine-parts"),
        ("machine-draft translated clinically-reviewed", "machine-parts"),
        ("machine-draft checked", "machine-parts"),
        ("translated peer-reviewed", "person-parts"),
        ("translated narrated", "person-parts"),
        ("peer-reviewed", "second-person"),
        ("peer-reviewed back-translated", "second-person"),
        ("clinically-reviewed", "professional"),
        ("clinically-reviewed narrated checked", "professional"),
        ("checked", ""),
        ("checked missing", ""),
    ],
)
def test_every_mixture_has_its_own_words(states: str, expected: Told) -> None:
    assert told(states.split()) == expected


def test_no_mixture_hides_a_word_that_nobody_checked() -> None:
    """6.4: whatever else stands on the page, the reader hears of its weakest part."""
    every = (*UNCHECKED, *CHECKED, "source", "missing")
    for size in range(1, len(every) + 1):
        for states in combinations(every, size):
            warned = told(states) not in ("", "second-person", "professional")
            assert warned is bool(set(states) & set(UNCHECKED)), states
