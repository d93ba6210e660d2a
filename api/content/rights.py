"""Read the rights at work of one country: one page for each topic, dated and with its sources."""

import re

from api.content.kinds import Step
from api.content.models import RightsPage
from api.content.reading import ITEM_ID, Table, array_tables
from api.content.steps import Known, check_variants, read_step
from api.content.texts import Risk
from api.content.words import Words

PREFIX = "rights-"
_COUNTRY = re.compile(r"[A-Z]{2}")
_CODE = re.compile(r"[1-9]")


def read_rights(top: Table, known: Known) -> tuple[RightsPage, ...]:
    """Build the pages of one file; the file's name is the country and stands in their ids and addresses."""
    stem = top.source.path.stem
    words = Words.of(top, f"{PREFIX}{stem}", Risk.SAFETY)
    top.values.setdefault("country", stem.upper())
    country = top.name("country", _COUNTRY, "two capital letters of ISO 3166")
    placed: list[tuple[Table, Step]] = []
    pages = tuple(_page(table, words, known, country, placed) for table in array_tables(top, "pages"))
    check_variants(placed)
    words.finish(top)
    top.done()
    return pages


def _page(table: Table, words: Words, known: Known, country: str, placed: list[tuple[Table, Step]]) -> RightsPage:
    page_id = table.name("id", ITEM_ID, "small letters, digits and hyphens")
    sources = table.strings("sources")
    code = table.name("code", _CODE, "a digit from 1 to 9")
    title, summary = (words.field(table, key, f"{page_id}.{key}") for key in ("title", "summary"))
    read = [(step, read_step(step, words, known)) for step in array_tables(table, "steps", "pages.steps")]
    own = [(inner, step) for inner, step in read if step is not None]
    placed += own
    page = RightsPage(
        slug=words.prefix,
        code=f"w{country.lower()}{code}",
        title=title,
        summary=summary,
        minutes=table.number("minutes", 1, 10),
        risk=Risk.SAFETY,
        source="; ".join(sources),
        steps=tuple(step for _, step in own),
        path=table.source.path,
        country=country,
        contacts=table.strings("contacts"),
        composed=table.flag("composed"),
        sources=sources,
        verified_on=table.day("verified_on"),
        expires_on=table.day("expires_on"),
    )
    table.done()
    return page
