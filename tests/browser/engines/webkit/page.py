"""A tab, and the elements in it."""

import base64
import contextlib
import fnmatch
import re
import time
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar

from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as BrowserTimeout

from tests.browser.engines.webkit.wire import REFERENCE

if TYPE_CHECKING:
    from datetime import datetime

    from tests.browser.engines.webkit.phone import Phone

Answer = TypeVar("Answer")
PATIENCE = 30_000
FINDING = Path(__file__).with_name("page.js").read_text("utf-8")
KEYS = {
    " ": "\ue00d",
    "ArrowLeft": "\ue012",
    "ArrowRight": "\ue014",
    "End": "\ue010",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Home": "\ue011",
    "Tab": "\ue004",
}
# A function is called with the argument, anything else is a value; a promise is waited for.
ASKED = """let [asking, given, done] = arguments;
Promise.resolve().then(() => %s).then((value) => done({ value }), (error) => done({ error: String(error) }));"""
# WebDriver has no word for it, so the sheets of the document in view are told that their medium is the wanted one.
MEDIUM = """(wanted) => {
    const kinds = ['print', 'screen'];
    const turn = (rules) => { for (const rule of rules) {
        if (rule.media && kinds.includes(rule.media.mediaText)) {
            rule.media.mediaText = rule.media.mediaText === wanted ? 'all' : 'not all';
        }
        if (rule.cssRules) turn(rule.cssRules);
    } };
    for (const sheet of document.styleSheets) turn(sheet.cssRules);
}"""
STANDING = """(() => { const was = Date; const now = %d; self.Date = class extends was {
    constructor(...given) { super(...(given.length ? given : [now])); } static now() { return now; } }; })();"""


