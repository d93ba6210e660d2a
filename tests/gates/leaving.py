"""*Leave*, again and again: how soon the screen is blank, that Back shows nothing, that it works without internet."""

import json
from itertools import cycle, islice

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as BrowserError

from tests.browser.moments import keep_on_phone, wait_until
from tests.gates.count import Count

# In the page: the time from the tap until the first frame after it is made, and whether that frame shows nothing.
# A message comes right after the frame, but may be kept waiting until the next frame begins, or until the page is gone.
STOPWATCH = """addEventListener('click', (tap) => {
    if (!tap.target.closest('a[data-leave]')) return;
    requestAnimationFrame(() => {
        let told = false;
        const tell = () => {
            if (told) return;
            told = true;
            const blank = document.documentElement.hidden || !document.body.innerText.trim();
            sessionStorage.setItem('gate', JSON.stringify([performance.now() - tap.timeStamp, blank]));
        };
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = tell;
        port2.postMessage(null);
        requestAnimationFrame(tell);
    });
}, true);"""
# The elements are known as soon as the script of the page has run to its end.
SCRIPTED = "customElements.get('step-deck') !== undefined"
GONE = "location.pathname.endsWith('/n/') && document.querySelector('neutral-tools') !== null"
BLANK_MS = 100
PATIENCE = 10
EARLY = 5
TRIES = 3
SLOWER = 4


def leave_everywhere(phone: BrowserContext, base: str, paths: list[str], runs: int, *, slow: bool) -> list[Count]:
    """Leave from the pages in turn, half of the runs without internet; `slow` slows the processor down 4 times.

    Every fifth tap comes as soon as the link is there. A script that is still on its way cannot blank the page then, so
    only the way out and the way back are claimed of it.
    """
    page = phone.pages[0]
    phone.add_init_script(STOPWATCH)
    blank = Count(f"Leave: blank in the next frame{', CPU 4×' if slow else ''}", BLANK_MS if slow else None)
    early = Count("Leave tapped at once: neutral page")
    back = Count("Leave: Back shows no page of the programme")
    online, offline = Count("Leave: neutral page, with internet"), Count("Leave: neutral page, without internet")
    if slow:
        phone.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    for run, path in enumerate(islice(cycle(paths), runs)):
        if run == runs // 2:
            for language in dict.fromkeys(path.split("/")[1] for path in paths):
                keep_on_phone(page, base, language)
            phone.set_offline(True)
        arrived = online if run < runs // 2 else offline
        try:
            if not opened(page, base, path, scripted=run % EARLY > 0):
                arrived.add(False, f"{path}: its script never ran")
                continue
            page.locator("a.leave").click()
            there = holds(page, GONE)
            arrived.add(there, path)
            if run % EARLY:
                measure(page, blank, path)
            else:
                early.add(there, path)
            page.evaluate("sessionStorage.removeItem('gate')")
            # The first page gives way to the neutral one; before it there is only what was there before the programme.
            page.go_back(wait_until="commit")
            hidden = holds(page, GONE)
            page.evaluate("setTimeout(() => history.back())")  # Firefox's driver never hears of an empty page
            back.add(hidden and holds(page, "location.href === 'about:blank'"), f"{path}: {page.url}")
        except BrowserError as error:
            arrived.add(False, f"{path}: {error.message}")
    phone.set_offline(False)
    return [blank, back, online, offline, early]


def opened(page: Page, base: str, path: str, *, scripted: bool) -> bool:
    """Come to a page by way of another one, from an empty tab, and wait for its script where that is wanted.

    Chromium's slowed processor now and then stops a page for good; then it is opened again.
    """
    home = f"/{path.split('/')[1]}/"
    for _ in range(TRIES):
        page.goto("about:blank")
        page.goto(f"{base}{home if path != home else home + 'o/'}")
        page.goto(f"{base}{path}")
        if not scripted or holds(page, SCRIPTED):
            return True
    return False


def measure(page: Page, blank: Count, path: str) -> None:
    """Take what the stopwatch wrote down; a page that is gone without a blank frame counts as a failure."""
    milliseconds, seen = json.loads(page.evaluate("sessionStorage.getItem('gate')") or "[null, false]")
    blank.add(seen, f"{path}: not blank after {milliseconds} ms")
    if milliseconds is not None:
        blank.times.append(milliseconds)


def holds(page: Page, truth: str) -> bool:
    """Tell whether a JavaScript expression becomes true within the patience of a person."""
    try:
        wait_until(page, truth, PATIENCE)
    except AssertionError:
        return False
    return True
