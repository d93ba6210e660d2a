"""*Erase*, again and again: nothing is left on the phone, and nothing comes back when pages are opened again."""

from itertools import cycle, islice

from playwright.sync_api import BrowserContext
from playwright.sync_api import Error as BrowserError

from tests.browser.moments import LEFT, NOTHING, erase_everything, keep_on_phone, write_note
from tests.gates.count import Count
from tests.gates.leaving import holds


def erase_everywhere(phone: BrowserContext, base: str, paths: list[str], runs: int) -> list[Count]:
    """Keep a language, write a note, open a page, erase (every second time without internet), open pages again."""
    page = phone.pages[0]
    online, offline = Count("erase: nothing left, with internet"), Count("erase: nothing left, without internet")
    back = Count("erase: nothing comes back after a reload")
    for run, path in enumerate(islice(cycle(paths), runs)):
        language = path.split("/")[1]
        gone = offline if run % 2 else online
        try:
            keep_on_phone(page, base, language)
            write_note(page, base, "gate", language)
            page.goto(f"{base}{path}")
            phone.set_offline(gone is offline)
            erase_everything(page, base, language)
            phone.set_offline(False)
            page.goto(f"{base}/healthz")
            left = page.evaluate(LEFT)
            gone.add(left == NOTHING, f"{path}: {left}")
            page.goto(f"{base}{path}")
            page.reload()
            page.goto(f"{base}/{language}/k/")
            empty = holds(page, "document.querySelector('kept-records [data-state=empty]')?.checkVisibility()")
            left = page.evaluate(LEFT)
            back.add(empty and not left["caches"] and not left["workers"], f"{path}: {left}")
        except (AssertionError, BrowserError) as error:
            gone.add(False, f"{path}: {error}")
            phone.set_offline(False)
    return [online, offline, back]
