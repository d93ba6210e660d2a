"""Wire everything together: the only place, with the command line, that knows all parts."""

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

from fastapi import FastAPI

from api import __version__, error_pages
from api.content.organisation import read_organisation
from api.release.compile import compile_release
from api.release.memo import Memo
from api.release.model import Release, ServedFile
from api.release.sources import Sources, fingerprints, load_sources
from api.release.store import Store
from api.routes import entrance, health
from api.routes.release import AsgiApp, ReleaseApp
from api.routes.workbench import pages
from api.security_headers import SecurityHeaders
from api.settings import Settings
from api.workbench_gate import WorkbenchGate

# Nothing a participant sends is larger than a request line; the rest is refused before it is read.
_MAX_BODY = 64 * 1024


def create_app(settings: Settings, release: Release | None = None) -> AsgiApp:
    """Return the whole application for these settings, compiling the release when none is stored."""
    if release is None:
        release = ready_release(settings)[0]
    older = Store(release_folder(settings)).older_assets(but=release.id)
    return assemble(release, older, settings.default_language, settings)


def assemble(
    release: Release, older: dict[str, ServedFile], default_language: str, workbench: Settings | None = None
) -> AsgiApp:
    """Return the application that serves a release, with older immutable files beside it.

    With the settings of a `workbench` translators work at the same address.
    """
    beyond = FastAPI(
        title="Pauza",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # Starlette would redirect to whatever host the request names.
        redirect_slashes=False,
        max_body_size=_MAX_BODY,
    )
    beyond.state.release = release
    beyond.state.default_language = default_language
    error_pages.install(beyond)
    beyond.include_router(entrance.router)
    beyond.include_router(health.router)
    if workbench:
        beyond.state.pwa_dir = workbench.pwa_dir
        beyond.state.organisation = read_organisation(workbench.overlay_dir) if workbench.overlay_dir else None
        beyond.include_router(pages.router)
    return ReleaseApp(
        release, older.values(), SecurityHeaders(WorkbenchGate(workbench, beyond) if workbench else beyond)
    )


def ready_release(settings: Settings, today: date | None = None) -> tuple[Release, Sources | None]:
    """Return the stored release for today's inputs, or compile and store it; sources only when compiled.

    A folder that cannot be written costs time at every start and is told; it never keeps the programme from people.
    """
    day = today or date.today()  # noqa: DTZ011 - a service expires at the local midnight of the machine
    folder = release_folder(settings)
    prints = fingerprints(settings, day)
    store = Store(folder)
    ready = store.load(prints.release)
    if ready is not None:
        return ready, None
    memo = Memo(settings.cache_dir / "memo")
    sources = load_sources(settings, day, memo, prints)
    release = compile_release(sources, day, store)
    memo.tidy()
    try:
        store.save(release)
    except OSError as error:
        remedy = "every start compiles again; set PAUZA_CACHE_DIR to a folder that can be written"
        logging.getLogger(__name__).warning("%s: %s; %s", folder, error.strerror or error, remedy)
    return replace(release, portions=()), sources


def release_folder(settings: Settings) -> Path:
    """Return where compiled releases are stored."""
    return settings.cache_dir / "releases"
