"""Scenes drawn from shared parts, composed into self-contained SVG files or one inline sheet.

A part or scene is a plain SVG file; a shape names its colour role by class, and `<use href="#part">` takes a part.
Nothing else is let through: elements and attributes are on a list, so a picture cannot run or fetch anything.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from itertools import count, product
from pathlib import Path
from string import ascii_lowercase

from api.errors import BuildError

SVG = "{http://www.w3.org/2000/svg}"
VIEW_BOX = "0 0 360 240"
STROKE_WIDTH = "2.5"
LINE_PREFIX = "line-"
ELEMENTS = frozenset({"svg", "g", "path", "circle", "ellipse", "rect", "use", "clipPath"})
ATTRIBUTES = frozenset(
    {"id", "class", "d", "cx", "cy", "r", "rx", "ry", "x", "y", "width", "height"}
    | {"transform", "opacity", "href", "clip-path", "stroke-width", "viewBox"}
)
DRAWING = f'fill="none" stroke-width="{STROKE_WIDTH}" stroke-linecap="round" stroke-linejoin="round"'

_ROLE = re.compile(r"--p-([a-z0-9-]+)\s*:\s*(#[0-9a-fA-F]{3,8})\s*;")
_CLIP = re.compile(r"url\(#([a-z0-9-]+)\)")
_DARK = "@media (prefers-color-scheme: dark)"

Rename = Callable[[str], str]


@dataclass(frozen=True)
class Palette:
    """The colour of every role by day and by night."""

    day: Mapping[str, str]
    night: Mapping[str, str]

    def rule(self, selector: str, name: str, night: bool = False) -> str:
        """Return the CSS rule that gives a class its colour."""
        colours = self.night if night else self.day
        if name.startswith(LINE_PREFIX):
            return f"{selector}{{stroke:{colours[name.removeprefix(LINE_PREFIX)]}}}"
        return f"{selector}{{fill:{colours[name]}}}"


@dataclass(frozen=True)
class Drawing:
    """One parsed part or scene: its shapes, its own ids and the parts it uses, in order."""

    path: Path
    shapes: tuple[ET.Element, ...]
    ids: frozenset[str] = field(default_factory=frozenset)
    parts: tuple[str, ...] = ()


def scene_ids(pictures_dir: Path) -> list[str]:
    """Return the ids of all scenes, sorted."""
    return sorted(path.stem for path in (pictures_dir / "scenes").glob("*.svg"))


def part_ids(pictures_dir: Path) -> list[str]:
    """Return the ids of all parts, sorted."""
    return sorted(path.stem for path in (pictures_dir / "parts").glob("*.svg"))


def parts_of(pictures_dir: Path, scene: str) -> list[str]:
    """Return every part a scene needs, each after the parts that it uses itself."""
    return list(_needed(pictures_dir, [_read(pictures_dir / "scenes" / f"{scene}.svg")]))


def compose(pictures_dir: Path, scene: str) -> str:
    """Return one scene as a small SVG file that needs nothing else: for `<img src>`."""
    palette = _palette(pictures_dir / "palette.css")
    drawing = _read(pictures_dir / "scenes" / f"{scene}.svg")
    short_id, short_class = _Short(), _Short()

    def colour(roles: list[str]) -> str:
        return f' class="{" ".join(short_class(role) for role in roles)}"'

    pen = _Pen(palette, short_id, colour)
    defs = "".join(pen.group(name, part) for name, part in _needed(pictures_dir, [drawing]).items())
    shapes = pen.shapes(drawing)
    style = f"<style>{_style(palette, short_class.names)}</style>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{VIEW_BOX}" {DRAWING}>'
        f"{style}{f'<defs>{defs}</defs>' if defs else ''}{shapes}</svg>"
    )


def inline(
    pictures_dir: Path, scenes: Iterable[str], labels: Mapping[str, str] | None = None
) -> tuple[str, dict[str, str]]:
    """Return one hidden sheet with every needed part once, and per scene an inline `<svg>` that uses it.

    Colours come from the page, which carries `palette.css`. `labels` gives scenes their accessible names.
    """
    palette = _palette(pictures_dir / "palette.css")
    drawings = {scene: _read(pictures_dir / "scenes" / f"{scene}.svg") for scene in scenes}
    pen = _Pen(palette, _long, _from_page)
    defs = "".join(pen.group(name, part) for name, part in _needed(pictures_dir, drawings.values()).items())
    sheet = f'<svg display="none" aria-hidden="true"><defs>{defs}</defs></svg>'
    pictures = {}
    for scene, drawing in drawings.items():
        label = f' aria-label="{escape(labels[scene])}"' if labels and scene in labels else ""
        shapes = replace(pen, rename=_within(scene, drawing.ids)).shapes(drawing)
        pictures[scene] = f'<svg class="picture" viewBox="{VIEW_BOX}" role="img"{label} {DRAWING}>{shapes}</svg>'
    return sheet, pictures


@dataclass(frozen=True)
class _Pen:
    """Writes shapes as markup: how ids are renamed and how colour roles are expressed."""

    palette: Palette
    rename: Rename
    colour: Callable[[list[str]], str]

    def group(self, name: str, part: Drawing) -> str:
        return f'<g id="{self.rename(name)}">{self.shapes(part)}</g>'

    def shapes(self, drawing: Drawing) -> str:
        return "".join(self._element(drawing.path, shape) for shape in drawing.shapes)

    def _element(self, path: Path, element: ET.Element) -> str:
        name = element.tag.removeprefix(SVG)
        attributes = "".join(self._attribute(path, *item) for item in element.attrib.items())
        inner = "".join(self._element(path, child) for child in element)
        return f"<{name}{attributes}>{inner}</{name}>" if inner else f"<{name}{attributes}/>"

    def _attribute(self, path: Path, name: str, value: str) -> str:
        if name == "class":
            return self.colour(self._roles(path, value))
        if name == "id":
            value = self.rename(value)
        elif name == "href":
            value = "#" + self.rename(value[1:])
        elif name == "clip-path":
            value = f"url(#{self.rename(value[5:-1])})"
        return f' {name}="{escape(" ".join(value.split()))}"'

    def _roles(self, path: Path, value: str) -> list[str]:
        for name in value.split():
            if name.removeprefix(LINE_PREFIX) not in self.palette.day:
                raise BuildError(f"{path}: class {name!r} is no colour role; roles are {', '.join(self.palette.day)}")
        return value.split()


class _Short:
    """Gives each name the next short one (a, b, … z, aa, …) and remembers what it gave."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._free = _short_names()

    def __call__(self, name: str) -> str:
        if name not in self.names:
            self.names[name] = next(self._free)
        return self.names[name]


