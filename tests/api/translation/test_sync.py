"""Bringing translations in step with their source: nothing is guessed, nothing is lost."""

import random
from collections.abc import Sequence
from pathlib import Path

import polib
import pytest

from api.content.texts import Message, Severity
from api.i18n.catalogs import load_catalog
from api.translation.extract import InterfaceMessage
from api.translation.fmt import check_canonical
from api.translation.sync import SyncReport, sync
from api.translation.trail import record, state_of
from tests.factories import POLISH, REGISTRY, TODAY, make_message, write_locales, write_roles

PO = Path("pl/LC_MESSAGES/feet.po")
IN = make_message("feet.in", "Breathe in slowly.")
OUT = make_message("feet.out", "Breathe out slowly.")


def synced(locales: Path, *messages: Message | InterfaceMessage, check: bool = False) -> SyncReport:
    return sync(locales, REGISTRY, {"feet": messages}, today=TODAY, check=check)


def entries(locales: Path) -> dict[str, polib.POEntry]:
    return {entry.msgctxt: entry for entry in polib.pofile(str(locales / PO))}


def translate(locales: Path, **words: str) -> None:
    """Translate as a desktop tool would; `feet_in` stands for the id `feet.in`."""
    po = polib.pofile(str(locales / PO))
    for entry in po:
        if (name := entry.msgctxt.replace(".", "_")) in words:
            entry.msgstr = words[name]
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    po.save()


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """Write a catalogue in which "Breathe in slowly." is translated."""
    folder = write_locales(tmp_path)
    synced(folder, IN)
    translate(folder, feet_in="Wdychaj powoli.")
    return folder


def test_a_new_text_is_empty_however_like_another_it_is(locales: Path) -> None:
    """Merging by likeness once gave "breathe out" the words of "breathe in"."""
    synced(locales, IN, OUT)

    assert entries(locales)["feet.out"].msgstr == ""
    assert entries(locales)["feet.in"].msgstr == "Wdychaj powoli."


def test_nothing_changes_the_second_time(locales: Path) -> None:
    synced(locales, IN, OUT)

    assert synced(locales, IN, OUT).written == []
    assert check_canonical(locales) == []


def test_a_changed_source_keeps_its_words_and_marks_them(locales: Path) -> None:
    report = synced(locales, make_message("feet.in", "Breathe in, and wait."))

    entry = entries(locales)["feet.in"]
    assert (entry.msgstr, entry.fuzzy) == ("Wdychaj powoli.", True)
    assert entry.previous_msgid == "Breathe in slowly."
    assert "source changed 2026-11-23 (meaning)" in entry.tcomment
    assert report.files[0].changed == ["feet.in"]


def test_a_second_change_remembers_what_was_translated(locales: Path) -> None:
    synced(locales, make_message("feet.in", "Breathe in, and wait."))
    synced(locales, make_message("feet.in", "Wait."))

    assert entries(locales)["feet.in"].previous_msgid == "Breathe in slowly."


def test_taking_a_change_back_brings_the_translation_back(locales: Path) -> None:
    synced(locales, IN)
    clean = (locales / PO).read_bytes()
    synced(locales, make_message("feet.in", "Wait."))
    synced(locales, IN)

    assert (locales / PO).read_bytes() == clean


def test_a_translator_ends_the_mark(locales: Path) -> None:
    changed = make_message("feet.in", "Breathe in, and wait.")
    synced(locales, changed)
    translate(locales, feet_in="Wdychaj i czekaj.")
    synced(locales, changed)

    entry = entries(locales)["feet.in"]
    assert (entry.fuzzy, entry.previous_msgid, entry.tcomment) == (False, None, "")


def test_a_cosmetic_change_keeps_the_translation_and_its_review(locales: Path) -> None:
    target = ("Wdychaj powoli.",)
    about = {"id": "feet.in", "event": "clinically-reviewed", "by": "anna"}
    write_roles(locales, "anna")
    record(locales, POLISH, "feet", **about, source=(IN.text,), target=target, at=TODAY)
    changed = make_message("feet.in", "Breathe in slowly!", severity=Severity.COSMETIC)

    report = synced(locales, changed)

    assert not entries(locales)["feet.in"].fuzzy
    assert report.files[0].cosmetic == ["feet.in"]
    state = state_of(locales, POLISH, "feet", "feet.in", source=(changed.text,), target=target)
    assert state == "clinically-reviewed"


