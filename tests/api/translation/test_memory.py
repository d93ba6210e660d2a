"""What was said before is found again, and what only looks alike is told to be different."""

import random
from pathlib import Path

import pytest

from api.cli import main
from api.translation.memory import Memory, Segment, as_row, remembered
from api.translation.retired import Retired, retire
from tests.bench.remembering import grown
from tests.factories import TODAY, make_checkout, put_in_step, translate


def segment(english: str, words: str = "x", text: str = "") -> Segment:
    return Segment(text or english, (english,), (words,))


def nearest(english: str, *known: str) -> list[tuple[str, bool]]:
    found = Memory(map(segment, known)).near(english)
    return [(one.segment.id, one.same) for one in found]


def test_the_nearest_comes_first() -> None:
    found = nearest(
        "Notice both feet on the floor.", "Notice your feet on the floor.", "The bus is late.", "Notice your hands."
    )
    assert found[0] == ("Notice your feet on the floor.", True)
    assert "The bus is late." not in dict(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Breathe in slowly.", "Breathe out slowly."),
        ("Wait for 5 minutes.", "Wait for 15 minutes."),
        ("You must do this alone.", "You must not do this alone."),
        ("You can do this alone.", "You can’t do this alone."),
        ("Open your hand now.", "Close your hand now."),
    ],
)
def test_what_says_the_contrary_is_marked_as_different(one: str, other: str) -> None:
    assert nearest(one, other) == [(other, False)]
    assert nearest(one, one) == [(one, True)]


def test_the_text_itself_and_repetitions_are_left_out() -> None:
    known = [segment("Your plan", "Twój plan", name) for name in ("a", "b", "c")]
    assert [one.segment.id for one in Memory(known).near("Your plan", but="a")] == ["b"]


def test_nothing_is_found_where_there_is_nothing() -> None:
    assert nearest("Anything") == []
    assert nearest("", "Your plan") == []
    assert nearest("?!", "Your plan") == []


def test_catalogues_and_what_was_retired_are_remembered(tmp_path: Path) -> None:
    settings = make_checkout(tmp_path)
    translate(settings, "ui", "ui.nav.back", "Wstecz")
    folder = settings.locales_dir / "pl"
    retire(folder, [Retired("old.title", ("Go back",), ("Wróć",))], TODAY)
    assert {(one.id, one.target) for one in remembered(folder)} == {
        ("ui.nav.back", ("Wstecz",)),
        ("old.title", ("Wróć",)),
    }


def test_words_that_are_behind_are_not_offered(tmp_path: Path) -> None:
    settings = make_checkout(tmp_path)
    translate(settings, "ui", "ui.nav.back", "Wstecz")
    page = settings.pwa_dir / "templates" / "page.html"
    page.write_text(page.read_text("utf-8").replace('"Back"', '"One page back"'), "utf-8")
    put_in_step(settings)
    assert list(remembered(settings.locales_dir / "pl")) == []


def test_whatever_is_looked_up_in_many_texts_it_ends_soon_and_is_sorted() -> None:
    """Counted, not timed: the time on a free machine is a row of `make bench`."""
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    real = [segment(" ".join(chance.choices(["notice", "your", "feet", "the", "bus", "5"], k=8))) for _ in range(50)]
    memory = Memory(grown(real, 3000, chance))
    assert len(memory) == 3000
    for _ in range(20):
        scores = [one.score for one in memory.near(chance.choice(real).source[0])]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) <= 8
        assert scores[0] == 1


def test_a_row_says_what_the_contract_says() -> None:
    (found,) = Memory([segment("Your plan", "Twój plan")]).near("Your plan")
    assert as_row(found) == {
        "source": ["Your plan"],
        "target": ["Twój plan"],
        "id": "Your plan",
        "score": 1.0,
        "numbers": True,
    }


def test_the_command_shows_what_was_said_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAUZA_SOURCE_DIR", str(tmp_path))
    translate(make_checkout(tmp_path), "grounding", "grounding.s02.body.1", "Autobus się spóźnia.")
    assert main(["locales", "memory", "pl", "The bus is not late."]) == 0
    told = capsys.readouterr().out
    assert told.startswith("89% grounding.s02.body.1  other numbers, denials or opposites\n")
    assert "Autobus się spóźnia." in told
