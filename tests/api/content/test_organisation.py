"""What an organisation adds: places that help, colours that can be read; and what it must not do."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from api.content.organisation import _GROUNDS, Organisation, check_places, contrast, read_organisation
from api.errors import ContentError
from tests.factories import ROOT, make_directory, make_service

GOOD = 'name = "House"\ncontact = "Desk"\nhidden = ["nl.line"]\n'
LIGHT = '[light]\naccent = "#7a1f5c"\nstrong = "#5c1545"\nsoft = "#f3e1ec"\n'
DARK = '[dark]\naccent = "#e7b1d3"\nstrong = "#f3d3e6"\nsoft = "#43213a"\n'
PLACE = """
country = "NL"
name = "Netherlands"
[[services]]
id = "desk"
name = "Desk"
purpose = "listening"
about = "People listen."
number = "010 000 00 00"
cost = "local"
hears = "advice"
confirmed = true
source = "our desk"
verified_on = 2026-11-01
expires_on = 2027-01-30
"""


def write(folder: Path, text: str = GOOD, services: str = "", **words: str) -> Path:
    (folder / "organisation.toml").write_text(text, "utf-8")
    for name, body in [("services/nl", services), *((f"words/{tag}", one) for tag, one in words.items())]:
        if body:
            path = folder / f"{name}.toml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(body, "utf-8")
    return folder


def test_everything_is_read(tmp_path: Path) -> None:
    found = read_organisation(
        write(tmp_path, GOOD + LIGHT + DARK, PLACE, pl='"ui.days" = ["a", "b", "c"]\n"ui.x" = "y"')
    )

    assert (found.name, found.contact, found.hidden) == ("House", "Desk", ("nl.line",))
    assert found.light is not None
    assert found.light.accent == "#7a1f5c"
    assert found.dark is not None
    assert [service.id for service in found.directories[0].services] == ["desk"]
    assert [(one.id, one.forms) for one in found.words["pl"]] == [("ui.days", ("a", "b", "c")), ("ui.x", ("y",))]


@pytest.mark.parametrize(
    ("text", "services", "words", "rule"),
    [
        ("", "", "", "missing-field"),
        ("name = 1", "", "", "wrong-type"),
        ("name = ", "", "", "malformed-toml"),
        (GOOD + 'logo = "x.png"', "", "", "unknown-field"),
        (GOOD + LIGHT, "", "", "colour"),
        (GOOD + DARK, "", "", "colour"),
        (GOOD + LIGHT.replace("#7a1f5c", "#727272") + DARK, "", "", "contrast"),
        (GOOD + LIGHT + DARK.replace("#e7b1d3", "#868686"), "", "", "contrast"),
        (GOOD + LIGHT.replace("#f3e1ec", "#8f9a99") + DARK, "", "", "contrast"),
        (GOOD + LIGHT.replace("#7a1f5c", "red"), "", "", "colour"),
        (GOOD + LIGHT.replace("#7a1f5c", "#f0c0e0"), "", "", "contrast"),
        (GOOD + LIGHT.replace("soft", "softer"), "", "", "unknown-field"),
        (GOOD, PLACE.replace('source = "our desk"\n', ""), "", "missing-field"),
        (GOOD, "", '"ui.x" = 1', "wrong-type"),
        (GOOD, "", '"ui.x" = []', "wrong-type"),
        (GOOD, "", '"ui.x" = " "', "wrong-type"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, text: str, services: str, words: str, rule: str) -> None:
    with pytest.raises(ContentError) as refused:
        read_organisation(write(tmp_path, text, services, pl=words))

    assert rule in {finding.rule for finding in refused.value.findings}


def test_a_folder_without_its_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="missing"):
        read_organisation(tmp_path)


def test_places_are_added_replaced_and_left_out() -> None:
    ours = make_directory(make_service("line"), make_service("desk"), make_service("door"))
    own = make_directory(make_service("desk", name="Our desk"), make_service("hall"))
    programme = _programme(ours)

    found = Organisation("House", "", Path(), hidden=("nl.line",), directories=(own,)).added_to(programme)

    assert [(one.id, one.name) for one in found.directories[0].services] == [
        ("desk", "Our desk"),
        ("door", "A Line"),
        ("hall", "A Line"),
    ]


def test_another_country_comes_with_its_places() -> None:
    programme = _programme(make_directory(make_service("line")))
    own = replace(make_directory(make_service("linie"), country="DE"), path=Path("de.toml"))

    found = Organisation("House", "", Path(), directories=(own,)).added_to(programme)

    assert [directory.country for directory in found.directories] == ["NL", "DE"]


def test_nobody_takes_an_emergency_number_away() -> None:
    ours = (make_directory(make_service("emergency", purpose="emergency"), make_service("line")),)
    own = make_directory(make_service("emergency"))
    organisation = Organisation("House", "", Path(), hidden=("nl.emergency", "nl.none"), directories=(own,))

    rules = [finding.rule for finding in check_places(organisation, ours)]

    assert rules == ["emergency", "unknown-service", "emergency"]


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_colours_are_held_against_those_of_the_app() -> None:
    light, dark = (
        (ROOT / "pwa" / "styles" / name).read_text("utf-8").replace("--on-accent: var(--tone-1)", "")
        for name in ("tokens.css", "theme.css")
    )
    for css, grounds in ((light, _GROUNDS["light"]), (dark, _GROUNDS["dark"])):
        tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))
        names = ("tone-0", "tone-1", "tone-2", "tone-6")
        assert grounds == (*(tokens[name] for name in names), tokens.get("on-accent", tokens["tone-1"]))


def _programme(*directories: object) -> object:
    from tests.api.release.test_pages import programme  # noqa: PLC0415 - a whole one, of which only the places matter

    return replace(programme(), directories=directories)  # type: ignore[arg-type]
