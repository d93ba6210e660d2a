"""While a changed English waits to be translated, readers keep what they had, unless that could hurt them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import polib
import pytest

from api.content.texts import Message, Risk, Severity
from api.errors import ConfigError
from api.i18n.catalogs import Catalog, load_catalog
from api.i18n.gate import hold_back
from api.i18n.locales import Locale, LocaleRegistry
from api.i18n.published import read_snapshot, snapshot_path, versions
from api.translation.publish import Published, publish
from api.translation.sync import sync
from api.translation.trail import record
from tests.factories import ENGLISH, POLISH, REGISTRY, TODAY, make_message, write_locales, write_roles

IN, OUT, CALL = make_message("feet.in", "Breathe in."), make_message("feet.out", "Breathe out."), "help.call"
HELP = make_message(CALL, "Call somebody.", risk=Risk.SAFETY)
WORDS = {"feet.in": "Wdech.", "feet.out": "Wydech.", CALL: "Zadzwoń."}


class Place:
    """Two files of Polish, translated, and what an author does to their English."""

    def __init__(self, folder: Path) -> None:
        self.locales = write_locales(folder)
        self.messages = {message.id: message for message in (IN, OUT, HELP)}
        self.sync()
        self.translate(WORDS)

    def sync(self) -> None:
        domains: dict[str, list[Message]] = {"feet": [], "help": []}
        for message in self.messages.values():
            domains[message.id.partition(".")[0]].append(message)
        sync(self.locales, REGISTRY, domains, today=TODAY)

    def translate(self, words: dict[str, str], *, fuzzy: bool = False) -> None:
        for name in ("feet", "help"):
            po = polib.pofile(str(self.locales / "pl" / "LC_MESSAGES" / f"{name}.po"))
            for entry in po:
                if entry.msgctxt in words:
                    entry.msgstr, entry.flags = words[entry.msgctxt], ["fuzzy"] if fuzzy else []
            po.save()
        self.sync()

    def change(self, message_id: str, text: str, severity: Severity = Severity.MEANING) -> None:
        self.messages[message_id] = replace(self.messages[message_id], text=text, severity=severity)
        self.sync()

    def catalog(self) -> Catalog:
        return load_catalog(self.locales, POLISH, self.sources())

    def sources(self) -> dict[str, tuple[str, Message]]:
        return {name: (name.partition(".")[0], message) for name, message in self.messages.items()}

    def shown(self, **minimum: str) -> dict[str, str]:
        """Return what a reader of Polish sees."""
        served = hold_back(self.catalog(), self.sources(), minimum, self.locales)
        return {name: served.message(name, message.text).value for name, message in self.messages.items()}

    def publish(self, domain: str, minimum: dict[str, str] | None = None) -> Published:
        return publish(self.locales, self.catalog(), self.sources(), domain, minimum or {}, by="jan", at=TODAY)

    def state(self, names: Iterable[str], event: str) -> None:
        for name in names:
            pair = {"source": (self.messages[name].text,), "target": (WORDS[name],)}
            domain = name.partition(".")[0]
            record(self.locales, POLISH, domain, id=name, event=event, by="ola", at=TODAY, **pair)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_a_changed_meaning_leaves_the_exercise_as_it_was(place: Place) -> None:
    place.change("feet.in", "Breathe in through your nose.")

    assert place.shown() == WORDS
    served = hold_back(place.catalog(), place.sources(), {}, place.locales)
    assert served.behind == {"feet.in", "feet.out"}
    assert not served.missing


def test_without_what_was_published_the_changed_text_is_english(place: Place) -> None:
    place.change("feet.in", "Breathe in through your nose.")
    served = hold_back(place.catalog(), place.sources(), {})

    assert served.missing == {"feet.in"}


def test_todays_words_come_back_whole_once_all_are_mended(place: Place) -> None:
    place.change("feet.in", "Breathe in through your nose.")
    place.translate({"feet.out": "Spokojny wydech."})
    assert place.shown() == WORDS, "not of two times"

    place.translate({"feet.in": "Wdech nosem."})

    assert place.shown() == WORDS | {"feet.in": "Wdech nosem.", "feet.out": "Spokojny wydech."}


def test_a_change_for_safety_takes_the_exercise_away_at_once(place: Place) -> None:
    place.publish("feet")
    place.change("feet.in", "Breathe in. Stop if you feel dizzy.", Severity.SAFETY)
    served = hold_back(place.catalog(), place.sources(), {}, place.locales)

    assert served.withdrawn == {"feet"}
    assert served.missing == {"feet.in", "feet.out"}
    assert place.shown()[CALL] == WORDS[CALL]


def test_a_change_for_safety_is_not_forgotten_after_another(place: Place) -> None:
    place.change("feet.in", "Breathe in. Stop if you feel dizzy.", Severity.SAFETY)
    place.change("feet.in", "Breathe in. Stop when you feel dizzy.")

    assert place.shown()["feet.out"] == "Breathe out."


def test_what_is_put_back_is_shown_again(place: Place) -> None:
    place.change("feet.in", "Breathe in. Stop if you feel dizzy.", Severity.SAFETY)
    place.change("feet.in", IN.text)

    assert place.shown() == WORDS


def test_a_new_step_cannot_be_shown_with_old_words(place: Place) -> None:
    place.messages["feet.hold"] = make_message("feet.hold", "Wait.")
    place.change("feet.in", "Breathe in through your nose.")

    assert place.shown()["feet.out"] == WORDS["feet.out"]
    assert place.shown()["feet.in"] == "Breathe in through your nose."


def test_help_that_nobody_approved_never_says_what_its_english_said_before(place: Place) -> None:
    place.change(CALL, "Call a friend.")

    assert place.shown()[CALL] == "Call a friend."


def test_help_that_was_approved_stays(place: Place) -> None:
    write_roles(place.locales, "ola", "clinically-reviewed")
    place.state([CALL], "clinically-reviewed")
    place.change(CALL, "Call a friend.")

    assert place.shown()[CALL] == WORDS[CALL]
    assert read_snapshot(snapshot_path(place.locales / "pl", "help", 1)).signers == ("ola",)


def test_with_a_gate_the_approved_words_stay_while_new_ones_wait(place: Place) -> None:
    write_roles(place.locales, "ola", "clinically-reviewed")
    place.state(["feet.in", "feet.out"], "clinically-reviewed")
    place.publish("feet")
    place.translate({"feet.in": "Robimy wdech."})

    assert place.shown() == WORDS | {"feet.in": "Robimy wdech."}
    assert place.shown(C="clinically-reviewed") == WORDS
    assert place.shown(C="back-translated")["feet.out"] == "Breathe out."


def test_words_that_were_withdrawn_stay_away(place: Place) -> None:
    place.publish("feet")
    place.state(["feet.out"], "withdrawn")
    place.change("feet.in", "Breathe in through your nose.")

    assert place.shown()["feet.in"] == "Breathe in through your nose."
    assert place.shown()["feet.out"] == "Breathe out."


def test_words_that_somebody_marked_stay_away(place: Place) -> None:
    place.publish("feet")
    place.translate({"feet.in": WORDS["feet.in"]}, fuzzy=True)

    assert place.shown()["feet.in"] == "Breathe in."


def test_a_snapshot_that_somebody_changed_is_not_shown(place: Place) -> None:
    place.publish("feet")
    path = snapshot_path(place.locales / "pl", "feet", 1)
    path.write_text(path.read_text("utf-8").replace("Wydech.", "Wdech."), "utf-8")
    place.change("feet.in", "Breathe in through your nose.")

    assert versions(place.locales / "pl", "feet") == [2, 1]
    assert place.shown() == WORDS


def test_a_change_of_looks_publishes_nothing(place: Place) -> None:
    place.change("feet.in", "Breathe in!", Severity.COSMETIC)

    assert versions(place.locales / "pl", "feet") == []
    assert place.shown() == WORDS


def test_it_is_published_once(place: Place) -> None:
    first, again = place.publish("feet"), place.publish("feet")
    assert (first.version, first.is_new, first.texts) == (1, True, 2)
    assert (again.version, again.is_new) == (1, False)

    place.change("feet.in", "Breathe in through your nose.")
    place.change("feet.out", "Breathe out through your nose.")
    assert versions(place.locales / "pl", "feet") == [1]

    place.translate({"feet.in": "Wdech nosem.", "feet.out": "Wydech nosem."})
    before = snapshot_path(place.locales / "pl", "feet", 1).read_bytes()
    assert place.publish("feet").version == 2
    assert snapshot_path(place.locales / "pl", "feet", 1).read_bytes() == before


def test_what_may_not_be_shown_is_not_published(place: Place) -> None:
    place.change("feet.in", "Breathe in for 4 seconds.")
    place.translate({"feet.in": "Wdech przez 5 sekund."})
    place.change("feet.out", "Let it go.")

    told = place.publish("feet").reasons
    assert [reason.partition(":")[0] for reason in told] == ["feet.in", "feet.out"]
    assert place.publish("help", {"D": "clinically-reviewed"}).reasons == (
        "help.call: is translated, and this server asks for clinically-reviewed",
    )
    with pytest.raises(ConfigError):
        publish(place.locales, place.catalog(), place.sources(), "help", {}, by="Jan K.", at=TODAY)


def test_a_regional_language_keeps_what_its_base_said(tmp_path: Path) -> None:
    locales = write_locales(tmp_path)
    base = Locale("pt", "Português", "Portuguese", "ltr", "pt", "offered")
    regional = replace(base, tag="pt-BR", folder="pt_BR", base="pt")
    registry = LocaleRegistry((ENGLISH, base, regional))
    sync(locales, registry, {"feet": [IN, OUT]}, today=TODAY)
    po = polib.pofile(str(locales / "pt" / "LC_MESSAGES" / "feet.po"))
    for entry in po:
        entry.msgstr = {"feet.in": "Inspire.", "feet.out": "Expire."}[entry.msgctxt or ""]
    po.save()
    changed = replace(IN, text="Breathe in through your nose.")
    sync(locales, registry, {"feet": [changed, OUT]}, today=TODAY)

    sources = {"feet.in": ("feet", changed), "feet.out": ("feet", OUT)}
    for locale in (base, regional):
        served = hold_back(load_catalog(locales, locale, sources), sources, {}, locales)
        assert served.message("feet.in", changed.text).value == "Inspire."
