"""Look at this machine and say what works, what is missing and what to do about it."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from api import __version__
from api.checking import check_everything
from api.content.expiry import EXPIRED, lapsed, told
from api.content.loader import load_dated
from api.errors import AppError
from api.release.sources import fingerprints
from api.settings import Settings

_PACKAGES = ("fastapi", "starlette", "uvicorn", "uvloop", "httptools", "jinja2", "babel", "polib", "brotli", "segno")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_BAD = ("missing", "expired")
_ENOUGH_BYTES = 100 * 1024 * 1024


def examine(settings: Settings, today: date) -> int:
    """Print one line for each thing looked at; return 1 when something is missing or has expired."""
    worst = 0
    for state, text in _lines(settings, today):
        print(f"{state:7} {text}")
        worst = max(worst, 1 if state in _BAD else 0)
    return worst


def _lines(settings: Settings, today: date) -> Iterator[tuple[str, str]]:
    yield "ok", f"pauza {__version__}, Python {sys.version.split()[0]}"
    for name in _PACKAGES:
        try:
            yield "ok", f"{name} {version(name)}"
        except PackageNotFoundError:
            yield "missing", f"{name}: run `make run` once, or `pip install {name}`"
    yield _front_end(settings)
    yield _cache(settings)
    yield _space(settings)
    yield _content(settings, today)
    yield from _dated(settings, today)
    yield _public(settings)
    if any(shutil.which(name) for name in CHROMIUM_NAMES):
        yield "ok", "Chromium for the browser tests"
    else:
        yield "note", "no Chromium: only the browser tests need it; `apt-get install -y chromium` as root"


def _public(settings: Settings) -> tuple[str, str]:
    if settings.public_url:
        return "ok", f"{settings.public_url} stands on the page to pass on, with its QR code"
    remedy = "set PAUZA_PUBLIC_URL to the address people use, such as https://example.org"
    return "note", f"the page to pass on and its poster have no QR code; {remedy}"


def _front_end(settings: Settings) -> tuple[str, str]:
    if (settings.pwa_dir / "dist" / "build.json").is_file():
        return "ok", "front end built"
    return "missing", f"{settings.pwa_dir / 'dist'}: front end not built; run `make build`"


def _cache(settings: Settings) -> tuple[str, str]:
    try:
        settings.cache_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.cache_dir):
            pass
    except OSError as error:
        return "missing", f"{settings.cache_dir}: cannot be written ({error.strerror}); set PAUZA_CACHE_DIR"
    return "ok", f"{settings.cache_dir} can be written"


def _space(settings: Settings) -> tuple[str, str]:
    place = settings.cache_dir if settings.cache_dir.is_dir() else os.curdir
    free = shutil.disk_usage(place).free
    return ("ok" if free > _ENOUGH_BYTES else "note"), f"{free // 1024**2} MB free for compiled releases"


def _content(settings: Settings, today: date) -> tuple[str, str]:
    try:
        findings = check_everything(settings, today)
    except AppError as error:
        return "missing", str(error)
    # What has expired has a line of its own.
    errors = sum(finding.severity == "error" and finding.rule not in EXPIRED for finding in findings)
    if errors:
        return "missing", f"{errors} errors in content or catalogues: run `pauza check`"
    release = fingerprints(settings, today).release
    return "ok", f"content and catalogues without errors ({len(findings)} warnings), release {release}"


def _dated(settings: Settings, today: date) -> Iterator[tuple[str, str]]:
    try:
        dated = load_dated(settings.content_dir, settings.overlay_dir)
    except AppError:
        return  # told with the content
    days = [service.expires_on for directory in dated.directories for service in directory.services]
    days += [page.expires_on for page in dated.rights]
    if found := lapsed(dated, today):
        yield "expired", told(found)
    elif days:
        services = len(days) - len(dated.rights)
        counted = f"{services} services and {len(dated.rights)} pages about rights"
        yield "ok", f"{counted}, the first counts as checked until {min(days)}"
