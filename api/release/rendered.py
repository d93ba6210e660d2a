"""What a language's pages say before the sizes of packs are known, and which of them a changed text makes stale."""

from collections.abc import Callable, Collection
from dataclasses import asdict
from typing import Any, NamedTuple

from api.i18n.catalogs import Catalog
from api.release.memo import Memo
from api.release.pages import RenderedPage

RENDERED = "pages"


class Rendering(NamedTuple):
    """The pages as they are kept and as they are served, and the booklet. All of them leave the release open."""

    pack: list[RenderedPage]
    web: list[RenderedPage]
    booklet: str


# Renders all pages of both editions and the booklet, or only the pages of these addresses.
Render = Callable[[Collection[str] | None], Rendering]


def rendering(memo: Memo, fingerprint: str, catalog: Catalog, render: Render) -> Rendering:
    """Return a language's rendering; of one that is known, only pages that say a changed text are rendered.

    `fingerprint` is over everything that pages are made from but the words of `catalog`.
    """
    known, words = _recalled(memo, fingerprint)
    if known is None:
        made = render(None)
    else:
        changed = {message_id for message_id, digest in words.items() if catalog.digest(message_id) != digest}
        if not changed:
            return known
        stale = {page.url for page in (*known.pack, *known.web) if changed.intersection(page.uses)}
        fresh = render(stale)
        made = Rendering(_mended(known.pack, fresh.pack), _mended(known.web, fresh.web), fresh.booklet)
    _keep(memo, fingerprint, catalog, made)
    return made


def _mended(pages: list[RenderedPage], fresh: list[RenderedPage]) -> list[RenderedPage]:
    anew = {page.url: page for page in fresh}
    return [anew.get(page.url, page) for page in pages]


def _recalled(memo: Memo, fingerprint: str) -> tuple[Rendering | None, dict[str, str]]:
    kept: Any = memo.recall(RENDERED, fingerprint)
    if kept is None:
        return None, {}
    pack, web = (
        [RenderedPage(**{**row, "uses": tuple(row["uses"])}) for row in kept[edition]] for edition in ("pack", "web")
    )
    return Rendering(pack, web, kept["booklet"]), kept["words"]


def _keep(memo: Memo, fingerprint: str, catalog: Catalog, made: Rendering) -> None:
    used = {message_id for page in (*made.pack, *made.web) for message_id in page.uses}
    rows = {edition: [asdict(page) for page in getattr(made, edition)] for edition in ("pack", "web")}
    words = {message_id: catalog.digest(message_id) for message_id in sorted(used)}
    memo.keep(RENDERED, fingerprint, {**rows, "booklet": made.booklet, "words": words})
