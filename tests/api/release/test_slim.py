"""What a booklet leaves out, and what it must never lose."""

import pytest

from api.release.slim import slim


@pytest.mark.parametrize(
    ("html", "slimmed"),
    [
        ("<p>a</p><p hidden>b</p><p>c</p>", "<p>a</p><p>c</p>"),
        ("<div hidden><p>x<br>y</p><input></div>z", "z"),
        ("<template><b>t</b></template>z", "z"),
        ('<step-deck><section id="1" data-kind="read">x</section></step-deck>', "<section>x</section>"),
        ('<svg viewBox="0 0 1 1"><use href="#p"/></svg>', '<svg viewBox="0 0 1 1"><use href="#p"/></svg>'),
        ("a &amp; b &#39;c&#39;", "a &amp; b &#39;c&#39;"),
        ("<!doctype html><style>a>b{color:red}</style>", "<!doctype html><style>a>b{color:red}</style>"),
        ('<label>What? <input type="text"></label><textarea>x</textarea>', "<label>What? </label>"),
        ('<p data-state="idle">It stays on this phone.</p>z', "z"),
        ("<template><input><br>x</template>z", "z"),
        ("<div hidden><p>open<b>bold</div>z", "z"),
        ("<template/>z", "z"),
        ('<input type="text"/>z', "z"),
        ('<circle hidden r="1"/>z', "z"),
        ('<x-y data-a="1"/>z', "z"),
        ('<path data-a="1" d="M0 0"/>z', '<path d="M0 0"/>z'),
        ('<p tabindex="-1" role="status" id="a">x</p>', "<p>x</p>"),
        ('<p role="img" aria-label="A">x</p>', '<p role="img" aria-label="A">x</p>'),
        ("<!-- a note -->z", "z"),
        ("", ""),
    ],
)
def test_only_what_a_script_could_use_goes(html: str, slimmed: str) -> None:
    assert slim(html) == slimmed


@pytest.mark.parametrize("html", ["a</p>b", "<template>x", "<p>a</div></p>", "<b hidden>x</i></b>y", "&amp", "<"])
def test_odd_markup_never_breaks_the_booklet(html: str) -> None:
    assert isinstance(slim(html), str)


def test_what_is_slim_already_stays_as_it_is() -> None:
    once = slim('<!doctype html><p id="a">x &amp; y<br>z</p><svg><use href="#p"/></svg>')

    assert slim(once) == once


def test_a_hidden_element_ends_where_it_ends() -> None:
    """A line of help behind a hidden one must stay."""
    html = "<div hidden><div>a</div><ul><li>b</ul></div><p>112</p>"

    assert slim(html) == "<p>112</p>"


def test_a_name_stays_only_where_something_refers_to_it() -> None:
    page = (
        '<h2 id="a" class="x">A</h2><h2 id="b">B</h2><a href="#a">A</a><p>id="c"</p>'
        '<svg><g id="hill"/><use href="#hill"/><clipPath id="cut"/><g clip-path="url(#cut)" id="lost"/></svg>'
        '<label for="d">D</label><b id="d"></b>'
    )

    assert slim(page) == page.replace('<h2 id="b">', "<h2>").replace(' id="lost"', "")
