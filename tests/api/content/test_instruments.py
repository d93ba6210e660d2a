"""Licensed questionnaires: read as they were published, refused with file, place and remedy when something is wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.checking import check_everything
from api.content.instruments import TRANSLATION, check_instruments, said
from api.content.loader import load_programme
from api.content.messages import iter_messages
from api.errors import ContentError, Finding
from tests.factories import TODAY, instrument_json, make_checkout, write_instrument

Change = Callable[[dict[str, Any]], None]


def faults(content: Path) -> list[Finding]:
    with pytest.raises(ContentError) as caught:
        load_programme(content)
    return caught.value.findings


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return make_checkout(tmp_path).content_dir


def test_a_questionnaire_is_read_with_its_languages_and_scores(content: Path) -> None:
    write_instrument(content)

    (found,) = load_programme(content).instruments

    assert (found.slug, found.url, found.version) == ("lamp", "https://example.org/fhir/Questionnaire/lamp", "1.0")
    assert (found.moments, found.rule, found.scored, found.helps) == (
        ("start", "end"),
        "sum",
        ("1.1", "1.2"),
        {"1.2": 2},
    )
    group = found.items[1]
    assert [item.kind for item in (found.items[0], group, *group.items)] == ["display", "group", "choice", "choice"]
    assert [(option.code, option.value) for option in group.items[0].options] == [("a", 0), ("b", 1), ("c", 2)]
    assert said(found.title, "pl") == "Lampa"
    assert said(found.title, "pl-PL") == "Lampa"
    assert said(found.title, "uk") == ""


def test_its_words_are_locked_to_translators(content: Path) -> None:
    write_instrument(content)

    texts = [message.text for _, message in iter_messages(load_programme(content))]

    assert not any("lamp" in text.lower() for text in texts)


def drop(key: str) -> Change:
    return lambda resource: resource.pop(key)


def put(key: str, value: Any) -> Change:
    return lambda resource: resource.update({key: value})


def on_item(change: Change) -> Change:
    return lambda resource: change(resource["item"][1]["item"][0])


def on_option(change: Change) -> Change:
    return lambda resource: change(resource["item"][1]["item"][0]["answerOption"][0]["valueCoding"])


@pytest.mark.parametrize(
    ("change", "rule", "told"),
    [
        (put("resourceType", "Patient"), "not-questionnaire", "resourceType"),
        (drop("copyright"), "no-licence", "`copyright` is missing"),
        (drop("url"), "missing-field", "`url`"),
        (drop("title"), "missing-field", "Questionnaire.title"),
        (put("status", "retired"), "retired", "edition"),
        (put("modifierExtension", []), "unsupported", "modifierExtension"),
        (put("item", []), "no-items", "no choice item"),
        (on_item(put("type", "attachment")), "unknown-item", "1.1: type 'attachment'"),
        (on_item(put("enableWhen", [])), "unsupported", "1.1: `enableWhen`"),
        (on_item(put("repeats", True)), "unsupported", "1.1: `repeats`"),
        (on_item(put("item", [{"linkId": "9", "type": "display", "text": "x"}])), "unsupported", "1.1: items inside"),
        (on_item(put("linkId", "1.2")), "duplicate-id", "1.2: the linkId"),
        (on_item(drop("linkId")), "missing-field", "1.item[0]"),
        (on_item(drop("answerOption")), "bad-option", "1.1: a choice needs"),
        (on_item(put("answerOption", [{"valueString": "x"}])), "bad-option", "1.1.answerOption[0]"),
        (on_option(drop("extension")), "no-score", "1.1: an option has no ordinalValue"),
        (on_option(put("_display", {"extension": [{"url": TRANSLATION}]})), "bad-translation", "lang and content"),
    ],
)
def test_a_fault_names_its_place_and_remedy(content: Path, change: Change, rule: str, told: str) -> None:
    resource = instrument_json()
    change(resource)
    path = write_instrument(content, resource)

    found = faults(content)

    assert any(each.rule == rule and told in each.message and each.path == path for each in found), found


def test_json_that_is_none_names_its_line(content: Path) -> None:
    path = write_instrument(content)
    path.write_text('{\n  "resourceType": "Questionnaire",\n  oops\n}', encoding="utf-8")

    (found,) = faults(content)

    assert (found.rule, found.line) == ("malformed-json", 3)


def test_a_fault_in_an_item_names_the_line_of_the_item(content: Path) -> None:
    resource = instrument_json()
    resource["item"][1]["item"][1]["type"] = "quantity"
    path = write_instrument(content, resource)

    (found,) = [each for each in faults(content) if each.rule == "unknown-item"]

    assert '"1.2"' in path.read_text("utf-8").splitlines()[found.line - 1]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('licence = "made up"\n', "", "no-licence"),
        ('"start", "end"', '"daily"', "unknown-word"),
        ('moments = ["start", "end"]\n', "", "missing-field"),
        ('score = "sum"', 'score = "worst"', "unknown-word"),
        ('item = "1.2"', 'item = "7"', "unknown-id"),
        ('score = "sum"', 'score = "sum"\nbands = ["mild"]', "unknown-field"),
    ],
)
def test_a_slip_beside_it_is_told(content: Path, old: str, new: str, rule: str) -> None:
    path = write_instrument(content).with_suffix(".toml")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

    assert rule in [each.rule for each in faults(content) if each.path == path]


@pytest.mark.parametrize("suffix", [".toml", ".json"])
def test_both_files_belong_together(content: Path, suffix: str) -> None:
    path = write_instrument(content).with_suffix(suffix)
    path.unlink()

    assert [each.rule for each in faults(content) if each.path == path] == ["missing-file"]


def test_a_language_is_there_whole_or_not_at_all(content: Path) -> None:
    resource = instrument_json()
    del resource["item"][1]["item"][1]["_text"]
    write_instrument(content, resource)
    instruments = load_programme(content).instruments

    found = list(check_instruments(instruments, ["en", "pl", "ar"]))

    assert [(each.rule, each.severity) for each in found] == [
        ("part-translation", "error"),
        ("no-translation", "warning"),
    ]
    assert found[0].message.startswith("1.2 has no pl, and 0 more")


def test_check_tells_of_a_language_that_is_half_there(tmp_path: Path) -> None:
    settings = make_checkout(tmp_path)
    resource = instrument_json()
    del resource["_title"]
    write_instrument(settings.content_dir, resource)

    assert "part-translation" in [finding.rule for finding in check_everything(settings, TODAY)]
