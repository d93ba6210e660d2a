"""Words of a translator that try to run: in the place of every text of every page, without a policy to hold them back.

The check of damaged words, the content security policy and Trusted Types are all left out here: what remains is that
every word is escaped where it is put, by templates and by our own scripts.
"""

import json
import random
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Route

from api.assets import AssetTable
from api.i18n.catalogs import Catalog, Text
from api.i18n.damage import PLACEHOLDER
from api.release.booklet import booklet, booklet_path
from api.release.compile import page_context
from api.release.materials import gather_assets
from api.release.pages import RenderedPage, render_edition
from api.release.sources import Sources, load_sources
from api.settings import Settings
from tests.gates.count import Count

MESSAGES = 100_000
ORIGIN = "http://localhost:8259"
# Each calls `ran`; ways taken from the OWASP XSS Filter Evasion Cheat Sheet, and out of each place where we put words.
_WAYS = (
    "<script>ran(1)</script>",
    "</title><script>ran(1)</script>",
    "</style><script>ran(1)</script><style>",
    "</script><script>ran(1)</script>",
    "</textarea><img src=x onerror=ran(1)>",
    "</noscript><svg onload=ran(1)>",
    "</template><script>ran(1)</script>",
    "--><script>ran(1)</script><!--",
    "<img src=x onerror=ran(1)>",
    "<svg/onload=ran(1)>",
    "<details open ontoggle=ran(1)>",
    "<input autofocus onfocus=ran(1)>",
    "<iframe srcdoc='<script>parent.ran(1)</script>'></iframe>",
    "<iframe src=javascript:parent.ran(1)></iframe>",
    "<object data=javascript:ran(1)></object>",
    "<a href=javascript:ran(1)>x</a>",
    "<math><mtext><style><img src=x onerror=ran(1)></style></mtext></math>",
    "<style>@import 'javascript:ran(1)';</style>",
    "<base href=//evil.invalid/>",
    "<meta http-equiv=refresh content='0;url=javascript:ran(1)'>",
    '" onfocus=ran(1) autofocus x="',
    "' onfocus=ran(1) autofocus x='",
    '"><img src=x onerror=ran(1)>',
    "'><img src=x onerror=ran(1)>",
    "` onfocus=ran(1) `",
    " onfocus=ran(1) autofocus ",
    '"}</script><script>ran(1)</script>',
    '\\"}];ran(1);//',
    "javascript:ran(1)",
    "data:text/html,<script>ran(1)</script>",
    "${ran(1)}",
    "{{ ran(1) }}",
    "{% print ran(1) %}",
    "&lt;img src=x onerror=ran(1)&gt;",
    "&#60;script&#62;ran(1)&#60;/script&#62;",
    "\u2028ran(1)\u2029",
    "<\x00script>ran(1)</script>",
    "<scr\u200bipt>ran(1)</script>",
    "\ufeff<script>ran(1)</script>",
    "＜script＞ran(1)＜/script＞",
    "<SCRIPT\n>ran(1)</SCRIPT\n>",
    "<p style=animation:x onanimationstart=ran(1)>",
    "<x onclick=ran(1) tabindex=1 id=x autofocus onfocus=ran(1)>",
)
_GLUE = ("", " ", "\t", "\n", "“", "\u202e", "\u2066", "żółw", "سلام", "'", '"', ">", "<", "&", "/")
# What a page must not have more of than with the English words, and what none may have.
_LOOK = """() => {
    const all = [...document.querySelectorAll('*')];
    const bad = all.filter((one) => [...one.attributes].some((a) => a.name.startsWith('on')
        || (/^(href|src|action|data|formaction)$/.test(a.name) && /^\\s*(javascript|data:text)/i.test(a.value))
        || a.name === 'srcdoc'));
    const named = (name) => document.querySelectorAll(name).length;
    const frames = named('iframe,object,embed,base,meta[http-equiv]');
    return { bad: bad.map((one) => one.outerHTML.slice(0, 200)), scripts: named('script'), frames,
        ran: globalThis.times ?? 0 };
}"""
_TELL = "globalThis.times = 0; globalThis.ran = () => { globalThis.times += 1; };"


