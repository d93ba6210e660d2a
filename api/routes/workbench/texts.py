"""Work, units, drafts and notes."""

from typing import Annotated, Literal

from fastapi import APIRouter, Response
from pydantic import Field

from api.routes.workbench.people import Asked, Told
from api.routes.workbench.signed_in import BenchDep, Domain, Language, SignedIn, TextId
from api.translation.memory import as_row
from api.workbench import drafts, notes, units, work
from api.workbench.bench import need
from api.workbench.drafts import Draft

router = APIRouter()
Form = Annotated[str, Field(max_length=6000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]*$")]
Forms = Annotated[list[Form], Field(min_length=1, max_length=6)]
Digest = Annotated[str, Field(pattern=r"^([0-9a-f]{12})?$")]


class Typed(Asked):
    """What somebody typed; `base` and `source` as the unit gave them, `seen` the etag of their own last draft."""

    forms: Forms
    base: Digest
    source: Digest
    seen: Annotated[str, Field(max_length=64)]


class Said(Asked):
    """A note beside a text."""

    kind: Literal["question", "answer", "note"]
    text: Annotated[str, Field(min_length=1, max_length=2000)]
    answers: Annotated[int, Field(ge=1, lt=2**31)] | None = None


@router.get("/work")
def my_work(bench: BenchDep, here: SignedIn) -> Told:
    """Tell what there is to do."""
    with bench.database.reading() as db:
        return work.work_of(db, bench.project, here.person)


@router.get("/languages/{tag}/units/{domain}")
def unit(domain: Domain, bench: BenchDep, here: SignedIn, locale: Language) -> Told:
    """Return one unit with everything the editor shows."""
    with bench.database.reading() as db:
        return units.unit_of(db, bench.project, here.person.name, locale, domain)


@router.put("/languages/{tag}/texts/{text}/draft")
def put_draft(text: TextId, asked: Typed, bench: BenchDep, here: SignedIn, locale: Language) -> Told:
    """Keep what a person typed."""
    need(here.person, locale.tag, "translator", "reviewer", "clinician")
    bench.project.domain_of(text)
    name, now = here.person.name, int(bench.clock())
    wanted = Draft(name, text, tuple(asked.forms), asked.base, asked.source, "", now)
    with bench.database.writing() as db:
        kept = drafts.put(db, locale.tag, wanted, seen=asked.seen)
        theirs = drafts.others(db, name, locale.tag, text).get(text, [])
    return {"at": kept.at, "etag": kept.etag, "others": [one.told_to_others for one in theirs]}


@router.delete("/languages/{tag}/texts/{text}/draft", status_code=204)
def delete_draft(text: TextId, bench: BenchDep, here: SignedIn, locale: Language) -> None:
    """Take a person's own draft away."""
    with bench.database.writing() as db:
        drafts.drop(db, here.person.name, locale.tag, [text])


@router.post("/languages/{tag}/texts/{text}/notes", status_code=201)
def add_note(text: TextId, asked: Said, bench: BenchDep, here: SignedIn, locale: Language) -> Told:
    """Say something beside a text."""
    bench.project.domain_of(text)
    said = notes.Note(0, text, asked.kind, here.person.name, int(bench.clock()), asked.text, asked.answers)
    with bench.database.writing() as db:
        return notes.add(db, locale.tag, said).told


@router.get("/languages/{tag}/memory")
def memory(id: str, bench: BenchDep, _here: SignedIn, locale: Language) -> Told:  # noqa: A002 - as in the address
    """Return what was said before for English like that of a text."""
    bench.project.domain_of(id)
    english = bench.project.messages[id][1].text
    return {"near": [as_row(one) for one in bench.project.memory(locale).near(english, but=id)]}


@router.get("/texts/{text}/languages")
def other_languages(text: TextId, bench: BenchDep, _here: SignedIn) -> Told:
    """Return what every other language says for a text."""
    return {"languages": units.in_every_language(bench.project, text)}


@router.get("/rules")
def rules(bench: BenchDep, _here: SignedIn) -> Response:
    """Return the rules by which words are looked over while they are typed."""
    return Response(bench.project.rules().as_json().encode(), media_type="application/json")
