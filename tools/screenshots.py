"""Take the three pictures of the README with a phone-sized Chromium, from a server of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from api.doctor import CHROMIUM_NAMES

ROOT = Path(__file__).resolve().parent.parent
SHOTS = (
    ("home", "/pl/", "light", None),
    ("exercise", "/en/1c/", "dark", "breathe"),
    ("story", "/ar/1/", "light", "story"),
)
PHONE = {"width": 360, "height": 800}


def main() -> int:
    """Write `docs/screenshots/*.png`."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if chromium is None:
        print("Chromium is missing: apt-get install -y chromium", file=sys.stderr)
        return 1
    words = [sys.executable, "-m", "api", "serve"]
    server = subprocess.Popen(words, cwd=ROOT, env={**os.environ, "PORT": "0"}, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None  # noqa: S101 - a pipe was asked for
        base = server.stdout.readline().split()[-1]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for shot in SHOTS:
                _take(browser, base, *shot)
    finally:
        server.terminate()
        server.wait()
    return 0


def _take(browser: Browser, base: str, name: str, path: str, scheme: str, kind: str | None) -> None:
    page = browser.new_page(viewport=PHONE, color_scheme=scheme)
    page.goto(base + path)
    step = None
    if kind:
        step = page.locator(f"section[data-kind={kind}]").first.get_attribute("id")
        page.goto(f"{base}{path}#{step}")
        page.reload()
    if kind == "breathe":
        page.locator(f"section#{step} [data-do=start]").click()
        page.wait_for_timeout(2500)
    page.wait_for_load_state("networkidle")
    target = ROOT / "docs" / "screenshots" / f"{name}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target)
    print(target.relative_to(ROOT))
    page.close()


if __name__ == "__main__":
    sys.exit(main())
