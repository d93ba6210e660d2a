"""What a test may need of the machine beyond Python, and what happens where that is missing."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from api.doctor import CHROMIUM_NAMES

ROOT = Path(__file__).resolve().parents[1]


def program(*names: str, package: str) -> str:
    """Return the first program found; without one skip loudly, or fail where a skip would hide something."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        _missing(f"NO {names[0].upper()}: `apt-get install -y {package}` as root; this test has not run")
    return found


def chromium_path() -> str:
    """Return the path of Chromium."""
    return program(*CHROMIUM_NAMES, package="chromium")


def firefox_path() -> str:
    """Return the path of Firefox."""
    return program("firefox-esr", "firefox", package="firefox-esr")


def webkit_path() -> str:
    """Return the path of WebKit's driver, if everything else that WebKit needs is there too."""
    program("Xvfb", package="xvfb")
    if not any(Path("/usr/lib").glob("*/girepository-1.0/WebKit2-4.1.typelib")):
        _missing("NO WEBKIT: `apt-get install -y gir1.2-webkit2-4.1 python3-gi` as root; this test has not run")
    return program("WebKitWebDriver", package="webkit2gtk-driver")


def cache_with_this_release(cache: Path) -> Path:
    """Put what `pauza build` made of this checkout into a cache folder, so that only what differs is coded again."""
    ready = ROOT / ".cache"
    if (ready / "releases").is_dir() and not (cache / "releases").exists():
        # A store replaces its files whole and never writes into one, so a second name for one does no harm.
        shutil.copytree(ready / "releases", cache / "releases", copy_function=_link_or_copy)
        shutil.copytree(ready / "memo", cache / "memo", dirs_exist_ok=True)
    return cache


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _missing(message: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
