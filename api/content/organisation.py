"""What an organisation adds to Pauza in a folder of its own: places that help, colours, words.

`organisation.toml`, `services/<country>.toml` and `words/<language>.toml`; docs/organisations.md describes them.
Nothing of the content is changed: a release is made from both.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from api.content.directories import read_directory
from api.content.models import Directory, Programme, Service
from api.content.reading import SourceFile, Table, read_source
from api.errors import ContentError, Finding

FILE = "organisation.toml"
EMERGENCY = "emergency"
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
# The three grounds, ink and what stands on the accent, as pwa/styles/tokens.css and theme.css have them.
_GROUNDS = {
    "light": ("#fbf7f0", "#fffdf9", "#f2eadc", "#22302f", "#fffdf9"),
    "dark": ("#0d2125", "#143036", "#0a1a1d", "#f1eadc", "#0a2326"),
}
_READABLE = 4.5  # WCAG 2.2, 1.4.3: text of normal size
_LINEAR = 0.04045  # up to here the curve of sRGB is a line (IEC 61966-2-1)


@dataclass(frozen=True)
class Colours:
    """The colours of buttons and links by one light: plain, stronger, and soft behind text (#rrggbb)."""

    accent: str
    strong: str
    soft: str


@dataclass(frozen=True)
class OwnWords:
    """Words of the organisation for one text: its id, all forms in order, and where they stand."""

    id: str
    forms: tuple[str, ...]
    path: Path
    line: int


@dataclass(frozen=True)
class Organisation:
    """Everything that an organisation brings; `hidden` names places of ours that it leaves out, as `nl.fairwork`."""

    name: str
    contact: str
    path: Path
    light: Colours | None = None
    dark: Colours | None = None
    hidden: tuple[str, ...] = ()
    directories: tuple[Directory, ...] = ()
    words: Mapping[str, tuple[OwnWords, ...]] = ()  # type: ignore[assignment]

    def added_to(self, programme: Programme) -> Programme:
        """Return the programme with these places: one with an id that is there stands in its place."""
        known = {directory.path.stem: directory for directory in programme.directories}
        own = {directory.path.stem: directory for directory in self.directories}
        kept = tuple(self._joined(directory, own.get(name)) for name, directory in known.items())
        new = tuple(directory for name, directory in own.items() if name not in known)
        return replace(programme, directories=(*kept, *new))

    def _joined(self, ours: Directory, own: Directory | None) -> Directory:
        theirs = {service.id: service for service in own.services} if own else {}
        shown = [one for one in ours.services if f"{ours.path.stem}.{one.id}" not in self.hidden]
        placed = [theirs.pop(one.id, one) for one in shown]
        return replace(ours, services=(*placed, *theirs.values()))


def read_organisation(folder: Path) -> Organisation:
    """Read the folder of an organisation. Raises ContentError with every fault in it, each at its line."""
    sources: list[SourceFile] = []

    def opened(path: Path) -> Table:
        source, top = read_source(path)
        sources.append(source)
        return top

    top = opened(folder / FILE)
    light, dark = (_colours(top, name) for name in ("light", "dark"))
    if top.has("light") != top.has("dark"):
        top.fault("colour", "give both [light] and [dark]: one alone cannot be read by the other light")
    found = Organisation(
        name=top.text("name"),
        contact=top.optional_text("contact") or "",
        path=top.source.path,
        light=light,
        dark=dark,
        hidden=top.strings("hidden"),
        directories=tuple(read_directory(opened(path)) for path in sorted((folder / "services").glob("*.toml"))),
        words={path.stem: _words(opened(path)) for path in sorted((folder / "words").glob("*.toml"))},
    )
    top.done()
    for tag in found.words:
        if not _TAG.fullmatch(tag):
            top.fault("unknown-language", f"words/{tag}.toml: name the file by the tag of a language, as pl.toml")
    if findings := [finding for source in sources for finding in source.findings]:
        raise ContentError(sorted(findings))
    return found


def check_places(organisation: Organisation, ours: tuple[Directory, ...]) -> Iterator[Finding]:
    """Find what an organisation must not do to our places: nobody takes an emergency number away."""
    known = {f"{one.path.stem}.{service.id}": service for one in ours for service in one.services}
    for name in organisation.hidden:
        service = known.get(name)
        if service is None:
            message = f"hidden: there is no place {name}; write it as country and id, as nl.fairwork"
            yield Finding(organisation.path, 1, "unknown-service", message)
        elif service.purpose == EMERGENCY:
            yield Finding(organisation.path, 1, "emergency", f"hidden: {name} is an emergency number and stays")
    for directory in organisation.directories:
        for own in directory.services:
            if _is_emergency(known.get(f"{directory.path.stem}.{own.id}")):
                message = f"{own.id} is an emergency number of ours and stays as it is; give your entry another id"
                yield Finding(directory.path, own.about.line, "emergency", message)


def _is_emergency(service: Service | None) -> bool:
    return service is not None and service.purpose == EMERGENCY


def _words(top: Table) -> tuple[OwnWords, ...]:
    found = []
    for name, value in top.values.items():
        forms = value if isinstance(value, list) else [value]
        if not forms or not all(isinstance(form, str) and form.strip() for form in forms):
            top.fault("wrong-type", f"{name}: words in quotes, or a list of them, one for each plural form", name)
            continue
        found.append(OwnWords(name, tuple(form.strip() for form in forms), top.source.path, top.line(name)))
    return tuple(found)


def _colours(top: Table, light: str) -> Colours | None:
    value: Any = top.take(light, dict, "a table of colours", default={}, required=False)
    if not top.has(light):
        return None
    names = ("accent", "strong", "soft")
    found = {name: value.get(name) for name in names}
    if unknown := sorted(set(value) - set(names)):
        top.fault("unknown-field", f"[{light}] has {', '.join(names)}, not {unknown[0]}", light)
    if wrong := [name for name, one in found.items() if not isinstance(one, str) or not _COLOUR.fullmatch(one)]:
        top.fault("colour", f"[{light}] {wrong[0]}: write it as #1f6a63, in small letters", light)
        return None
    *grounds, ink, on_accent = _GROUNDS[light]
    beside_both = dict.fromkeys((*grounds, on_accent, found["soft"]))
    pairs = [(name, one) for name in ("accent", "strong") for one in beside_both] + [("soft", ink)]
    for name, beside in pairs:
        if (ratio := contrast(found[name], beside)) < _READABLE:
            message = (
                f"[{light}] {name} {found[name]} beside {beside} has a contrast of {ratio:.1f}; 4.5 or more is read"
            )
            top.fault("contrast", message, light)
    return Colours(**found)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
