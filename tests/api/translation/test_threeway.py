"""Two people translate one file at the same time: by id nothing collides and nothing is lost."""

import random
from pathlib import Path

import polib
import pytest

from api.errors import CatalogError
from api.i18n.poreading import parse_po
from api.translation.pofile import PoHeader, render
from api.translation.threeway import merge_files

HEADER = PoHeader("ui", "pl", "nplurals=3; plural=(n != 1);")
IDS = ("ui.a", "ui.b", "ui.c", "ui.d")
Words = dict[str, str]


def entry(message: str, words: str, source: str = "") -> polib.POEntry:
    return polib.POEntry(msgctxt=message, msgid=source or f"Text of {message}.", msgstr=words)


def write(path: Path, words: Words, **sources: str) -> Path:
    entries = [entry(message, said, sources.get(message[3:], "")) for message, said in words.items()]
    path.write_text(render(HEADER, entries), "utf-8")
    return path


def read(path: Path) -> Words:
    return {one.msgctxt: one.msgstr for one in parse_po(path.read_text("utf-8"), path).entries}


def merged(folder: Path, base: Words, ours: Words, theirs: Words) -> tuple[Words, list[str]]:
    paths = [write(folder / f"{name}.po", words) for name, words in (("b", base), ("o", ours), ("t", theirs))]
    disputed = merge_files(*paths)
    return read(paths[1]), disputed


BASE = {"ui.a": "A", "ui.b": "B", "ui.c": ""}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected", "disputed"),
    [
        (BASE, BASE | {"ui.b": "B2"}, BASE | {"ui.b": "B2"}, []),
        (BASE | {"ui.b": "B2"}, BASE, BASE | {"ui.b": "B2"}, []),
        (BASE | {"ui.a": "A2"}, BASE | {"ui.b": "B2"}, BASE | {"ui.a": "A2", "ui.b": "B2"}, []),
        (BASE | {"ui.a": "A2"}, BASE | {"ui.a": "A2"}, BASE | {"ui.a": "A2"}, []),
        (BASE | {"ui.a": "A2"}, BASE | {"ui.a": "A3"}, BASE | {"ui.a": "A2"}, ["ui.a"]),
        (BASE | {"ui.c": "C"}, BASE | {"ui.c": ""}, BASE | {"ui.c": "C"}, []),
        (BASE | {"ui.a": "A2"}, BASE | {"ui.a": ""}, BASE | {"ui.a": "A2"}, []),
    ],
    ids=["theirs", "ours", "both", "alike", "disputed", "filled", "emptied"],
)
def test_each_text_is_taken_from_who_changed_it(
    tmp_path: Path, ours: Words, theirs: Words, expected: Words, disputed: list[str]
) -> None:
    assert merged(tmp_path, BASE, ours, theirs) == (expected, disputed)


def test_a_text_that_only_the_other_side_has_comes_behind_its_neighbour(tmp_path: Path) -> None:
    words, disputed = merged(tmp_path, BASE, BASE, {"ui.a": "A", "ui.new": "N", "ui.b": "B", "ui.c": ""})

    assert (list(words), disputed) == (["ui.a", "ui.new", "ui.b", "ui.c"], [])


def test_what_the_other_side_took_away_goes_unless_it_was_changed_here(tmp_path: Path) -> None:
    theirs = {"ui.c": ""}

    assert merged(tmp_path, BASE, BASE | {"ui.b": "B2"}, theirs) == ({"ui.b": "B2", "ui.c": ""}, [])


def test_a_new_source_comes_with_the_words_that_wait_for_a_look(tmp_path: Path) -> None:
    base, ours = write(tmp_path / "b.po", BASE), write(tmp_path / "o.po", BASE)
    theirs = write(tmp_path / "t.po", BASE, a="Another text.")

    assert merge_files(base, ours, theirs) == []
    assert 'msgid "Another text."' in ours.read_text("utf-8")


def test_a_torn_side_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    base, ours = write(tmp_path / "b.po", BASE), write(tmp_path / "o.po", BASE)
    before = ours.read_bytes()
    theirs = tmp_path / "t.po"
    theirs.write_text('msgid "a"\nmsgstr "b', "utf-8")

    with pytest.raises(CatalogError, match=r"t\.po"):
        merge_files(base, ours, theirs)
    assert ours.read_bytes() == before


def test_bytes_that_are_no_text_are_never_merged_into_other_words(tmp_path: Path) -> None:
    base, ours = write(tmp_path / "b.po", BASE), write(tmp_path / "o.po", BASE)
    theirs = tmp_path / "t.po"
    theirs.write_bytes(base.read_bytes().replace(b'"B"', b'"\xff"'))

    with pytest.raises(CatalogError, match="UTF-8"):
        merge_files(base, ours, theirs)


def test_without_a_base_both_sides_are_put_together(tmp_path: Path) -> None:
    base = tmp_path / "b.po"
    base.write_text("", "utf-8")
    ours, theirs = write(tmp_path / "o.po", {"ui.a": "A"}), write(tmp_path / "t.po", {"ui.a": "", "ui.b": "B"})

    assert merge_files(base, ours, theirs) == []
    assert read(ours) == {"ui.a": "A", "ui.b": "B"}


def test_whatever_two_people_do_no_word_is_lost_unsaid(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    for run in range(60):
        base = {message: chance.choice(("", f"{message} 0")) for message in IDS}
        ours, theirs = (
            {message: chance.choice((words, f"{message} {side}")) for message, words in base.items()} for side in (1, 2)
        )
        words, disputed = merged(tmp_path, base, ours, theirs)
        for message in IDS:
            changed = {side[message] for side in (ours, theirs)} - {base[message]}
            if len(changed) == 2:
                assert (message in disputed, words[message]) == (True, ours[message]), f"seed {seed}, run {run}"
            else:
                assert words[message] == (changed or {base[message]}).pop(), f"seed {seed}, run {run}"
