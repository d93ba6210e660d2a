"""Each kind of step: what it takes, with which ids, and what it refuses."""

from typing import Any

import pytest

from api.content.kinds import (
    STEP_KINDS,
    BreatheStep,
    ChooseStep,
    CloseStep,
    ListenStep,
    NoticeStep,
    PauseStep,
    PlanStep,
    PractiseStep,
    RateStep,
    Step,
    StoryStep,
    Way,
    WriteStep,
)
from api.content.reading import Table
from api.content.steps import Known, read_step
from api.content.texts import Message, Risk
from api.content.words import Words
from tests.factories import make_table, rules_of

KNOWN = Known({"ewa", "samir"}, {"feet", "warm-cup"}, {"sorting"})
# The least that each kind needs, without `id`, `kind` and `title`.
LEAST = {
    "read": "",
    "story": "",
    "notice": 'prompts = [ { id = "p1", sense = "see", text = "Find blue." } ]',
    "breathe": "in = 3\nout = 4\nrounds = 6",
    "pause": "seconds = 30",
    "choose": 'cards = [ { id = "fun", text = "Fun" } ]\nkeep = 1',
    "write": 'label = "What?"',
    "plan": "",
    "rate": 'moment = "before"\nlow = "calm"\nhigh = "strong"',
    "listen": 'lines = [ { id = "l1", seconds = 6, text = "Here." } ]',
    "practise": 'exercise = "feet"',
    "close": "",
    "review": 'of = "s02"',
    "sort": 'areas = [ { id = "pay", text = "Pay", examples = ["It is late"] } ]',
    "solve": 'of = "sorting.s02"',
    "calendar": 'activities = ["Walk"]',
    "map": "",
    "ahead": "",
    "compare": 'helps = [ { id = "h1", text = "Yes." } ]\nhurts = [ { id = "n1", text = "No." } ]',
    "check": 'answers = [ { id = "a1", text = "Wait.", more = "Why.", good = true } ]',
    "can": 'items = [ { id = "i1", text = "I can." } ]',
    "turns": 'minutes = 5\nturns = [ { id = "t1", kind = "say", text = "Hello." } ]',
}


def read(kind: str, own: str | None = None) -> tuple[Any, Table]:
    """Read one step that has these fields of its own, or the least that its kind needs."""
    table = make_table(f'id = "s01"\nkind = "{kind}"\n{LEAST.get(kind, "") if own is None else own}')
    return read_step(table, Words("feet", Risk.EXERCISE), KNOWN), table


def step(kind: str, own: str | None = None) -> Any:
    """Read a step that must be sound."""
    found, table = read(kind, own)
    assert rules_of(table) == []
    return found


def rules(kind: str, own: str) -> list[str]:
    return rules_of(read(kind, own)[1])


def ids(*messages: Message) -> list[str]:
    return [message.id.removeprefix("feet.s01.") for message in messages]


@pytest.mark.parametrize("kind", STEP_KINDS)
def test_the_least_of_each_kind_is_enough(kind: str) -> None:
    assert type(step(kind)) is STEP_KINDS[kind]


@pytest.mark.parametrize("kind", STEP_KINDS)
def test_a_field_of_another_kind_is_refused(kind: str) -> None:
    assert rules(kind, f"{LEAST[kind]}\nspeed = 2") == ["unknown-field"]


def test_what_every_step_may_have() -> None:
    own = 'title = "A"\nbody = ["One.", "Two."]\npicture = "cup"\nway = "open"\ninstead_of = "s02"\napp = true'
    found: Step = step("read", own)

    assert found.title is not None
    assert ids(found.title, *found.body) == ["title", "body.1", "body.2"]
    assert (found.picture, found.way, found.instead_of, found.app) == ("cup", Way.OPEN, "s02", True)


def test_a_step_is_for_everybody_unless_it_says_otherwise() -> None:
    found: Step = step("read")

    assert (found.way, found.links, found.app, found.title, found.body) == (Way.BOTH, (), False, None, ())


@pytest.mark.parametrize(("kind", "rule"), [("quiz", "unknown-kind"), ("", "empty-text")])
def test_an_unknown_kind_gives_no_step_and_one_fault(kind: str, rule: str) -> None:
    found, table = read(kind)

    assert found is None
    assert rules_of(table) == [rule]