class Page:
    """Stands where a `Page` of Playwright stands."""

    def __init__(self, phone: "Phone", handle: str, number: int) -> None:
        self.context = phone
        self.handle = handle
        self.number = number
        self.keyboard = SimpleNamespace(press=self._press)
        self.mouse = SimpleNamespace(
            move=lambda x, y: self._point(type="pointerMove", x=round(x), y=round(y)),
            down=lambda: self._point(type="pointerDown", button=0),
            up=lambda: self._point(type="pointerUp", button=0),
        )
        self.clock = SimpleNamespace(set_fixed_time=self._stop_clock)
        self.request = phone.request
        self._hearing: dict[str, list[Callable[[Any], object]]] = {}
        self._complained = 0
        self._status = 0

    def do(self, method: str, path: str, body: object = None) -> Any:
        """Send a command to this tab."""
        phone = self.context
        if getattr(phone, "current", self.handle) != self.handle:
            phone.wire.call("POST", "/window", {"handle": self.handle})
            phone.current = self.handle
        value = phone.wire.call(method, path, body)
        phone.news()
        return value

    @property
    def url(self) -> str:
        """The address in view."""
        return str(self.do("GET", "/url"))

    def title(self) -> str:
        """Return the document's title."""
        return str(self.do("GET", "/title"))

    def goto(self, url: str, **_options: object) -> SimpleNamespace:
        """Go to an address and wait until it has loaded."""
        self.do("POST", "/url", {"url": url})
        if url.startswith("http") and self.evaluate("document.URL") == "about:blank":
            raise Error(f"{url} did not open")
        return SimpleNamespace(ok=200 <= self._status < 300, status=self._status)

    def reload(self, **_options: object) -> None:
        """Load the address again."""
        self.do("POST", "/refresh")

    def go_back(self, **_options: object) -> None:
        """Tap Back."""
        self.do("POST", "/back")

    def close(self) -> None:
        """Close this tab."""
        self.do("DELETE", "/window")
        self.context.pages.remove(self)
        self.context.current = ""

    def evaluate(self, expression: str, given: object = None) -> Any:
        """Evaluate an expression, or call a function with the argument; wait for a promise."""
        asked = f"(typeof (asking = ({expression.strip().rstrip(';')})) === 'function' ? asking(given) : asking)"
        try:
            return self._ask(asked, given)
        except Error as error:
            if not error.message.startswith("javascript error: Unexpected"):
                raise
        # Statements: a whole file of script.
        return self.do("POST", "/execute/sync", {"script": expression, "args": []})

    def _ask(self, asked: str, given: object = None, before: str = "") -> Any:
        script = before + ASKED % asked
        answer = self.do("POST", "/execute/async", {"script": script, "args": [None, given]})
        if "error" in answer:
            raise Error(str(answer["error"]))
        return answer.get("value")

    def find(self, steps: list[tuple[str, Any]], then: str, given: object = None) -> Any:
        """Return what `then` makes of the elements `found`, with the argument `given`."""
        return self._ask(f"((found) => {then})(find(given[0]))", [steps, given], FINDING)

    def locator(self, selector: str) -> "Locator":
        """Name elements by CSS."""
        return Locator(self, [("css", selector)])

    def get_by_role(self, role: str, *, name: str = "") -> "Locator":
        """Name elements by what they are and are called."""
        return Locator(self, [("role", {"role": role, "name": name.lower()})])

    def get_by_text(self, text: str) -> "Locator":
        """Name the innermost elements that say the text."""
        return Locator(self, [("says", text.lower())])

    def content(self) -> str:
        """Return the document as it stands now."""
        return str(self.evaluate("document.documentElement.outerHTML"))

    def emulate_media(self, *, media: str) -> None:
        """Show the document in view as on paper (`print`); the next one is shown as ever."""
        self.evaluate(MEDIUM, media)

    def wait_for_timeout(self, milliseconds: float) -> None:
        """Do nothing for a while."""
        time.sleep(milliseconds / 1000)
        self.context.news()

    def wait_for_url(self, wanted: str) -> None:
        """Wait for an address of this pattern, and until it has loaded."""
        pattern = re.compile(fnmatch.translate(wanted))
        eventually(lambda: pattern.match(self.url), f"address {wanted}")
        self.wait_for_load_state()

    def wait_for_function(self, truth: str, arg: object = None) -> None:
        """Wait until an expression or function says yes."""
        eventually(lambda: self.evaluate(truth, arg), truth)

    def wait_for_selector(self, selector: str) -> None:
        """Wait until an element is visible."""
        self.locator(selector).first.wait_for()

    def wait_for_load_state(self, state: str = "load") -> None:
        """Wait until the document has loaded, and with `networkidle` until nothing was asked for half a second."""
        eventually(lambda: self.evaluate("document.readyState === 'complete'"), "loaded")
        while state == "networkidle":
            before = len(self.context.happened("request"))
            self.wait_for_timeout(500)
            if len(self.context.happened("request")) == before:
                return

    def on(self, event: str, heard: Callable[[Any], object]) -> None:
        """Call a function at each `request`, `load`, `console` error or `pageerror` from now on."""
        self.context.news()
        self._complained = len(self.context.complaints())
        self._hearing.setdefault(event, []).append(heard)

    def tell(self, event: dict[str, Any]) -> None:
        """Hand an event on, and what was complained of meanwhile."""
        if event["event"] == "load":
            self._status = event["status"]
        for heard in self._hearing.get(event["event"], []):
            heard(SimpleNamespace(url=event["url"]))
        if not {"console", "pageerror"} & self._hearing.keys():
            return
        complaints = self.context.complaints()[self._complained :]
        self._complained += len(complaints)
        for said in complaints:
            # WebKit writes what was thrown and what was logged into one list; each goes to one kind of listener.
            kind = "pageerror" if "CONSOLE JS ERROR" in said else "console"
            for heard in self._hearing.get(kind, []):
                heard(said if kind == "pageerror" else SimpleNamespace(type="error", text=said))

    @contextlib.contextmanager
    def expect_download(self) -> Iterator[SimpleNamespace]:
        """Wait for a file that the body of the `with` makes the page hand out."""
        before = len(self.context.happened("download"))
        download = SimpleNamespace()
        yield download
        [url] = eventually(lambda: self.context.happened("download", before), "a download")
        path = Path(url.removeprefix("file://"))
        download.value = SimpleNamespace(
            suggested_filename=path.name,
            path=lambda: path,
            save_as=lambda target: Path(target).write_bytes(path.read_bytes()),
        )

    def add_init_script(self, script: str) -> None:
        """Run a script in every document of this tab from now on, before its own."""
        self.context.add_init_script(script, self.number)

    def screenshot(self, path: Path, **_options: object) -> None:
        """Write a picture of what is in view."""
        path.write_bytes(base64.b64decode(self.do("GET", "/screenshot")))

    def _press(self, key: str) -> None:
        pressed = [{"type": kind, "value": KEYS.get(key, key)} for kind in ("keyDown", "keyUp")]
        self.do("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": pressed}]})

    def _point(self, **move: object) -> None:
        self.do("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": [move]}]})

    def _stop_clock(self, moment: "datetime") -> None:
        script = STANDING % int(moment.timestamp() * 1000)
        self.context.add_init_script(script)
        self.do("POST", "/execute/sync", {"script": script, "args": []})


