"""The application of the workbench."""

from fastapi import FastAPI

from api.routes.release import AsgiApp
from api.routes.workbench import files, guard, people, texts
from api.workbench.bench import Bench

PREFIX = "/api/v1/translate"
_MAX_BODY = 1_000_000


def workbench_app(bench: Bench) -> AsgiApp:
    """Return the application that answers every address of the workbench."""
    return guard.OwnPagesOnly(routes_of(bench), bench.settings.public_url)


def routes_of(bench: Bench) -> FastAPI:
    """Return the routes, without the guard before them."""
    app = FastAPI(
        title="Pauza workbench",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        max_body_size=_MAX_BODY,
    )
    app.state.bench = bench
    guard.install(app)
    for part in (people, texts, files):
        app.include_router(part.router, prefix=PREFIX)
    return app
