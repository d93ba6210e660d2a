"""What is known of a language's pages without rendering them."""

import json

from api.assets import Asset
from api.release.outline import Outline, common, owned, texts_of
from api.release.pages import RenderedPage

PICTURE = Asset("pictures/bus.svg", "/a/bus.1.svg", b"<svg/>")
OTHER = Asset("pictures/bed.svg", "/a/bed.2.svg", b"<svg/>")


def page(html: str, part: str = "", kind: str = "session") -> RenderedPage:
    return RenderedPage("/pl/1/", html, kind, part)


def outline(*pages: RenderedPage) -> Outline:
    return Outline.of(pages, [PICTURE, OTHER])


def shared(*languages: list[RenderedPage]) -> list[str]:
    return texts_of(common([Outline.of(pages, []) for pages in languages]), languages)


def test_languages_share_frequent_and_long_lines() -> None:
    """Help in Polish and Arabic carries the same English; a phone that keeps both fetches it once."""
    english = f'<p class="beside" lang="en">{"Call 112. " * 9}</p>'
    polish = [page(f"<nav>\n<p>a</p>\n{english}"), page("<nav>\n<p>b</p>"), page("<nav>\nonce")]
    arabic = [page(f"<nav>\n<p>c</p>\n{english}"), page("<nav>\n<p>d</p>"), page("<nav>\nonce")]

    assert shared(polish, arabic) == ["<nav>", english]


def test_one_language_shares_with_none() -> None:
    assert shared([page("<nav>"), page("<nav>"), page("<nav>")]) == []


def test_lines_of_optional_parts_and_manifests_do_not_count() -> None:
    pages = [page("<nav>"), page("<nav>\n<b>"), page("<b>", "2"), page("<b>", kind="manifest")]

    assert shared(pages, pages) == ["<nav>"]


def test_only_as_many_languages_are_asked_for_as_it_takes() -> None:
    pages = [page("<nav>"), page("<nav>")]
    wanted = common([Outline.of(pages, [])] * 2)

    def languages() -> object:
        yield pages
        raise AssertionError("one was enough")

    assert texts_of(wanted, languages()) == ["<nav>"]  # type: ignore[arg-type]


def test_an_optional_part_owns_what_nothing_else_names() -> None:
    one = outline(page(f"<img src={PICTURE.url}>", "2"), page(f"<img src={OTHER.url}>"), page(OTHER.url, "2"))

    assert owned([one]) == {"2": [PICTURE.name]}
    assert owned([one, outline(page(PICTURE.url))]) == {"2": []}, "another language has it in its first part"


def test_an_outline_survives_as_json() -> None:
    one = outline(page(f"<nav>\n{PICTURE.url}"), page("<nav>\nonce", "2"))

    assert Outline.from_row(json.loads(json.dumps(one.as_row()))) == one