@dataclass
class HostileCatalog(Catalog):
    """A catalogue in which every text tries something; the number of texts that were said is counted."""

    chance: random.Random = field(default_factory=random.Random)
    said: int = 0

    def _text(self, message_id: str, source: tuple[str, ...], n: int) -> Text:
        found = super()._text(message_id, source, n)
        self.said += 1
        return replace(found, value=hostile(self.chance, source[0]), fallback=False)


def hostile(chance: random.Random, english: str) -> str:
    """Make a text that tries one way or two, with the placeholders that its place wants."""
    ways = " ".join(chance.choices(_WAYS, k=chance.choice((1, 1, 2))))
    # A placeholder that nobody fills stops the compiler; the check of words never lets one through.
    safe = ways.replace("{", "{ ").replace("}", " }")
    return chance.choice(_GLUE) + safe + chance.choice(_GLUE) + "".join(PLACEHOLDER.findall(english))


@dataclass(frozen=True)
class Stage:
    """The real pages with their real scripts, ready to be given hostile words."""

    sources: Sources
    assets: AssetTable
    today: date

    @classmethod
    def of(cls, settings: Settings, today: date) -> "Stage":
        """Load everything once."""
        sources = load_sources(replace(settings, languages=("pl",)), today)
        return cls(sources, gather_assets(sources), today)

    def pages(self, tag: str, catalog: Catalog) -> list[RenderedPage]:
        """Render every page of a language, and its booklet."""
        locale, context = self.sources.registry.get(tag), page_context(self.sources, self.assets, self.today)
        found = render_edition(self.sources.programme, locale, catalog, context, "web")
        whole = replace(self.sources, catalogs={tag: catalog})
        return [*found, RenderedPage(booklet_path(tag), booklet(whole, tag, self.today, self.assets), "booklet")]


def run_hostile(
    phone: BrowserContext, stage: Stage, messages: int, seed: int, kinds: frozenset[str] | None = None
) -> Count:
    """Show pages full of hostile words until so many were tried; with `kinds` one page of each of these alone."""
    count = Count("hostile words in every place: none runs")
    page, bodies = phone.pages[0], {asset.url: asset.body for asset in stage.assets}
    phone.add_init_script(_TELL)
    shown: dict[str, str] = {}
    phone.route("**/*", lambda route: _answer(route, shown, bodies))
    sound = _chosen(stage.pages("en", stage.sources.catalogs["en"]), kinds)
    expected = {one.url: _look(page, shown, one) for one in sound}
    tried = 0
    while tried < messages:
        catalog = HostileCatalog(stage.sources.registry.get("en"), compute=str, chance=random.Random(f"{seed} {tried}"))
        for one in _chosen(stage.pages("en", catalog), kinds):
            found, plain = _look(page, shown, one), expected[one.url]
            same = (found["scripts"], found["frames"]) == (plain["scripts"], plain["frames"])
            count.add(not found["ran"] and not found["bad"] and same, f"{one.url} {json.dumps(found)[:600]}")
        tried += catalog.said
    count.what += f" ({tried:,} words, seed {seed})"
    return count


def _chosen(pages: list[RenderedPage], kinds: frozenset[str] | None) -> list[RenderedPage]:
    """Return the pages that are HTML, all or the first of each kind."""
    html = [one for one in pages if one.kind != "manifest"]
    if kinds is None:
        return html
    return list({one.kind: one for one in reversed(html) if one.kind in kinds}.values())


def _look(page: Page, shown: dict[str, str], one: RenderedPage) -> dict[str, int | list[str]]:
    shown.clear()
    shown[one.url] = one.html
    page.goto(ORIGIN + one.url, wait_until="load")
    found: dict[str, int | list[str]] = page.evaluate(_LOOK)
    return found


def _answer(route: Route, shown: dict[str, str], bodies: dict[str, bytes]) -> None:
    path = route.request.url.removeprefix(ORIGIN).split("?")[0].split("#")[0]
    if path in shown:
        route.fulfill(body=shown[path], content_type="text/html; charset=utf-8")
    elif path in bodies:
        kinds = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json"}
        route.fulfill(body=bodies[path], content_type=kinds.get(Path(path).suffix, "application/octet-stream"))
    else:
        route.abort()