def test_a_machine_draft_stays_one_through_a_cosmetic_change(locales: Path) -> None:
    about = {"id": "feet.in", "event": "machine-draft", "by": "engine"}
    record(locales, POLISH, "feet", **about, source=(IN.text,), target=("Wdychaj powoli.",), at=TODAY)
    changed = make_message("feet.in", "Breathe in slowly!", severity=Severity.COSMETIC)

    synced(locales, changed)

    assert load_catalog(locales, POLISH, {"feet.in": changed}).review("feet.in") == "machine-draft"


def test_a_forgotten_cosmetic_mark_does_not_hide_a_real_change(locales: Path) -> None:
    """The old words must not stay for an instruction that was turned round."""
    synced(locales, make_message("feet.in", "Breathe out slowly.", severity=Severity.COSMETIC))

    assert entries(locales)["feet.in"].fuzzy


def test_a_vanished_text_is_kept_and_found_again_when_it_returns(locales: Path) -> None:
    synced(locales, OUT)
    assert "feet.in" not in entries(locales)
    assert "Wdychaj powoli." in (locales / "pl" / "retired.jsonl").read_text()

    report = synced(locales, IN, OUT)

    assert entries(locales)["feet.in"].msgstr == "Wdychaj powoli."
    assert report.files[0].restored == ["feet.in"]


def test_a_returning_id_with_another_text_is_empty(locales: Path) -> None:
    synced(locales, OUT)
    synced(locales, make_message("feet.in", "Hold."), OUT)

    assert entries(locales)["feet.in"].msgstr == ""


def test_counting_a_text_that_was_single_marks_it(locales: Path) -> None:
    synced(locales, InterfaceMessage("feet.in", "{n} breath", "{n} breaths"))

    entry = entries(locales)["feet.in"]
    assert entry.fuzzy
    assert entry.msgstr_plural == {0: "", 1: "", 2: "Wdychaj powoli."}
    assert entry.previous_msgid == "Breathe in slowly."


def test_plural_forms_of_another_tool_are_put_in_our_order(locales: Path) -> None:
    days = InterfaceMessage("ui.days", "{n} day", "{n} days")
    path = locales / "ar" / "LC_MESSAGES" / "ui.po"
    sync(locales, REGISTRY, {"ui": [days]}, today=TODAY)
    po = polib.pofile(str(path))
    po.metadata["Plural-Forms"] = (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100<=2 ? 4 : 5);"
    )
    po[0].msgstr_plural = dict(enumerate(["zero", "one", "two", "few", "other", "many"]))
    po.save()

    sync(locales, REGISTRY, {"ui": [days]}, today=TODAY)

    assert list(polib.pofile(str(path))[0].msgstr_plural.values()) == ["zero", "one", "two", "few", "many", "other"]


def test_forms_whose_order_nobody_can_tell_are_not_touched(tmp_path: Path) -> None:
    days = InterfaceMessage("ui.days", "{n} day", "{n} days")
    path = write_locales(tmp_path) / "pl" / "LC_MESSAGES" / "feet.po"
    synced(tmp_path / "locales", days)
    po = polib.pofile(str(path))
    po.metadata["Plural-Forms"] = "nplurals=2; plural=(n != 1);"
    po[0].msgstr_plural = {0: "dzień", 1: "dni"}
    po.save()
    before = path.read_bytes()

    report = synced(tmp_path / "locales", days)

    assert (path.read_bytes(), [finding.rule for finding in report.findings]) == (before, ["plural-order"])


def test_a_mark_stays_with_its_reason_as_long_as_nothing_else_changes(locales: Path) -> None:
    changed = make_message("feet.in", "Breathe in, and wait.")
    synced(locales, changed)
    first = (locales / PO).read_bytes()

    assert synced(locales, changed).written == []
    assert (locales / PO).read_bytes() == first


