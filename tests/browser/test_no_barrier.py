"""Every page in every language, by daylight and in the dark: axe finds no barrier."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LANGUAGES, OFFERED, ROOT, WHOLE, LocalServer, OpenPhone
from tests.browser.moments import pages_to_look_at

pytestmark = pytest.mark.browser
AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What else axe looks at is the same in the dark.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def audit(page: Page, path: str, rules: dict[str, object]) -> list[str]:
    """Return what axe finds on the page as it stands."""
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate("(rules) => axe.run(document, rules)", rules)
    return [f"{path}: {found['id']} {found['nodes'][0]['target']}" for found in result["violations"]]


# Colours are the same in every language.
DARK = LANGUAGES if WHOLE else OFFERED[:1]


@pytest.mark.parametrize(
    ("language", "scheme", "rules"),
    [*((language, "light", RULES) for language in LANGUAGES), *((language, "dark", COLOURS) for language in DARK)],
    ids=[*(f"{language}-light" for language in LANGUAGES), *(f"{language}-dark" for language in DARK)],
)
def test_axe_finds_nothing_on_any_page(
    server: LocalServer, open_phone: OpenPhone, language: str, scheme: str, rules: dict[str, object]
) -> None:
    # Trusted Types refuse axe's own script injection, so it is evaluated by the debugger, and the policy is set aside.
    page = open_phone(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce").pages[0]
    manifest = page.request.get(f"{server.url}/release.json").json()
    found = []
    for path in pages_to_look_at(manifest, language):
        page.goto(f"{server.url}{path}")
        found += audit(page, path, rules)

    assert found == []
