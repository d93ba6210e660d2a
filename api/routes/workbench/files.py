"""What reaches the catalogues, or leaves as a file: handing in, statements, patches, previews, exchange."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from api.routes.workbench.people import Asked, Told
from api.routes.workbench.signed_in import BenchDep, Domain, Language, SignedIn
from api.routes.workbench.texts import Digest, Forms
from api.workbench import drafts, exchanging, handing_in, statements
from api.workbench.bench import need
from api.workbench.refusals import RefusedError

router = APIRouter()
Text = Annotated[str, Field(pattern=r"^[A-Za-z0-9.-]{1,200}$")]
Texts = Annotated[list[Text], Field(max_length=2000)]
# A language with its notes as XLIFF has about a megabyte.
_MAX_FILE = 4_000_000
_TYPES: Mapping[str, str] = {ending: kind for kind, ending in exchanging.KINDS.items()}


class HandingIn(Asked):
    """Which drafts to hand in (all of the unit when none are named), and which win over words that the person saw."""

    ids: Texts | None = None
    over: Annotated[dict[Text, Digest], Field(max_length=2000, default_factory=dict)]


class Statement(Asked):
    """What is stated, and of which texts."""

    event: Literal["peer-reviewed", "clinically-reviewed", "withdrawn"]
    ids: Texts


class Shown(Asked):
    """The page to show, and words that are not kept as a draft yet."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9]{0,20}$")]
    texts: Annotated[dict[Text, Forms], Field(max_length=2000, default_factory=dict)]


@router.post("/languages/{tag}/units/{domain}/hand-in")
def hand_in(domain: Domain, asked: HandingIn, bench: BenchDep, here: SignedIn, locale: Language) -> Told:
    """Put the person's drafts into the catalogue."""
    need(here.person, locale.tag, "translator", "reviewer", "clinician")
    return asdict(handing_in.hand_in(bench, here.person.name, locale, domain, asked.ids, asked.over))


@router.post("/languages/{tag}/units/{domain}/statements")
def state(domain: Domain, asked: Statement, bench: BenchDep, here: SignedIn, locale: Language) -> Told:
    """State that words were checked, or withdraw them."""
    return asdict(statements.state_of_texts(bench, here.person, locale, domain, asked.event, asked.ids))


@router.get("/languages/{tag}/units/{domain}/patch")
def patch(domain: Domain, bench: BenchDep, here: SignedIn, locale: Language) -> Response:
    """Return the person's drafts as a patch."""
    text = handing_in.patch(bench, here.person.name, locale, domain)
    return _file(text, "text/x-patch", f"{locale.tag}-{domain}.patch")


@router.get("/languages/{tag}/units/{domain}/po")
def po(domain: Domain, bench: BenchDep, here: SignedIn, locale: Language) -> Response:
    """Return the unit's PO file with the person's drafts in it."""
    text = handing_in.as_po(bench, here.person.name, locale, domain)
    return _file(text, _TYPES["po"], f"{locale.tag}-{domain}.po")


@router.post("/languages/{tag}/units/{domain}/preview")
def preview(domain: Domain, asked: Shown, bench: BenchDep, here: SignedIn, locale: Language) -> Told:
    """Return a page with the person's words in it."""
    bench.project.texts_of(domain)
    with bench.database.reading() as db:
        own = drafts.mine(db, here.person.name, locale.tag)
    words = {text: one.forms for text, one in own.items()} | asked.texts
    return bench.studio.page(locale, asked.code, words)


@router.get("/export/{tag}.{ending}")
def export(ending: Literal["po", "csv", "xlf"], bench: BenchDep, _here: SignedIn, locale: Language) -> Response:
    """Return a whole language as a file."""
    return _file(exchanging.export(bench, locale, ending), _TYPES[ending], f"pauza-{locale.tag}.{ending}")


@router.post("/languages/{tag}/import", max_body_size=_MAX_FILE)
async def import_file(
    request: Request,
    bench: BenchDep,
    here: SignedIn,
    locale: Language,
    write: Annotated[bool, Query()] = False,
    over: Annotated[bool, Query()] = False,
) -> Told:
    """Compare a file with the catalogue, and with `write` keep what differs as drafts."""
    need(here.person, locale.tag, "translator", "reviewer", "clinician")
    kind = request.headers.get("content-type", "").split(";", 1)[0].strip().lower()
    if kind not in exchanging.KINDS:
        raise RefusedError("unreadable-file", f"bring a file as one of {', '.join(exchanging.KINDS)}")
    body = await request.body()

    def compared() -> dict[str, Any]:
        found = exchanging.compare_file(bench, locale, body, exchanging.KINDS[kind])
        taken = exchanging.take_as_drafts(bench, here.person.name, locale, found, over=over) if write else []
        return {**exchanging.told(found), "taken": taken}

    return await run_in_threadpool(compared)


def _file(text: str, kind: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.encode(), media_type=f"{kind}; charset=utf-8", headers=headers)
