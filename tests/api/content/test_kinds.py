"""One table of step kinds that code, templates and the authors' page agree with."""

import re
from dataclasses import fields, replace
from typing import get_args

from api.content import kinds
from api.content.kinds import STEP_KINDS, PageLink, Step, Way
from api.content.loader import load_programme
from api.content.steps import SENSES
from tests.factories import ROOT, make_step

KINDS = [found for found in vars(kinds).values() if isinstance(found, type)]


def test_every_class_of_step_is_in_the_one_table() -> None:
    own = [found for found in KINDS if issubclass(found, Step) and "kind" in vars(found)]

    assert list(STEP_KINDS.values()) == own
    assert all(name == kind.kind for name, kind in STEP_KINDS.items())


def test_every_kind_has_its_partial_and_every_partial_its_kind() -> None:
    partials = {path.stem for path in (ROOT / "pwa" / "templates" / "steps").glob("*.html")}

    assert partials == set(STEP_KINDS)


def test_every_kind_is_explained_to_authors() -> None:
    page = (ROOT / "content" / "README.md").read_text("utf-8")
    table = page.split("Its kind adds:", 1)[1].split("\n## ", 1)[0]

    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(STEP_KINDS)


def test_a_step_of_its_own_kind_needs_no_other_fields() -> None:
    step = make_step()

    assert step.way is Way.BOTH
    assert replace(step, way=Way.OPEN) != step


def test_a_link_inside_a_step_leads_to_a_page_that_is_there() -> None:
    # The work log has a page of its own, without authored steps.
    slugs = {page.slug for page in load_programme(ROOT / "content").info_pages} | {"log"}

    assert set(get_args(PageLink)) <= slugs


def test_a_prompt_knows_the_senses_that_are_read() -> None:
    sense = next(field for field in fields(kinds.Prompt) if field.name == "sense")

    assert get_args(sense.type) == SENSES
