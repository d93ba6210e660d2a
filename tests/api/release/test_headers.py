"""The headers of every answer: what a page may load and do, and that it is nothing beyond itself."""

import re

import pytest

from api.assets import csp_hash
from api.release.headers import BASE_HEADERS, IMMUTABLE, PICTURE_POLICY, REVALIDATE, page_policy


def directives(policy: str) -> dict[str, list[str]]:
    parts = (part.split() for part in policy.split(";"))
    return {name: sources for name, *sources in parts}


def test_nothing_is_loaded_from_elsewhere() -> None:
    """No third party may learn who reads, and none may change what is read."""
    allowed = {source for sources in directives(page_policy()).values() for source in sources}

    assert allowed == {"'none'", "'self'", "'script'", "data:", "blob:", "app"}


@pytest.mark.parametrize("name", ["default-src", "base-uri", "object-src", "frame-ancestors"])
def test_what_a_page_does_not_need_is_shut(name: str) -> None:
    """A page cannot be put into the frame of another, and a forgotten kind of load is refused."""
    assert directives(page_policy())[name] == ["'none'"]


def test_scripts_are_files_of_ours_and_nothing_else() -> None:
    """A sentence that a translator wrote can never become code."""
    policy = directives(page_policy())

    assert policy["script-src"] == ["'self'"]
    assert policy["require-trusted-types-for"] == ["'script'"]
    assert policy["trusted-types"] == ["app"]
    assert "unsafe" not in page_policy()


def test_the_one_inline_style_is_allowed_by_its_hash() -> None:
    with_style = directives(page_policy(csp_hash("p{margin:0}")))

    assert with_style["style-src"] == ["'self'", csp_hash("p{margin:0}")]
    assert directives(page_policy()) == {**with_style, "style-src": ["'self'"]}


def test_no_directive_stands_twice() -> None:
    """Of two the browser takes the first."""
    names = [part.split()[0] for part in page_policy("'sha256-x'").split(";")]

    assert len(names) == len(set(names))


def test_a_picture_may_style_itself_and_load_nothing() -> None:
    """A drawing that is opened by itself can neither run nor fetch anything."""
    assert directives(PICTURE_POLICY) == {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "frame-ancestors": ["'none'"],
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
    ],
)
def test_no_other_site_learns_or_reaches_anything(name: str, value: str) -> None:
    """The page that a link leads to must not learn where its visitor came from."""
    assert BASE_HEADERS[name] == value


def test_the_connection_stays_encrypted_for_two_years() -> None:
    """Who shares the network must not read along."""
    assert re.search(r"max-age=63072000", BASE_HEADERS["strict-transport-security"])


@pytest.mark.parametrize("feature", ["geolocation", "camera", "microphone", "usb", "payment"])
def test_a_page_cannot_ask_for_what_it_does_not_need(feature: str) -> None:
    """Not even a mistake of ours may ask a person for their place or their picture."""
    assert f"{feature}=()" in BASE_HEADERS["permissions-policy"].split(", ")


def test_headers_are_written_in_small_letters() -> None:
    """HTTP/2 knows no others, and the middleware compares names by their bytes."""
    assert all(name == name.lower() for name in BASE_HEADERS)


def test_what_carries_its_hash_is_kept_and_the_rest_is_asked_for_again() -> None:
    assert "immutable" in IMMUTABLE
    assert REVALIDATE == "no-cache"