@pytest.mark.parametrize("step_id", ["s1", "step", "S01", "s01bb"])
def test_an_id_of_another_shape_is_refused(step_id: str) -> None:
    table = make_table(f'id = "{step_id}"\nkind = "read"')
    read_step(table, Words("feet", Risk.EXERCISE), KNOWN)

    assert rules_of(table) == ["bad-id"]


def test_links_lead_to_help_and_rights_only() -> None:
    found, table = read("read", 'links = ["help", "shop", "rights"]')

    assert found.links == ("help", "rights")
    assert rules_of(table) == ["unknown-word"]


@pytest.mark.parametrize(
    ("links", "wanted"),
    [('["help", "rights"]', []), ('["rights"]', ["leave-links"]), ("[]", ["leave-links"])],
)
def test_a_step_that_offers_leaving_a_job_leads_to_help_and_rights(links: str, wanted: list[str]) -> None:
    """Leaving can cost a home and a permit; nobody is sent there without a place to ask."""
    assert rules("read", f"leave = true\nlinks = {links}") == wanted


def test_a_story_knows_who_speaks() -> None:
    found: StoryStep = step(
        "story",
        'say = [ { who = "ewa", text = "One." }, { who = "ewa", id = "1b", text = "And." },'
        ' { who = "samir", text = "Two." } ]',
    )

    assert [line.who for line in found.say] == ["ewa", "ewa", "samir"]
    assert ids(*(line.text for line in found.say)) == ["say.1", "say.1b", "say.2"]


def test_a_story_lets_nobody_else_speak() -> None:
    assert rules("story", 'say = [ { who = "eva", text = "One." } ]') == ["unknown-person"]
    assert rules("story", 'say = [ { text = "One." } ]') == ["missing-field"]


def test_a_prompt_names_its_sense_and_how_many() -> None:
    found: NoticeStep = step("notice", 'prompts = [ { id = "p1", sense = "hear", count = 3, text = "Listen." } ]')

    prompt = found.prompts[0]
    assert (prompt.id, prompt.sense, prompt.count, prompt.text.id) == ("p1", "hear", 3, "feet.s01.prompts.p1")


def test_a_prompt_asks_for_one_thing_unless_it_says_more() -> None:
    found: NoticeStep = step("notice")

    assert found.prompts[0].count == 1


def test_breathing_has_no_hold_unless_it_says_so() -> None:
    found: BreatheStep = step("breathe")

    assert (found.breathe_in, found.hold, found.breathe_out, found.rounds) == (3, 0, 4, 6)


@pytest.mark.parametrize(
    ("own", "sound"),
    [
        ("in = 2\nout = 2\nrounds = 1", True),
        ("in = 8\nhold = 8\nout = 10\nrounds = 20", True),
        ("in = 1\nout = 4\nrounds = 6", False),
        ("in = 9\nout = 4\nrounds = 6", False),
        ("in = 3\nout = 1\nrounds = 6", False),
        ("in = 3\nout = 11\nrounds = 6", False),
        ("in = 3\nhold = 9\nout = 4\nrounds = 6", False),
        ("in = 3\nout = 4\nrounds = 0", False),
        ("in = 3\nout = 4\nrounds = 21", False),
    ],
)
def test_breathing_stays_within_what_is_safe(own: str, sound: bool) -> None:
    """Too fast or too long a breath makes dizzy."""
    assert rules("breathe", own) == ([] if sound else ["out-of-range"])


def test_a_cue_comes_while_the_timer_runs() -> None:
    found: PauseStep = step("pause", 'seconds = 30\ncues = [ { id = "c1", at = 30, text = "Now." } ]')

    assert [(cue.id, cue.at, cue.text.id) for cue in found.cues] == [("c1", 30, "feet.s01.cues.c1")]
    assert rules("pause", 'seconds = 30\ncues = [ { id = "c1", at = 31, text = "Now." } ]') == ["out-of-range"]


@pytest.mark.parametrize(("seconds", "sound"), [(5, True), (300, True), (4, False), (301, False)])
def test_a_pause_takes_five_seconds_to_five_minutes(seconds: int, sound: bool) -> None:
    assert rules("pause", f"seconds = {seconds}") == ([] if sound else ["out-of-range"])


