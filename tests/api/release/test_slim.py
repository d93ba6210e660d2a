"""What a booklet leaves out, and what it must never lose."""

import pytest

from api.release.slim import slim


@pytest.mark.parametrize(
    ("html", "slimmed"),
    [
        ("<p>a</p><p hidden>b</p><p>c</p>", "<p>a</p><p>c</p>"),
        ("<div hidden><p>x<br>y</p><input></div>z", "z"),
        ("<template><b>t</b></template>z", "z"),
        ('<step-deck><section id="1" data-kind="read">x</section></step-deck>', '<section id="1">x</section>'),
        ('<svg viewBox="0 0 1 1"><use href="#p"/></svg>', '<svg viewBox="0 0 1 1"><use href="#p"/></svg>'),
        ("a &amp; b &#39;c&#39;", "a &amp; b &#39;c&#39;"),
        ("<!doctype html><style>a>b{color:red}</style>", "<!doctype html><style>a>b{color:red}</style>"),
        ('<label>What? <input type="text"></label><textarea>x</textarea>', "<label>What? </label>"),
        ('<p data-state="idle">It stays on this phone.</p>z', "z"),
    ],
)
def test_only_what_a_script_could_use_goes(html: str, slimmed: str) -> None:
    assert slim(html) == slimmed
