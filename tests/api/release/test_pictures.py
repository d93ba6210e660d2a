"""Tests of the composed pictures: each scene stands alone, stays small, and cannot run or fetch anything."""

import gzip
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from api.errors import BuildError
from api.release.pictures import compose, inline, part_ids, parts_of, scene_ids

PICTURES = Path(__file__).parents[3] / "pwa" / "pictures"
STORY = {
    "opening": "bus-dawn warehouse-aisle night-bed kitchen-tea shop-poster",
    "grounding": "greenhouse-shout storm-bike tree-roots bus-stop-feet greenhouse-calm",
    "unhooking": "van-traffic thought-hook missed-turn thought-named parcel-door",
    "values": "video-call table-cards voice-message three-ways pay-slip",
    "kindness": "broken-plate tram-scribble bench-friends hand-heart soup-share",
    "room": "phone-feast heavy-bag sky-weather samir-window van-morning",
    "closing": "table-four paper-plan new-neighbour phone-share four-ways-dawn",
    "exercises and pages": "feet-floor five-senses warm-cup long-breath leaves-stream open-window small-steps "
    "value-stones kind-letter weather-map stone-in-hand lamp-night help-hands phone-lock",
    "the second step": "clock-night clock-tea letters-pile three-cups grey-window canal-ducks van-lunch bread-table "
    "rain-letters pocket-card door-light",
}
SCENES = [scene for scenes in STORY.values() for scene in scenes.split()]
SCENE_GZIP_LIMIT = 4096
SCENE_RAW_LIMIT = 8192
INLINE_RAW_LIMIT = 220 * 1024


def test_the_scenes_of_the_programme_are_all_drawn_and_no_others() -> None:
    """The folder holds exactly the scenes that the programme names."""
    assert sorted(SCENES) == scene_ids(PICTURES)


@pytest.mark.parametrize("scene", SCENES)
def test_a_composed_scene_is_small(scene: str) -> None:
    """A scene costs little even on a slow line."""
    drawn = compose(PICTURES, scene).encode()

    assert len(drawn) <= SCENE_RAW_LIMIT
    assert len(gzip.compress(drawn, 9)) <= SCENE_GZIP_LIMIT


@pytest.mark.parametrize("scene", SCENES)
def test_a_composed_scene_stands_alone(scene: str) -> None:
    """A scene is well-formed, names nothing outside itself and carries no script, event or style attribute."""
    drawn = compose(PICTURES, scene)
    elements = list(ET.fromstring(drawn).iter())  # noqa: S314 - our own drawing
    tags = {element.tag.rpartition("}")[2] for element in elements}
    attributes = {name for element in elements for name in element.attrib}

    assert tags <= {"svg", "style", "defs", "g", "path", "circle", "ellipse", "rect", "use", "clipPath"}
    assert not [name for name in attributes if name == "style" or name.startswith(("on", "{"))]
    assert "http" not in drawn.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"@import|url\((?!#)|data:", drawn)


@pytest.mark.parametrize("scene", SCENES)
def test_a_composed_scene_holds_each_part_and_colour_that_it_uses_and_no_more(scene: str) -> None:
    """No reference is broken, no part is dead weight, every class has a colour by day and by night."""
    drawn = compose(PICTURES, scene)
    classes = {name for value in re.findall(r' class="([^"]+)"', drawn) for name in value.split()}

    assert set(re.findall(r'(?:href="|url\()#([a-z]+)', drawn)) == set(re.findall(r' id="([a-z]+)"', drawn))
    assert sorted([*classes, *classes]) == sorted(re.findall(r"\.([a-z]+)\{(?:fill|stroke):#", drawn))
    assert "@media(prefers-color-scheme:dark){." in drawn


def test_every_part_is_used_by_a_scene() -> None:
    """A part that no scene needs is removed, not kept for later."""
    used = {part for scene in SCENES for part in parts_of(PICTURES, scene)}

    assert part_ids(PICTURES) == sorted(used)


def test_the_inline_sheet_holds_each_part_once_and_ids_do_not_clash() -> None:
    """All scenes of a booklet share one sheet; every id in the page is unique and every reference resolves."""
    sheet, pictures = inline(PICTURES, SCENES)
    page = f"<div>{sheet}{''.join(pictures.values())}</div>"
    ids = [element.attrib["id"] for element in ET.fromstring(page).iter() if "id" in element.attrib]  # noqa: S314

    assert list(pictures) == SCENES
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href="|url\()#([a-z0-9-]+)', page)) == set(ids)
    assert len(page.encode()) <= INLINE_RAW_LIMIT


def test_inline_scenes_take_their_colours_from_the_page() -> None:
    """Inline pictures carry no style element, no style attribute and no class rule of their own."""
    sheet, pictures = inline(PICTURES, SCENES)
    roles = set(re.findall(r"var\((--p-[a-z0-9-]+)\)", sheet + "".join(pictures.values())))

    assert "style" not in sheet + "".join(pictures.values())
    assert roles <= set(re.findall(r"--p-[a-z0-9-]+", (PICTURES / "palette.css").read_text(encoding="utf-8")))