def test_a_card_may_say_more() -> None:
    found: ChooseStep = step(
        "choose", 'keep = 2\ncards = [ { id = "a", text = "A", more = "Much." }, { id = "b", text = "B" } ]'
    )

    first, second = found.cards
    assert first.more is not None
    assert ids(first.text, first.more, second.text) == ["cards.a.text", "cards.a.more", "cards.b.text"]
    assert second.more is None


@pytest.mark.parametrize("keep", [0, 2])
def test_nobody_keeps_more_cards_than_there_are(keep: int) -> None:
    assert rules("choose", f'keep = {keep}\ncards = [ {{ id = "a", text = "A" }} ]') == ["out-of-range"]


def test_choosing_without_cards_is_told() -> None:
    assert rules("choose", "keep = 1") == ["missing-field"]


def test_a_note_has_a_label_and_beginnings() -> None:
    found: WriteStep = step("write", 'label = "What?"\nstarters = ["I saw", "I felt"]')

    assert ids(found.label, *found.starters) == ["label", "starters.1", "starters.2"]


def test_a_plan_says_what_when_and_where() -> None:
    found: PlanStep = step("plan", 'what = ["Feet"]\nwhen = ["Noon"]\nwhere = ["Bus", "Bed"]')

    assert ids(*found.what, *found.when, *found.where) == ["what.1", "when.1", "where.1", "where.2"]


def test_a_rating_is_made_before_or_after() -> None:
    found: RateStep = step("rate")

    assert found.moment == "before"
    assert ids(found.low, found.high) == ["low", "high"]
    assert rules("rate", 'moment = "during"\nlow = "a"\nhigh = "b"') == ["unknown-word"]


def test_a_line_to_follow_has_its_seconds() -> None:
    found: ListenStep = step("listen")

    assert [(line.id, line.seconds, line.text.id) for line in found.lines] == [("l1", 6, "feet.s01.lines.l1")]
    assert rules("listen", 'lines = [ { id = "l1", seconds = 61, text = "Here." } ]') == ["out-of-range"]


def test_practice_leads_to_an_exercise_or_to_moments() -> None:
    found: PractiseStep = step("practise", 'moments = [ { id = "queue", text = "In a queue" } ]')

    assert found.exercise is None
    assert [(moment.id, moment.text.id) for moment in found.moments] == [("queue", "feet.s01.moments.queue")]
    assert step("practise").exercise == "feet"


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ("", ["missing-field"]),
        ('exercise = "hands"', ["unknown-exercise"]),
        ('exercise = "Feet"', ["bad-id", "unknown-exercise"]),
    ],
)
def test_practice_leads_somewhere(own: str, wanted: list[str]) -> None:
    assert rules("practise", own) == wanted


def test_a_close_has_nothing_of_its_own() -> None:
    found: CloseStep = step("close", 'title = "Until soon"')

    assert found == CloseStep(id="s01", title=found.title)


@pytest.mark.parametrize(("of", "made_in"), [("s02", "feet.s02"), ("sorting.s02b", "sorting.s02b")])
def test_a_sheet_is_named_by_its_step_here_or_in_another_session(of: str, made_in: str) -> None:
    assert step("review", f'of = "{of}"').of == made_in


@pytest.mark.parametrize(("of", "rule"), [("elsewhere.s02", "unknown-session"), ("two", "bad-id")])
def test_a_sheet_that_cannot_be_is_refused(of: str, rule: str) -> None:
    _, table = read("solve", f'of = "{of}"')

    assert rules_of(table) == [rule]


def test_the_words_of_a_sheet_have_ids_of_their_own() -> None:
    (area,) = step("sort").areas
    plan = step("ahead", 'signs = ["I sleep less"]\nhelps = ["A walk"]')

    assert (area.text.id, area.examples[0].id) == ("feet.s01.areas.pay.text", "feet.s01.areas.pay.1")
    assert [message.id for message in (*plan.signs, *plan.helps)] == ["feet.s01.signs.1", "feet.s01.helps.1"]
    assert step("map", 'words = ["Do you have time?"]').words[0].id == "feet.s01.words.1"
    assert step("calendar").activities[0].id == "feet.s01.activities.1"
    assert step("solve", 'of = "s02"\nideas = ["Ask"]').ideas[0].id == "feet.s01.ideas.1"
