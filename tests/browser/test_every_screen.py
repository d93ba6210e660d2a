"""Every page in every language: nothing that runs out of a small screen with large text."""

import pytest
from playwright.sync_api import Page

from api.content.kinds import STEP_KINDS
from api.content.loader import load_programme
from tests.browser.conftest import LANGUAGES, REGISTRY, ROOT, LocalServer, OpenPhone
from tests.browser.moments import pages_to_look_at

pytestmark = pytest.mark.browser
SHOTS = ROOT / ".cache" / "screenshots"
# What stands wider than the page without being inside something that scrolls by itself or is meant for voices only.
RUNS_OUT = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) return [`page is ${document.documentElement.scrollWidth} wide`];
    return [...document.querySelectorAll('body *')].filter((one) => {
        const box = one.getBoundingClientRect();
        if (!box.width || !box.height || one.closest('.visually-hidden, svg, [hidden]')) return false;
        return box.right > width + 1 || box.left < -1 || one.scrollWidth > one.clientWidth + 2 &&
            getComputedStyle(one).overflowX !== 'visible' && one.tagName !== 'INPUT';
    }).map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`);
}"""
ONE_OF_EACH_KIND = """() => [...new Map([...document.querySelectorAll('section.step')].map(
    (step) => [step.dataset.kind, step.id])).values()]"""

# A step of the other way opens what stands in its place.
OPEN = """async (id) => {
    location.hash = id;
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}"""


def codes_with_every_kind() -> list[str]:
    """Return the addresses of the first pages that together show every kind of step."""
    programme = load_programme(ROOT / "content")
    first = {step.kind: unit.code for unit in reversed(programme.units) for step in unit.steps}
    return sorted(set(first.values()))


@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
def test_every_page_fits_a_small_phone_with_large_text(
    pseudo_server: LocalServer, open_phone: OpenPhone, language: str
) -> None:
    """320 px and twice the text size, in the long pseudo-language and in the mirrored one."""
    page = open_phone(viewport={"width": 320, "height": 640}).pages[0]
    manifest = page.request.get(f"{pseudo_server.url}/release.json").json()
    found = []
    for path in pages_to_look_at(manifest, language):
        page.goto(f"{pseudo_server.url}{path}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found += [f"{path}: {one}" for one in page.evaluate(RUNS_OUT)]

    assert found == []


@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
def test_every_step_kind_fits_a_small_phone_with_large_text(
    pseudo_server: LocalServer, open_phone: OpenPhone, language: str
) -> None:
    page = open_phone(viewport={"width": 320, "height": 640}, device_scale_factor=1).pages[0]
    folder = SHOTS / language
    folder.mkdir(parents=True, exist_ok=True)
    seen: set[str] = set()
    found = []
    for code in codes_with_every_kind():
        page.goto(f"{pseudo_server.url}/{language}/{code}/")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        for step in page.evaluate(ONE_OF_EACH_KIND):
            page.evaluate(OPEN, step)
            kind = page.locator(f"section[id='{step}']").get_attribute("data-kind") or ""
            found += [f"{code}#{step} {kind}: {one}" for one in page.evaluate(RUNS_OUT)]
            if kind not in seen:
                seen.add(kind)
                page.screenshot(path=folder / f"{kind}.png", full_page=True)

    assert found == []
    assert seen == set(STEP_KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_its_language_and_direction(server: LocalServer, page: Page, language: str) -> None:
    manifest = page.request.get(f"{server.url}/release.json").json()
    direction = REGISTRY.get(language).direction
    for path in pages_to_look_at(manifest, language):
        page.goto(f"{server.url}{path}")

        assert page.evaluate("[document.documentElement.lang, getComputedStyle(document.body).direction]") == [
            language,
            direction,
        ]
