"""Nothing that a translator types can run on anybody's phone; `make gates` tries a hundred thousand words."""

import random
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from api.release.compile import page_context
from api.settings import Settings
from tests.browser.conftest import ENGINE
from tests.factories import TODAY
from tests.gates.hostile import HostileCatalog, Stage, run_hostile

pytestmark = pytest.mark.skipif(ENGINE != "chromium", reason="answers requests itself, which one driver cannot do")
# One page for each template that differs most from others.
KINDS = frozenset({"home", "session", "exercise", "help", "options", "log", "days", "forward", "check", "share"})


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage.of(Settings.from_env(), TODAY)


def test_none_of_a_few_thousand_hostile_words_runs(stage: Stage, open_phone: Callable[..., BrowserContext]) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    count = run_hostile(open_phone(service_workers="block"), stage, 3000, seed, KINDS)
    assert count.met, count.failures[:3]
    assert count.runs >= len(KINDS)


def test_words_that_are_not_escaped_would_be_found(
    stage: Stage, open_phone: Callable[..., BrowserContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gate itself: with one filter that trusts words, it must cry out."""
    import api.templating  # noqa: PLC0415 - patched here alone

    monkeypatch.setattr(api.templating, "escape", api.templating.Markup)
    count = run_hostile(open_phone(service_workers="block"), stage, 1, 7, frozenset({"session"}))
    assert not count.met


def test_every_text_of_a_page_was_hostile(stage: Stage) -> None:
    catalog = HostileCatalog(stage.sources.registry.get("en"), compute=str, chance=random.Random(1))
    assert page_context(stage.sources, stage.assets, stage.today).today == stage.today
    page = next(one for one in stage.pages("en", catalog) if one.kind == "session")
    assert "You can stop after any screen" not in page.html
    assert "ran(1)" in page.html
