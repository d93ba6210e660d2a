"""A coded page takes another release in without being coded again, and stays what a browser can read."""

import gzip

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.release.stamping import UNSTAMPED, open_codings, stamped

ID = "0123456789ab"
OPEN = UNSTAMPED.encode()
PARTS = st.lists(
    st.text('<p>abc čеع 0123456789abcdef\n"=', max_size=400).map(str.encode).filter(lambda part: OPEN not in part),
    min_size=2,
    max_size=4,
)


@given(PARTS)
def test_every_coding_says_the_same_page_of_the_release(parts: list[bytes]) -> None:
    page = b"".join([parts[0], *(b'"' + OPEN + b'"' + part for part in parts[1:])])
    opened = open_codings(page)
    if opened is None:
        return  # too short to leave the place alone; it is then coded as it is

    closed = stamped(opened, ID)

    assert closed["identity"] == page.replace(OPEN, ID.encode())
    assert brotli.decompress(closed["br"]) == gzip.decompress(closed["gzip"]) == closed["identity"]


@pytest.mark.parametrize("length", [10, 250_000])
def test_short_and_long_pages_hold_their_place(length: int) -> None:
    opened = open_codings(f'<html data-release="{UNSTAMPED}" lang="en">{"word " * length}'.encode())

    assert opened
    assert len(opened["br"]) < len(opened["identity"])
