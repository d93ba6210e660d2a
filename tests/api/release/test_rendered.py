"""Only pages that say a changed text are rendered again."""

from collections.abc import Collection
from pathlib import Path

import pytest

from api.i18n.catalogs import Catalog
from api.i18n.parts import Translation
from api.release.memo import Memo
from api.release.pages import RenderedPage
from api.release.rendered import Rendering, rendering
from tests.factories import POLISH


def catalog(**words: str) -> Catalog:
    return Catalog(
        POLISH, translations={name: Translation((name,), (word,), "translated") for name, word in words.items()}
    )


def page(code: str, says: str, *uses: str) -> RenderedPage:
    return RenderedPage(f"/pl/{code}/", says, "session", uses=uses)


class Press:
    """Renders two pages of two texts, and remembers what it was asked for."""

    def __init__(self, words: Catalog) -> None:
        self.words = words
        self.asked: list[Collection[str] | None] = []

    def __call__(self, only: Collection[str] | None) -> Rendering:
        self.asked.append(only)
        texts = {name: one.forms[0] for name, one in self.words.translations.items()}
        pages = [page("1", f"<p>{texts.get('a', 'A')}", "a"), page("2", f"<p>{texts.get('b', 'B')}", "b")]
        wanted = [one for one in pages if only is None or one.url in only]
        return Rendering(wanted, wanted, "+".join(texts.values()))


@pytest.fixture
def memo(tmp_path: Path) -> Memo:
    return Memo(tmp_path)


def test_what_is_known_is_taken_as_it_is(memo: Memo) -> None:
    words = catalog(a="Raz", b="Dwa")
    first = Press(words)
    made = rendering(memo, "f", words, first)
    again = Press(words)

    assert rendering(memo, "f", words, again) == made
    assert (first.asked, again.asked) == ([None], [])


def test_a_changed_text_makes_its_pages_and_the_booklet_anew_and_no_other(memo: Memo) -> None:
    rendering(memo, "f", words := catalog(a="Raz", b="Dwa"), Press(words))
    press = Press(after := catalog(a="Raz", b="Dwie"))

    made = rendering(memo, "f", after, press)

    assert press.asked == [{"/pl/2/"}]
    assert made == Press(after)(None)
    assert rendering(memo, "f", after, press) == made
    assert len(press.asked) == 1


def test_a_text_that_came_or_went_counts_as_changed(memo: Memo) -> None:
    rendering(memo, "f", words := catalog(a="Raz"), Press(words))
    press = Press(after := catalog(b="Dwa"))

    assert rendering(memo, "f", after, press) == Press(after)(None)
    assert press.asked == [{"/pl/1/", "/pl/2/"}]


def test_other_sources_are_another_rendering(memo: Memo) -> None:
    rendering(memo, "f", words := catalog(a="Raz"), Press(words))
    press = Press(words)

    rendering(memo, "g", words, press)

    assert press.asked == [None]
