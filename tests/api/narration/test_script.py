"""What a step says: the words of its screen, with the quiet that its kind needs."""

from api.content.kinds import (
    Card,
    ChooseStep,
    Cue,
    HeardLine,
    ListenStep,
    Moment,
    NoticeStep,
    PauseStep,
    PractiseStep,
    Prompt,
    RateStep,
    Step,
    StoryStep,
    WriteStep,
)
from api.content.kinds import Line as Said
from api.content.models import Person
from api.i18n.catalogs import Catalog
from api.i18n.parts import Translation
from api.i18n.plurals import ENGLISH as RULE
from api.narration.script import Line, Script, script_of
from tests.factories import ENGLISH, POLISH, make_exercise, make_message, make_step

IN_ENGLISH = Catalog(ENGLISH, compute=str)


def text(part: str, words: str) -> object:
    return make_message(f"feet.s01.{part}", words)


def script_in(step: Step, catalog: Catalog = IN_ENGLISH) -> Script | None:
    people = {"ewa": Person("ewa", make_message("programme.people.ewa", "Ewa")).name}
    return script_of(make_exercise(step), step, catalog, people)


def lines_of(kind: type[Step], **facts: object) -> list[tuple[str, float]]:
    script = script_in(make_step(kind, **facts))
    assert script
    assert script.id == "feet.s01"
    assert script.lines[:2] == (Line("Notice"), Line("Notice."))
    return [(line.text, line.rest) for line in script.lines[2:]]


def test_a_story_says_who_speaks() -> None:
    assert lines_of(StoryStep, say=(Said("ewa", text("say.1", "Late.")),)) == [("Ewa", 0.0), ("Late.", 0.0)]


def test_a_rating_says_what_its_ends_mean() -> None:
    facts = {"moment": "before", "low": text("low", "calm"), "high": text("high", "strong")}

    assert lines_of(RateStep, **facts) == [("0: calm", 0.0), ("10: strong", 0.0)]


def test_noticing_has_time_for_each_thing() -> None:
    prompts = (Prompt("p1", "see", 3, text("p1", "See 3.")), Prompt("p2", "hear", 2, text("p2", "Hear 2.")))

    assert lines_of(NoticeStep, prompts=prompts) == [("See 3.", 0.0), ("Hear 2.", 6.0)]


def test_cues_come_at_their_seconds() -> None:
    cues = (Cue("c1", 10, text("c1", "Now.")), Cue("c2", 25, text("c2", "Again.")))

    assert lines_of(PauseStep, seconds=40, cues=cues) == [("Now.", 10.0), ("Again.", 15.0)]


def test_a_line_gets_its_seconds_before_the_next() -> None:
    heard = (HeardLine("l1", 6, text("l1", "Be here for now.")), HeardLine("l2", 6, text("l2", "Rest.")))

    assert lines_of(ListenStep, lines=heard) == [("Be here for now.", 0.0), ("Rest.", 4.7)]


def test_choices_are_all_said() -> None:
    cards = (Card("a", text("a", "Anger"), text("a.more", "A hot face.")), Card("b", text("b", "Fear")))

    assert [words for words, _ in lines_of(ChooseStep, cards=cards, keep=1)] == ["Anger", "A hot face.", "Fear"]


def test_a_field_says_its_label_and_a_practice_its_moments() -> None:
    moments = (Moment("queue", text("queue", "In a queue")),)

    assert lines_of(WriteStep, label=text("label", "My words"), starters=()) == [("My words", 0.0)]
    assert lines_of(PractiseStep, moments=moments) == [("In a queue", 0.0)]


def test_sentences_keep_the_quiet_before_their_line() -> None:
    script = Script("feet.s01", (Line("Notice"), Line("Sit. “Rest.” It takes 2.5 minutes", 3.0), Line("قف. هل ترى؟")))

    found = [(line.text, line.rest) for line in script.sentences]
    assert found[:2] == [("Notice", 0.0), ("Sit.", 3.0)]
    assert found[2:] == [("“Rest.”", 0.0), ("It takes 2.5 minutes", 0.0), ("قف.", 0.0), ("هل ترى؟", 0.0)]


def test_a_step_that_is_not_wholly_translated_has_no_script() -> None:
    title = {"feet.s01.title": Translation(("Notice",), ("Zauważ",), "translated")}
    body = {"feet.s01.body.1": Translation(("Notice.",), ("Zauważ to.",), "translated")}

    assert script_in(make_step(), Catalog(POLISH, RULE, None, title)) is None
    assert script_in(make_step(), Catalog(POLISH, RULE, None, title | body)) is not None


def test_any_changed_word_changes_the_sum() -> None:
    before, after = script_in(make_step(text="Notice.")), script_in(make_step(text="Notice it."))

    assert before
    assert after
    assert before.text != after.text
