"""A page with words that are not handed in, in which every text says which one it is."""

import re
from collections.abc import Iterator

import pytest

from api.settings import Settings
from api.workbench.bench import Bench
from api.workbench.refusals import RefusedError
from tests.factories import ROOT

MARKED = re.compile("\ue000(\\d+)\ue001([^\ue000-\ue002]*)\ue002")
TEXT = "grounding.s02.body.1"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Open a workbench over the real project, which is only read."""
    folder = tmp_path_factory.mktemp("data")
    made = Bench.open(Settings(ROOT, folder / "cache", folder, languages=("pl", "ar")))
    yield made
    made.database.close()


def page(bench: Bench, code: str = "1", tag: str = "pl", **words: list[str]) -> tuple[str, dict[str, list[str]]]:
    """Return the HTML without marks, and id → what stood between its marks."""
    told = bench.studio.page(bench.project.locale(tag), code, {TEXT: words["words"]} if words else {})
    found: dict[str, list[str]] = {}
    html = told["html"]
    # A word may stand inside another text; the innermost are taken off first.
    while marks := MARKED.findall(html):
        for number, said in marks:
            found.setdefault(told["ids"][int(number)], []).append(said)
        html = MARKED.sub(r"\2", html)
    return html, found


def test_a_page_without_its_marks_is_the_page_that_people_get(bench: Bench) -> None:
    html, found = page(bench)
    assert not re.search("[\ue000-\ue002]", html)
    assert found[TEXT][0] in html
    assert all(name in bench.project.messages for name in found)


def test_a_draft_stands_in_the_page_and_in_no_catalogue(bench: Bench) -> None:
    _, found = page(bench, words=["Słowa z wersji roboczej."])
    assert found[TEXT] == ["Słowa z wersji roboczej."]
    assert "wersji roboczej" not in page(bench)[0]


@pytest.mark.parametrize("words", ["<img src=x onerror=ran(1)>", '"><script>ran(1)</script>', "{nope}", "\ue000", ""])
def test_words_that_are_never_shown_are_not_shown_here_either(bench: Bench, words: str) -> None:
    html, found = page(bench, words=[words])
    assert found[TEXT] == page(bench)[1][TEXT]
    assert "ran(1)" not in html


def test_every_page_of_a_language_can_be_shown(bench: Bench) -> None:
    codes = ["", "b", "f", "d", "h", "o", "l", *(unit.code for unit in bench.project.programme.units)]
    for code in codes:
        html, found = page(bench, code, "ar")
        assert 'dir="rtl"' in html
        assert found, code
        assert not re.search("[\ue000-\ue002]", html), code


def test_a_page_that_is_not_there_is_told(bench: Bench) -> None:
    with pytest.raises(RefusedError):
        page(bench, "zz")
