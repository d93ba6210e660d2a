"""Recordings in a release: neutral names, two files a clip, and packs by session."""

from dataclasses import replace
from pathlib import Path

from api.content.models import InfoPage, Programme, Session
from api.content.texts import Risk
from api.narration.ledger import Clip
from api.release.sources import Recorded
from api.release.voices import clip_view, voice_files, voice_packs
from tests.factories import make_exercise, make_message, make_step

FEET = make_exercise(make_step())
CLIP = Clip("feet.s01", "0", "computer", "espeak-ng", "2026-11-23", 2.0, (0.0, 1.5), {"ogg": "a", "m4a": "b"})


GROUNDING = Session(
    slug="grounding",
    code="1",
    title=make_message("grounding.title", "Roots"),
    summary=make_message("grounding.summary", "Stay here."),
    minutes=20,
    risk=Risk.EXERCISE,
    source="own words",
    steps=(make_step(),),
    path=Path("grounding.toml"),
)


def make_programme() -> Programme:
    return Programme(
        title=make_message("programme.title", "Pauza"),
        people=(),
        sessions=(GROUNDING,),
        exercises=(FEET,),
        info_pages=(),
        directories=(),
        pictures=(),
    )


def test_files_have_the_code_of_the_page_and_not_its_name() -> None:
    recorded = {"feet.s01": Recorded(CLIP, {"ogg": b"o", "m4a": b"m"})}

    found = list(voice_files(make_programme(), "pl", recorded))
    assert found == [("voice/pl/1a.s01.ogg", b"o", b"om"), ("voice/pl/1a.s01.m4a", b"m", b"om")]


def test_a_page_is_told_the_address_of_both_files_and_when_sentences_begin() -> None:
    assets = {"voice/pl/1a.s01.ogg": "/a/x.ogg", "voice/pl/1a.s01.m4a": "/a/x.m4a"}
    view = clip_view("pl", FEET, FEET.steps[0], {"feet.s01": CLIP}, assets)

    assert view
    assert (view.stem, view.voice, view.marks) == ("/a/x", "computer", "0 1.5")
    assert clip_view("pl", FEET, FEET.steps[1], {"feet.s01": CLIP}, assets) is None


def test_an_exercise_is_heard_with_its_session() -> None:
    (found,) = voice_packs(make_programme(), "pl", {"feet.s01": CLIP})

    assert found.session == "1"
    assert found.names == ("pl/voice/1", "pl/voice/1-m4a")
    assert found.files == (("voice/pl/1a.s01.ogg",), ("voice/pl/1a.s01.m4a",))
    assert voice_packs(make_programme(), "pl", {}) == []


def test_a_session_and_the_pages_beside_have_packs_of_their_own() -> None:
    about = InfoPage(**{**vars(GROUNDING), "slug": "about", "code": "i"})
    programme = replace(make_programme(), info_pages=(about,))

    found = voice_packs(programme, "pl", {"grounding.s01": CLIP, "about.s01": CLIP})
    assert [(one.session, one.names[0]) for one in found] == [("1", "pl/voice/1"), ("", "pl/voice/i")]
