"""Which bytes a player gets, by RFC 9110 §14, held against slices for random ranges."""

import random

import pytest

from api.routes.ranges import UnsatisfiableRangeError, asked_range, content_range

TAG = b'"tag"'


def asked(wanted: str, length: int = 100, **more: str) -> tuple[int, int] | None:
    headers = [(b"accept", b"*/*"), (b"range", wanted.encode())]
    return asked_range(
        [*headers, *((name.replace("_", "-").encode(), text.encode()) for name, text in more.items())], TAG, length
    )


@pytest.mark.parametrize(
    ("wanted", "span"),
    [
        ("bytes=0-", (0, 100)),
        ("bytes=0-1", (0, 2)),
        ("bytes=99-99", (99, 100)),
        ("bytes=40-9999", (40, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-500", (0, 100)),
        ("Bytes = 5-6", (5, 7)),
    ],
)
def test_one_range_is_answered(wanted: str, span: tuple[int, int]) -> None:
    assert asked(wanted) == span


@pytest.mark.parametrize(
    "wanted", ["bytes=0-1,5-6", "lines=0-1", "bytes=-", "bytes=9-5", "bytes=a-b", "", "bytes=" + "9" * 60 + "-"]
)
def test_what_is_no_single_range_gets_the_whole_file(wanted: str) -> None:
    assert asked(wanted) is None


def test_without_a_range_the_whole_file_comes() -> None:
    assert asked_range([(b"accept", b"*/*")], TAG, 100) is None


@pytest.mark.parametrize("wanted", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_a_range_behind_the_end_is_refused(wanted: str) -> None:
    with pytest.raises(UnsatisfiableRangeError):
        asked(wanted)


def test_a_range_of_other_bytes_gets_the_whole_file() -> None:
    assert asked("bytes=0-1", if_range='"tag"') == (0, 2)
    assert asked("bytes=0-1", if_range='"other"') is None
    assert asked("bytes=0-1", if_range='W/"tag"') is None
    assert asked("bytes=0-1", if_range="Mon, 23 Nov 2026 10:00:00 GMT") is None


def test_the_header_names_the_bytes() -> None:
    assert content_range((2, 7), 100) == b"bytes 2-6/100"
    assert content_range(None, 100) == b"bytes */100"


def test_a_thousand_random_ranges_are_those_of_a_slice() -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    for _ in range(1000):
        length = chance.randrange(1, 5000)
        first = chance.randrange(length)
        last = chance.randrange(first, length + 100)
        assert asked(f"bytes={first}-{last}", length) == (first, min(last + 1, length))
