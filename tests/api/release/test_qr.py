"""The code on screen and poster: it must be the address, and readable in the dark theme and on paper."""

import re
from xml.etree import ElementTree as ET

import segno

from api.release.qr import qr_svg

ADDRESS = "https://pauza.example.org/"


def dark_modules(svg: bytes) -> set[tuple[int, int]]:
    """Read the drawn squares back out of the picture's path."""
    path = next(each.get("d") or "" for each in ET.fromstring(svg).iter() if each.get("stroke"))  # noqa: S314 - our own
    found: set[tuple[int, int]] = set()
    column, row = 0, 0.0
    for kind, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(number) for number in numbers.split()]
        if kind == "h":
            found |= {(int(column) + step, int(row)) for step in range(int(values[0]))}
            column += int(values[0])
        else:
            column, row = (int(values[0]), values[1]) if kind == "M" else (column + int(values[0]), row + values[1])
    return found


def test_every_square_of_the_code_is_drawn_with_a_quiet_zone() -> None:
    matrix = segno.make(ADDRESS, error="m", micro=False).matrix
    wanted = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, bit in enumerate(row) if bit}

    assert dark_modules(qr_svg(ADDRESS)) == wanted


def test_it_is_dark_on_light_in_every_theme_and_always_the_same() -> None:
    svg = qr_svg(ADDRESS)

    assert b"#000" in svg
    assert b"#fff" in svg
    assert b"<script" not in svg
    assert svg == qr_svg(ADDRESS) != qr_svg("https://other.example.org/")