def test_an_inline_scene_can_carry_its_text_alternative() -> None:
    """A label becomes the accessible name, safely quoted."""
    _, pictures = inline(PICTURES, ["warm-cup"], {"warm-cup": 'Two "warm" hands'})

    assert 'role="img" aria-label="Two &quot;warm&quot; hands"' in pictures["warm-cup"]


def test_two_compositions_of_a_scene_are_identical() -> None:
    """The same drawing gives the same bytes, so its hashed address stays."""
    assert compose(PICTURES, "table-four") == compose(PICTURES, "table-four")


@pytest.fixture(name="draw")
def fixture_draw(tmp_path: Path) -> Path:
    """Give an empty pictures folder with a two-colour palette."""
    for folder in ("parts", "scenes"):
        (tmp_path / folder).mkdir()
    day = ":root { --p-ink: #111; --p-sky: #eee; }"
    (tmp_path / "palette.css").write_text(f"{day}\n@media (prefers-color-scheme: dark) {{ {day} }}", encoding="utf-8")
    return tmp_path


def _scene(pictures: Path, shapes: str, folder: str = "scenes", name: str = "one") -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{shapes}</svg>'
    (pictures / folder / f"{name}.svg").write_text(svg, encoding="utf-8")


def test_a_scene_brings_the_parts_of_its_parts(draw: Path) -> None:
    """A part may use another part; both are in the file."""
    _scene(draw, '<use href="#cup"/>')
    _scene(draw, '<use href="#steam"/>', "parts", "cup")
    _scene(draw, '<path class="line-ink" d="M0 0h9"/>', "parts", "steam")

    drawn = compose(draw, "one")

    assert drawn.count("<g id=") == 2
    assert ".a{stroke:#111}" in drawn


@pytest.mark.parametrize(
    ("shapes", "reason"),
    [
        ("<script>alert(1)</script>", "<script> is not allowed"),
        ('<path onload="x()" d="M0 0"/>', "'onload' on <path> is not allowed"),
        ('<path style="fill:red" d="M0 0"/>', "'style' on <path> is not allowed"),
        ('<use href="https://example.org/#a"/>', "may only be a #part"),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>', "is not allowed"),
        ('<g clip-path="url(https://example.org/#a)"/>', "may only be url(#id)"),
        ('<image href="#a"/>', "<image> is not allowed"),
        ("<g>Words</g>", "no words in pictures"),
        ('<path class="pink" d="M0 0"/>', "'pink' is no colour role"),
        ('<use href="#nowhere"/>', "part 'nowhere' is missing"),
        ("<path", "not well-formed"),
    ],
)
def test_a_scene_with_a_fault_stops_the_build_and_names_its_file(draw: Path, shapes: str, reason: str) -> None:
    """What could run, fetch, restyle or be missing is refused, with the file's name."""
    _scene(draw, shapes)

    with pytest.raises(BuildError) as refused:
        compose(draw, "one")

    assert str(draw / "scenes" / "one.svg") in str(refused.value)
    assert reason in str(refused.value)


def test_an_entity_declaration_stops_the_build(draw: Path) -> None:
    """No document type, so no entity tricks."""
    text = '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>'
    (draw / "scenes" / "one.svg").write_text(text, encoding="utf-8")

    with pytest.raises(BuildError, match="declarations are not allowed"):
        compose(draw, "one")


def test_a_part_that_uses_itself_stops_the_build(draw: Path) -> None:
    """Two parts that need each other are a fault, not an endless loop."""
    _scene(draw, '<use href="#cup"/>')
    _scene(draw, '<use href="#steam"/>', "parts", "cup")
    _scene(draw, '<use href="#cup"/>', "parts", "steam")

    with pytest.raises(BuildError, match="uses itself"):
        compose(draw, "one")


def test_a_part_with_an_id_of_its_own_stops_the_build(draw: Path) -> None:
    """Two parts with the same id would draw each other on a page that holds both."""
    _scene(draw, '<use href="#cup"/>')
    _scene(draw, '<path id="rim" d="M0 0h9"/>', "parts", "cup")

    with pytest.raises(BuildError, match="may not hold ids"):
        compose(draw, "one")


def test_a_scene_that_is_not_drawn_stops_the_build(draw: Path) -> None:
    """An unknown scene names the file that is wanted."""
    with pytest.raises(BuildError, match=r"scenes/one\.svg: no such picture file"):
        compose(draw, "one")


def test_a_role_without_a_colour_for_the_night_stops_the_build(draw: Path) -> None:
    """Day and night know the same roles."""
    palette = ":root { --p-ink: #111; }\n@media (prefers-color-scheme: dark) { :root { } }"
    (draw / "palette.css").write_text(palette, encoding="utf-8")
    _scene(draw, '<path class="ink" d="M0 0"/>')

    with pytest.raises(BuildError, match=r"check \['ink'\]"):
        compose(draw, "one")