def test_a_cosmetic_change_of_a_marked_text_keeps_the_mark(locales: Path) -> None:
    synced(locales, make_message("feet.in", "Breathe in, and wait."))
    synced(locales, make_message("feet.in", "Breathe in and wait!", severity=Severity.COSMETIC))

    entry = entries(locales)["feet.in"]
    assert (entry.fuzzy, entry.previous_msgid) == (True, "Breathe in slowly.")


@pytest.mark.parametrize(
    ("severity", "told"),
    [(Severity.MEANING, "(meaning)"), (Severity.SAFETY, "(safety)"), (Severity.COSMETIC, "(meaning)")],
)
def test_a_mark_says_how_much_changed(locales: Path, severity: Severity, told: str) -> None:
    synced(locales, make_message("feet.in", "Hold.", severity=severity))

    assert entries(locales)["feet.in"].tcomment.endswith(told)


def test_a_mark_whose_source_a_tool_dropped_is_made_from_what_stands_there(locales: Path) -> None:
    po = polib.pofile(str(locales / PO))
    po[0].flags.append("fuzzy")
    po.save()

    synced(locales, make_message("feet.in", "Hold."))

    assert entries(locales)["feet.in"].previous_msgid == "Breathe in slowly."


def test_words_of_a_translator_beside_the_mark_stay(locales: Path) -> None:
    po = polib.pofile(str(locales / PO))
    po[0].tcomment = "ask Ewa"
    po.save()
    synced(locales, make_message("feet.in", "Hold."))
    synced(locales, make_message("feet.in", "Wait."))

    assert entries(locales)["feet.in"].tcomment.split("\n")[0] == "ask Ewa"
    assert entries(locales)["feet.in"].tcomment.count("source changed") == 1


def test_a_changed_text_without_words_is_only_a_new_text(locales: Path) -> None:
    synced(locales, IN, OUT)
    report = synced(locales, IN, make_message("feet.out", "Hold."))

    assert (entries(locales)["feet.out"].msgid, entries(locales)["feet.out"].fuzzy) == ("Hold.", False)
    assert report.files[0].changed == []


def test_the_second_entry_of_an_id_and_one_without_id_are_kept_aside(locales: Path) -> None:
    with (locales / PO).open("a") as stream:
        stream.write('\nmsgctxt "feet.in"\nmsgid "Breathe in slowly."\nmsgstr "Wdech."\n')
        stream.write('\nmsgid "Feet"\nmsgstr "Stopy"\n')

    report = synced(locales, IN)

    assert entries(locales)["feet.in"].msgstr == "Wdychaj powoli."
    assert report.files[0].retired == ["feet.in", "Feet"]
    assert "Wdech." in (locales / "pl" / "retired.jsonl").read_text()


def test_an_obsolete_entry_of_another_tool_is_kept_aside(locales: Path) -> None:
    with (locales / PO).open("a") as stream:
        stream.write('\n#~ msgctxt "feet.old"\n#~ msgid "Old"\n#~ msgstr "Stare"\n')

    synced(locales, IN)

    assert "#~" not in (locales / PO).read_text()
    assert "Stare" in (locales / "pl" / "retired.jsonl").read_text()


def test_a_vanished_text_that_was_marked_is_kept_with_what_it_was_made_from(locales: Path) -> None:
    synced(locales, make_message("feet.in", "Hold."))
    synced(locales, OUT)

    assert '"source":["Breathe in slowly."]' in (locales / "pl" / "retired.jsonl").read_text()


def test_a_returning_text_that_now_counts_is_empty(locales: Path) -> None:
    counting = InterfaceMessage("feet.in", "{n} breath", "{n} breaths")
    synced(locales, OUT)
    synced(locales, counting, OUT)

    assert set(entries(locales)["feet.in"].msgstr_plural.values()) == {""}


def test_a_counting_text_that_becomes_single_keeps_its_general_form(tmp_path: Path) -> None:
    folder = write_locales(tmp_path)
    synced(folder, InterfaceMessage("feet.in", "{n} breath", "{n} breaths"))
    po = polib.pofile(str(folder / PO))
    po[0].msgstr_plural = {0: "oddech", 1: "oddechy", 2: "oddechów"}
    po.save()

    synced(folder, make_message("feet.in", "Breathe."))

    entry = entries(folder)["feet.in"]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid_plural) == ("oddechów", True, "{n} breaths")


