"""What handlers ask for: the workbench, and who is signed in."""

from typing import Annotated

from fastapi import Depends, Path, Request

from api.i18n.locales import Locale
from api.routes.workbench import cookies
from api.workbench import sign_ins
from api.workbench.bench import Bench, need
from api.workbench.refusals import RefusedError
from api.workbench.sign_ins import SignIn

Tag = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{2,35}$")]
Domain = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,80}$")]
TextId = Annotated[str, Path(pattern=r"^[A-Za-z0-9.-]{1,200}$")]


def bench_of(request: Request) -> Bench:
    """Return the workbench."""
    bench: Bench = request.app.state.bench
    return bench


BenchDep = Annotated[Bench, Depends(bench_of)]


def signed_in(request: Request, bench: BenchDep) -> SignIn:
    """Return who is signed in. Raises RefusedError when nobody is."""
    token, now = cookies.token(request), bench.clock()
    with bench.database.reading() as db:
        found = sign_ins.find(db, token, now) if token else None
        due = found is not None and sign_ins.is_due(db, token, now)
    if found is None:
        raise RefusedError("signed-out", "sign in first")
    if due:
        with bench.database.writing() as db:
            sign_ins.see(db, token, now)
    return found


SignedIn = Annotated[SignIn, Depends(signed_in)]


def language(tag: Tag, bench: BenchDep, here: SignedIn) -> Locale:
    """Return a language that the person works in. Raises RefusedError."""
    need(here.person, tag)
    return bench.project.locale(tag)


Language = Annotated[Locale, Depends(language)]
