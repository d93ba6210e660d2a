"""The whole programme of one language in ONE file that opens from a file manager, with nothing beside it."""

from datetime import date

from api.assets import AssetTable
from api.release.materials import gather_assets
from api.release.overlay import coloured
from api.release.pages import ReleaseContext, render_booklet
from api.release.pictures import inline
from api.release.slim import slim
from api.release.sources import Sources
from api.release.stamping import UNSTAMPED


def booklet_path(tag: str) -> str:
    """Return the address of a language's booklet; its file name is what a phone shows when it is passed on."""
    return f"/pauza-{tag}.html"


def booklet(sources: Sources, tag: str, today: date, assets: AssetTable | None = None) -> str:
    """Return the booklet's HTML, its release open: styles and pictures inside, no script, no address to fetch."""
    locale = sources.registry.get(tag)
    pictures = inline(sources.pwa_dir / "pictures", [picture.id for picture in sources.programme.pictures])
    palette = (sources.pwa_dir / "pictures" / "palette.css").read_text("utf-8")
    css = coloured(sources.pwa_dir / "dist" / "booklet.css", sources.organisation) + palette
    context = ReleaseContext(
        release=UNSTAMPED,
        assets=(assets or gather_assets(sources)).urls(),
        critical_css="",
        sizes={},
        offered=sources.offered,
        today=today,
        templates=sources.pwa_dir / "templates",
        compiled=sources.memo.templates,
        organisation=sources.organisation,
    )
    return slim(render_booklet(sources.programme, locale, sources.catalogs[tag], context, pictures, css))