def test_a_cosmetic_change_is_told_but_not_stated_while_only_looking(locales: Path) -> None:
    about = {"id": "feet.in", "event": "machine-draft", "by": "engine"}
    record(locales, POLISH, "feet", **about, source=(IN.text,), target=("Wdychaj powoli.",), at=TODAY)
    trail = (locales / "pl" / "trail" / "feet.jsonl").read_bytes()

    report = synced(locales, make_message("feet.in", "Breathe in slowly!", severity=Severity.COSMETIC), check=True)

    assert report.files[0].cosmetic == ["feet.in"]
    assert (locales / "pl" / "trail" / "feet.jsonl").read_bytes() == trail


def test_every_translated_language_gets_every_file(locales: Path) -> None:
    sync(locales, REGISTRY, {"feet": [IN], "ui": [OUT]}, today=TODAY)

    assert sorted(path.relative_to(locales).as_posix() for path in locales.rglob("*.po")) == [
        "ar/LC_MESSAGES/feet.po",
        "ar/LC_MESSAGES/ui.po",
        "pl/LC_MESSAGES/feet.po",
        "pl/LC_MESSAGES/ui.po",
    ]


def test_a_torn_file_is_not_touched(locales: Path) -> None:
    with (locales / PO).open("a") as stream:
        stream.write('\nmsgctxt "torn\n')
    before = (locales / PO).read_bytes()

    report = synced(locales, IN, OUT)

    assert (locales / PO).read_bytes() == before
    assert {finding.rule for finding in report.findings} == {"torn-entry"}


def test_looking_without_writing_tells_the_same_and_writes_nothing(locales: Path) -> None:
    before = {path: path.read_bytes() for path in locales.rglob("*") if path.is_file()}

    report = synced(locales, OUT, check=True)

    assert {path: path.read_bytes() for path in locales.rglob("*") if path.is_file()} == before
    assert locales / PO in report.written


def test_a_file_of_no_unit_is_told(locales: Path) -> None:
    report = sync(locales, REGISTRY, {}, today=TODAY)

    assert {finding.rule for finding in report.findings} == {"orphan-catalogue"}


def test_files_name_places_in_the_project_and_no_dates(locales: Path) -> None:
    """A catalogue is public; a folder of a machine names a person."""
    synced(locales, make_message("feet.in", IN.text, path=locales.parent / "content" / "feet.toml"))
    text = (locales / PO).read_text()

    assert "#: content/feet.toml\n" in text
    assert str(locales.parent) not in text
    assert "2026" not in text


def test_templates_have_no_language(locales: Path) -> None:
    synced(locales, IN)
    template = (locales / "pot" / "feet.pot").read_text()

    assert '"Language: \\n"' in template
    assert 'msgctxt "feet.in"' in template


def test_no_translation_is_ever_lost_or_shown_for_another_text(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    dice = random.Random(seed)
    folder = write_locales(tmp_path)
    words: dict[str, tuple[str, str]] = {}
    for _ in range(40):
        names = dice.sample(["a", "b", "c", "d", "e"], dice.randrange(1, 6))
        messages = [make_message(f"feet.{name}", f"{dice.choice('stuv')} {name}") for name in names]
        synced(folder, *messages)
        _translate_some(folder, messages, words, dice)
        catalog = load_catalog(folder, POLISH, {message.id: message for message in messages})
        for message in messages:
            shown = catalog.message(message.id, message.text)
            assert shown.fallback or shown.value == f"po polsku: {message.text}"
    everything = "".join(path.read_text() for path in (folder / "pl").rglob("*") if path.is_file())
    assert all(target in everything for _, target in words.values())


def _translate_some(
    folder: Path, messages: Sequence[Message], words: dict[str, tuple[str, str]], dice: random.Random
) -> None:
    chosen = [message for message in messages if dice.random() < 0.5]
    translate(folder, **{message.id.replace(".", "_"): f"po polsku: {message.text}" for message in chosen})
    words.update({message.id: (message.text, f"po polsku: {message.text}") for message in chosen})
