"""Playwright's `expect` for tabs and elements of WebKit: each claim is asked again until it holds."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import TimeoutError as BrowserTimeout

from tests.browser.engines.webkit.page import Locator, Page, eventually

PATIENCE = 5_000
Wanted = str | re.Pattern[str]


def expect(about: Page | Locator) -> "Expectation":
    """Say what is claimed about a tab or an element."""
    return Expectation(about)


class Expectation:
    """The claims; each has its opposite with `not_` before it."""

    def __init__(self, about: Page | Locator, wanted: bool = True) -> None:
        self._about: Any = about
        self._wanted = wanted

    def __getattr__(self, name: str) -> Any:
        """Return the opposite of a claim."""
        if not name.startswith("not_"):
            raise AttributeError(name)
        return getattr(Expectation(self._about, not self._wanted), name.removeprefix("not_"))

    def to_be_visible(self, *, timeout: float = PATIENCE) -> None:
        """Claim that it is there and seen."""
        self._hold(self._about.is_visible, "visible", timeout)

    def to_be_hidden(self, *, timeout: float = PATIENCE) -> None:
        """Claim that it is not there, or not seen."""
        self._hold(lambda: not self._about.is_visible(), "hidden", timeout)

    def to_be_in_viewport(self, *, ratio: float) -> None:
        """Claim that so much of its height is in sight."""
        seen = "Math.min(innerHeight, box.bottom) - Math.max(0, box.top)"
        self._hold(
            lambda: self._one(f"(box => {seen} >= box.height * {ratio} - 0.5)(one.getBoundingClientRect())"), "in sight"
        )

    def to_be_attached(self, *, timeout: float = PATIENCE) -> None:
        """Claim that it is there, seen or not."""
        self._hold(lambda: self._about.count() == 1, "attached", timeout)

    def to_be_checked(self) -> None:
        """Claim that it is ticked."""
        self._hold(lambda: self._one("one.checked"), "checked")

    def to_be_focused(self) -> None:
        """Claim that typing would go there."""
        self._hold(lambda: self._one("document.activeElement === one"), "focused")

    def to_be_disabled(self) -> None:
        """Claim that it cannot be used now."""
        self._hold(lambda: self._one("one.disabled === true"), "disabled")

    def to_be_enabled(self) -> None:
        """Claim that it can be used now."""
        self._hold(lambda: self._one("one.disabled !== true"), "enabled")

    def to_have_count(self, count: int) -> None:
        """Claim how many there are."""
        self._hold(lambda: self._about.count() == count, f"count {count}")

    def to_have_text(self, text: Wanted | list[str], *, timeout: float = PATIENCE) -> None:
        """Claim what the whole text is; a list claims how many there are, and the text of each."""
        if isinstance(text, list):
            self._hold(lambda: self._texts() == [" ".join(one.split()) for one in text], f"texts {text}", timeout)
            return
        self._hold(lambda: same(self._text(), text), f"text {text}", timeout)

    def to_contain_text(self, text: Wanted, *, timeout: float = PATIENCE) -> None:
        """Claim what stands in the text."""
        self._hold(lambda: same(self._text(), text, part=True), f"text with {text}", timeout)

    def to_have_value(self, value: Wanted, *, timeout: float = PATIENCE) -> None:
        """Claim what is in a field."""
        self._hold(lambda: same(self._one("one.value"), value), f"value {value}", timeout)

    def to_have_attribute(self, name: str, value: Wanted = re.compile(""), *, timeout: float = PATIENCE) -> None:
        """Claim that an attribute is there, and its value."""
        self._hold(lambda: same(self._one(f"one.getAttribute('{name}')"), value), f"{name}={value}", timeout)

    def to_have_id(self, value: Wanted) -> None:
        """Claim the id."""
        self.to_have_attribute("id", value)

    def to_have_url(self, url: Wanted, *, timeout: float = PATIENCE) -> None:
        """Claim the address of a tab."""
        self._hold(lambda: same(self._about.url, url), f"address {url}", timeout)

    def to_have_title(self, title: Wanted) -> None:
        """Claim the title of a tab."""
        self._hold(lambda: same(self._about.title(), title), f"title {title}")

    def _one(self, then: str) -> Any:
        """Return what `then` makes of the one element, or nothing as long as there is not exactly one."""
        return self._about.ask(f"(([one]) => found.length === 1 ? {then} : null)(found)")

    def _text(self) -> str | None:
        text: str | None = self._one("squeezed(one.textContent)")
        return text

    def _texts(self) -> list[str]:
        texts: list[str] = self._about.ask("found.map((one) => squeezed(one.textContent))")
        return texts

    def _hold(self, claim: Callable[[], object], what: str, timeout: float = PATIENCE) -> None:
        try:
            eventually(lambda: bool(claim()) is self._wanted, what, timeout)
        except BrowserTimeout as late:
            told = "" if self._wanted else "not "
            raise AssertionError(f"{self._about}: expected {told}{what} within {timeout:.0f} ms") from late


def same(found: str | None, wanted: Wanted, *, part: bool = False) -> bool:
    """Compare as Playwright does: a pattern anywhere, a text as a whole or as a part, white space squeezed."""
    if found is None:
        return False
    if isinstance(wanted, re.Pattern):
        return bool(wanted.search(found))
    text = " ".join(wanted.split()) if part else wanted
    return text in found if part else text == found