class Locator:
    """Stands where a `Locator` of Playwright stands: a way to elements, walked anew at each use."""

    def __init__(self, page: Page, steps: list[tuple[str, Any]]) -> None:
        self.page = page
        self.steps = steps

    def __repr__(self) -> str:
        """Show the way."""
        return f"locator({self.steps})"

    def locator(self, selector: str) -> "Locator":
        """Name elements inside."""
        return Locator(self.page, [*self.steps, ("css", selector)])

    def get_by_role(self, role: str, *, name: str = "") -> "Locator":
        """Name elements inside by what they are and are called."""
        return Locator(self.page, [*self.steps, ("role", {"role": role, "name": name.lower()})])

    def nth(self, at: int) -> "Locator":
        """Name one of them, counted from 0."""
        return Locator(self.page, [*self.steps, ("nth", at)])

    def filter(self, *, has_text: str) -> "Locator":
        """Name those that hold the text."""
        return Locator(self.page, [*self.steps, ("has", has_text.lower())])

    @cached_property
    def first(self) -> "Locator":
        """The first of them."""
        return self.nth(0)

    @cached_property
    def last(self) -> "Locator":
        """The last of them."""
        return self.nth(-1)

    def all(self) -> "list[Locator]":
        """Return one locator for each."""
        return [self.nth(at) for at in range(self.count())]

    def ask(self, then: str, given: object = None) -> Any:
        """Return what `then` makes of `found`, the elements as they are now."""
        return self.page.find(self.steps, then, given)

    def count(self) -> int:
        """Return how many there are."""
        return int(self.ask("found.length"))

    def is_visible(self) -> bool:
        """Tell whether it is there and visible."""
        return bool(self.ask("found.length === 1 && shown(found[0])"))

    def one(self, then: str, given: object = None, ready: str = "true") -> Any:
        """Wait until there is exactly one element and it is ready; return what `then` makes of `one`."""

        def asked() -> list[Any] | None:
            states = f"""(async () => {{
                if (found.length > 1) throw new Error(`strict: ${{found.length}} elements`);
                const [one] = found;
                return one && ({ready}) ? [await ({then})] : null;
            }})()"""
            return self.ask(states, given)  # type: ignore[no-any-return]

        return eventually(asked, f"{self} ready: {ready}")[0]

    def evaluate(self, function: str, given: object = None) -> Any:
        """Call a function with the element."""
        return self.one(f"({function})(one, given[1])", given)

    def evaluate_all(self, function: str) -> Any:
        """Call a function with all the elements."""
        return self.ask(f"({function})(found)")

    def click(self) -> None:
        """Tap in the middle, as soon as it is visible, enabled and still."""

        def tapped() -> bool:
            reference = self.one("expecting(one)", ready="shown(one) && !one.disabled && (await steady(one))")
            self.page.do("POST", f"/element/{reference[REFERENCE]}/click")
            # The page may have moved under the finger; a page that was replaced by the tap knows nothing of it.
            return not self.page.evaluate("Boolean(self.untapped)")

        eventually(tapped, f"{self} tapped", excused=("intercepted", "interactable", "stale", "no such element"))

    def check(self) -> None:
        """Tap unless it is checked."""
        if not self.one("one.checked"):
            self.click()

    def fill(self, text: str) -> None:
        """Put a text in place of what is in the field, as typing does."""
        self.one("type(one, given[1])", text, ready="shown(one) && !one.disabled && !one.readOnly")

    def select_option(self, value: str) -> None:
        """Choose one of a list by its value, as a tap does."""
        self.one("choose(one, given[1])", value, ready="shown(one) && !one.disabled")

    def press(self, key: str) -> None:
        """Go into the field and press a key."""
        self.one("one.focus()", ready="shown(one)")
        self.page.keyboard.press(key)

    def blur(self) -> None:
        """Go out of the field."""
        self.one("one.blur()")

    def scroll_into_view_if_needed(self) -> None:
        """Bring it into view."""
        self.one("one.scrollIntoView({ block: 'nearest' })")

    def set_input_files(self, path: Path) -> None:
        """Choose a file."""
        reference = self.one("one")[REFERENCE]
        self.page.do("POST", f"/element/{reference}/value", {"text": str(path)})

    def wait_for(self, *, state: str = "visible", timeout: float = PATIENCE) -> None:
        """Wait until one of them is there in this state."""
        wanted = {"visible": "found.some(shown)", "hidden": "!found.some(shown)", "attached": "found.length"}[state]
        eventually(lambda: self.ask(wanted), f"{self} {state}", timeout)

    def all_inner_texts(self) -> list[str]:
        """Return the text of each as it is shown."""
        return list(self.ask("found.map((one) => one.innerText)"))

    def inner_text(self) -> str:
        """Return the text as it is shown."""
        return str(self.one("one.innerText"))

    def text_content(self) -> str:
        """Return the text as it stands in the document."""
        return str(self.one("one.textContent"))

    def get_attribute(self, name: str) -> str | None:
        """Return an attribute."""
        value = self.one("one.getAttribute(given[1])", name)
        return None if value is None else str(value)

    def bounding_box(self) -> dict[str, float] | None:
        """Return the place in the window, or nothing while it is not shown."""
        box = "(({ x, y, width, height }) => ({ x, y, width, height }))(one.getBoundingClientRect())"
        found: dict[str, float] | None = self.one(f"shown(one) ? {box} : null")
        return found


def eventually(
    asked: Callable[[], Answer], what: str, timeout: float = PATIENCE, excused: tuple[str, ...] = ()
) -> Answer:
    """Ask until the answer is yes and return it; pages that are just being replaced are asked again."""
    until = time.monotonic() + timeout / 1000
    while True:
        try:
            if answer := asked():
                return answer
            told = ""
        except BrowserTimeout:
            raise
        except Error as error:
            told = error.message
            if not any(reason in told for reason in ("javascript error", "unknown error", "script timeout", *excused)):
                raise
        if time.monotonic() > until:
            raise BrowserTimeout(f"not within {timeout} ms: {what} {told}")
        time.sleep(0.03)