def _short_names() -> Iterator[str]:
    for length in count(1):
        yield from ("".join(letters) for letters in product(ascii_lowercase, repeat=length))


def _long(name: str) -> str:
    return f"p-{name}"


def _within(scene: str, own: frozenset[str]) -> Rename:
    """Rename a scene's own ids so that they cannot clash with another scene's in the same page."""
    return lambda name: _long(f"{scene}--{name}" if name in own else name)


def _from_page(roles: list[str]) -> str:
    """Colours as attributes that read the page's custom properties: no rule per role is needed."""
    return "".join(
        f' stroke="var(--p-{role.removeprefix(LINE_PREFIX)})"'
        if role.startswith(LINE_PREFIX)
        else f' fill="var(--p-{role})"'
        for role in roles
    )


def _palette(path: Path) -> Palette:
    day, dark, night = _text(path).partition(_DARK)
    palette = Palette(dict(_ROLE.findall(day)), dict(_ROLE.findall(night)))
    if not dark or palette.day.keys() != palette.night.keys():
        missing = sorted(palette.day.keys() ^ palette.night.keys())
        raise BuildError(f"{path}: give every role a colour for day and for night; check {missing}")
    return palette


def _style(palette: Palette, names: Mapping[str, str]) -> str:
    day = "".join(palette.rule(f".{short}", name) for name, short in names.items())
    night = "".join(palette.rule(f".{short}", name, night=True) for name, short in names.items())
    return f"{day}@media(prefers-color-scheme:dark){{{night}}}"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BuildError(f"{path}: no such picture file; draw it or mend the name") from error


def _read(path: Path) -> Drawing:
    text = _text(path)
    if "<!" in text.replace("<!--", ""):
        raise BuildError(f"{path}: declarations are not allowed; keep plain elements")
    try:
        root = ET.fromstring(text)  # noqa: S314 - our own file, and declarations were refused above
    except ET.ParseError as error:
        raise BuildError(f"{path}: not well-formed XML ({error})") from error
    for element in root.iter():
        _check(path, element)
    ids = frozenset(element.attrib["id"] for element in root.iter() if "id" in element.attrib)
    targets = (element.attrib["href"][1:] for element in root.iter() if "href" in element.attrib)
    parts = tuple(dict.fromkeys(name for name in targets if name not in ids))
    return Drawing(path, tuple(root), ids, parts)


def _check(path: Path, element: ET.Element) -> None:
    name = element.tag.removeprefix(SVG)
    if name not in ELEMENTS:
        raise BuildError(f"{path}: element <{name}> is not allowed; use {', '.join(sorted(ELEMENTS))}")
    for attribute, value in element.attrib.items():
        if attribute not in ATTRIBUTES:
            raise BuildError(f"{path}: attribute {attribute!r} on <{name}> is not allowed; colours are classes")
        if attribute == "href" and (name != "use" or not re.fullmatch(r"#[a-z0-9-]+", value)):
            raise BuildError(f"{path}: href {value!r} may only be a #part on <use>")
        if attribute == "clip-path" and not _CLIP.fullmatch(value):
            raise BuildError(f"{path}: clip-path {value!r} may only be url(#id) of this file")
    if (element.text or "").strip() or (element.tail or "").strip():
        raise BuildError(f"{path}: no words in pictures; remove the text in or after <{name}>")


def _needed(pictures_dir: Path, drawings: Iterable[Drawing]) -> dict[str, Drawing]:
    """All parts the drawings use, directly or through other parts; a used part comes before its user."""
    found: dict[str, Drawing] = {}

    def visit(user: Drawing, open_names: tuple[str, ...]) -> None:
        for name in user.parts:
            if name in open_names:
                raise BuildError(f"{user.path}: part {name!r} uses itself; break the circle")
            if name not in found:
                found[name] = _part(pictures_dir, name, user, visit, open_names)

    for drawing in drawings:
        visit(drawing, ())
    return found


def _part(
    pictures_dir: Path,
    name: str,
    user: Drawing,
    visit: Callable[[Drawing, tuple[str, ...]], None],
    open_names: tuple[str, ...],
) -> Drawing:
    path = pictures_dir / "parts" / f"{name}.svg"
    if not path.is_file():
        raise BuildError(f"{user.path}: part {name!r} is missing; draw {path} or mend the href")
    part = _read(path)
    if part.ids:
        raise BuildError(f"{path}: a part may not hold ids of its own; its id is its file name")
    visit(part, (*open_names, name))
    return part
