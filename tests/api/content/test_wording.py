"""Authored words: short sentences, no claims, and nothing but words."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from api.content.kinds import Step
from api.content.loader import load_programme
from api.content.models import Person, Picture, Programme
from api.content.wording import check_wording, offers_leaving, sentences
from api.errors import Finding
from tests.factories import make_exercise, make_message, make_step, write_content


def programme_of(folder: Path, *steps: Step, **facts: object) -> Programme:
    """Make a sound programme whose one exercise has these steps."""
    return replace(load_programme(write_content(folder)), exercises=(make_exercise(*steps, **facts),))


def rules(found: Iterable[Finding]) -> list[str]:
    return [finding.rule for finding in found]


def rules_of(folder: Path, text: str) -> list[str]:
    return rules(check_wording(programme_of(folder, make_step(text=text))))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One.", ["One."]),
        ("One. Two.", ["One.", "Two."]),
        ("One! Two? Three…", ["One!", "Two?", "Three…"]),
        ("Mr. Jan waits.", ["Mr. Jan waits."]),
        ("Go to St. Anne. Wait.", ["Go to St. Anne.", "Wait."]),
        ("At 4.30 the bus comes.", ["At 4.30 the bus comes."]),
        ("No full stop", ["No full stop"]),
        ("  ", []),
        ("", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("texts", "long"),
    [(("One. Two.", "Three."), False), (("One. Two.", "Three. Four."), True), (("One.",) * 4, True)],
)
def test_a_step_has_three_sentences_at_most(tmp_path: Path, texts: tuple[str, ...], long: bool) -> None:
    body = tuple(make_message(f"feet.s01.body.{number}", text) for number, text in enumerate(texts))

    assert ("long-step" in rules(check_wording(programme_of(tmp_path, make_step(body=body))))) is long


@pytest.mark.parametrize(("words", "long"), [(20, False), (21, True)])
def test_a_sentence_has_twenty_words_at_most(tmp_path: Path, words: int, long: bool) -> None:
    assert ("long-sentence" in rules_of(tmp_path, " ".join(["word"] * words) + ".")) is long


def test_sentences_that_are_long_in_the_mean_are_a_warning_at_the_title(tmp_path: Path) -> None:
    programme = programme_of(tmp_path, steps=(make_step(text=" ".join(["word"] * 20)),))

    (finding,) = (finding for finding in check_wording(programme) if finding.rule == "long-mean")

    assert finding.severity == "warning"
    assert finding.message.startswith("feet.title: ")


@pytest.mark.parametrize(
    "text",
    [
        "This is a therapy.",
        "Ask your therapist.",
        "A treatment for you.",
        "It treats anxiety.",
        "It cures you.",
        "This is proven.",
        "It prevents burnout.",
        "You may relapse.",
        "Your risk score is 3.",
        "We screen for stress.",
        "It detects stress.",
        "It predicts how you feel.",
        "It monitors you.",
        "You have mild stress.",
        "You have severe symptoms.",
        "It lowers your stress.",
        "It ends anxiety.",
        "It beats the depression.",
        "We guarantee it.",
        "A medical device.",
        "It is GDPR-certified.",
        "It is HIPAA safe.",
        "It meets ISO 27001.",
    ],
)
def test_a_medical_claim_is_refused(tmp_path: Path, text: str) -> None:
    """Pauza gives general self-help information and promises no cure."""
    assert "claim" in rules_of(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "This is not a therapy.",
        "It never treats anxiety.",
        "It can't cure you.",
        "It does not diagnose.",
        "Without treatment you can still rest.",
        "Treat your hands gently.",
        "The end of the day.",
        "A moderate wind.",
        "Stress is heavy.",
    ],
)
def test_a_denied_claim_and_an_ordinary_word_are_fine(tmp_path: Path, text: str) -> None:
    assert rules_of(tmp_path, text) == []


def test_a_denial_counts_only_for_what_follows_it(tmp_path: Path) -> None:
    assert "claim" in rules_of(tmp_path, "It cures you, and it is not hard.")
    assert "claim" in rules_of(tmp_path, "This is not hard. It cures you.")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Go to help.org now.", "address"),
        ("See www.example now.", "address"),
        ("Write to jan@example now.", "address"),
        ("Open https://x now.", "address"),
        ("Call 0800 0113.", "long-number"),
        ("Call 116-123.", "long-number"),
        ("Call 020/12345.", "long-number"),
        ("Press <b>now</b>.", "markup"),
        ("Hello {name}.", "markup"),
        ("Give 100 % now.", "markup"),
        ("Tom &amp; Eva.", "markup"),
        ("Be *very* calm.", "markup"),
        ("A \\ stands here.", "markup"),
        ("Two  spaces.", "spaces"),
        ("A line\nbreak.", "spaces"),
    ],
)
def test_a_text_holds_only_words(tmp_path: Path, text: str, rule: str) -> None:
    """Numbers, addresses and markup would pass through hands that cannot check them."""
    assert rule in rules_of(tmp_path, text)


@pytest.mark.parametrize(
    "text", ["Call 112 now.", "Tom & Eva.", "It is 4:30.", "Find 5 things, then 4.", "A. B. Smith waits."]
)
def test_a_short_number_and_a_plain_sign_are_words(tmp_path: Path, text: str) -> None:
    assert rules_of(tmp_path, text) == []


@pytest.mark.parametrize("part", ["title", "people", "pictures"])
def test_every_part_of_a_programme_is_read(tmp_path: Path, part: str) -> None:
    fault = make_message("x", "Go to help.org now.")
    parts = {"title": fault, "people": (Person("ewa", fault),), "pictures": (Picture(id="cup", alt=fault),)}

    found = check_wording(replace(programme_of(tmp_path), **{part: parts[part]}))  # type: ignore[arg-type]

    assert rules(found) == ["address"]


def test_the_words_of_a_directory_are_read_too(tmp_path: Path) -> None:
    changes = {"services/nl.toml": ("Police, ambulance, fire.", "See www.example now.")}

    assert rules(check_wording(load_programme(write_content(tmp_path, changes)))) == ["address"]


def test_a_finding_names_the_text_and_how_to_mend_it(tmp_path: Path) -> None:
    (finding,) = check_wording(programme_of(tmp_path, make_step(text="Call 0800 0113.")))

    assert finding.message.startswith("feet.s01.body.1: '0800 0113' looks like a phone number; ")


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("You can leave the job.", True),
        ("Maybe quit your job.", True),
        ("Leaving this employer is hard.", True),
        ("You could resign from your job.", True),
        ("Leave the bag.", False),
        ("Leave the house for work.", False),
        ("My job is hard.", False),
    ],
)
def test_a_text_that_speaks_of_giving_up_a_job_is_noticed(text: str, offers: bool) -> None:
    assert offers_leaving(text) is offers
