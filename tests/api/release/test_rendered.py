"""What was rendered comes back as it was, or not at all, and never keeps a compile from going on."""

import zlib
from pathlib import Path

import pytest

from api.release.pages import RenderedPage
from api.release.rendered import RenderedStore, Rendering

MADE = Rendering(
    [RenderedPage("/pl/", "<p>Dom</p>", "home", says_size=True)],
    [RenderedPage("/pl/", "<p>Dom</p>", "home"), RenderedPage("/pl/b1/", "<p>Wolniej</p>", "session", "2")],
    "<html>",
)


@pytest.fixture
def store(tmp_path: Path) -> RenderedStore:
    return RenderedStore(tmp_path / "rendered")


def test_a_rendering_survives_the_disk(store: RenderedStore) -> None:
    store.save("a1", MADE)

    assert store.load("a1") == MADE
    assert store.load("a2") is None


@pytest.mark.parametrize(
    "body",
    [b"", b"torn", *map(zlib.compress, (b"[]", b'{"format": 1}', b'{"format": 0}', b"{"))],
)
def test_what_cannot_be_read_is_absent(store: RenderedStore, tmp_path: Path, body: bytes) -> None:
    store.save("a1", MADE)
    (tmp_path / "rendered" / "a1.z").write_bytes(body)

    assert store.load("a1") is None


def test_only_what_is_used_stays_and_a_few_more(store: RenderedStore, tmp_path: Path) -> None:
    for name in ("a1", "a2", "a3"):
        store.save(name, MADE)
    (tmp_path / "rendered" / "a4.part").write_bytes(b"cut")

    store.keep_only({"a1"}, spare=1)

    assert store.load("a1")
    assert len(list((tmp_path / "rendered").iterdir())) == 2


def test_a_folder_that_cannot_be_written_keeps_nothing_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "rendered").write_text("a file")
    store = RenderedStore(tmp_path / "rendered")

    store.save("a1", MADE)
    store.keep_only({"a1"}, spare=1)

    assert store.load("a1") is None
