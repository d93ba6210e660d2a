"""Everything that pages name by its hashed address: scripts, styles, pictures, icons, names of days, words, fonts."""

import json

from api.assets import AssetTable
from api.content.wordlists import front_coded
from api.i18n.formats import cldr_for_browser
from api.release import letters, qr
from api.release.overlay import coloured
from api.release.pictures import compose
from api.release.sources import Sources
from api.release.voices import voice_files


def gather_assets(sources: Sources) -> AssetTable:
    """Return scripts, styles, pictures, icons and CLDR data under their hashed names."""
    table = AssetTable()
    dist = sources.pwa_dir / "dist"
    table.add_modules(dist)
    table.add("neutral.js", (dist / "neutral.js").read_bytes())
    table.add("style.css", coloured(dist / "style.css", sources.organisation).encode())
    for path in sorted((sources.pwa_dir / "icons").glob("*")):
        if path.suffix in {".png", ".svg", ".ico"}:
            table.add(f"icons/{path.name}", path.read_bytes())
    for picture in sources.programme.pictures:
        drawn = compose(sources.pwa_dir / "pictures", picture.id)
        table.add(f"pictures/{picture.id}.svg", drawn.encode())
    if sources.public_url:
        table.add(qr.NAME, qr.qr_svg(f"{sources.public_url}/"))
    names = _names(sources)
    for locale in sources.offered:
        table.add(f"cldr/{locale.tag}.json", names[locale.tag].encode())
        if locale.letters:
            table.add(letters.font_name(locale), letters.font(dist, locale))
        if words := sources.wordlists.get(locale.tag):
            listed = json.dumps(front_coded(words), ensure_ascii=False)
            table.add(f"words/{locale.tag}.json", listed.encode())
        for name, body, stamp in voice_files(sources.programme, locale.tag, sources.voices.get(locale.tag, {})):
            table.add(name, body, stamp)
    return table


def _names(sources: Sources) -> dict[str, str]:
    """Return for each language, by its tag, the JSON of its names of days and months: Babel is slow to read them."""
    memo, fingerprint = sources.memo, sources.fingerprints.shared
    names: dict[str, str] | None = memo.recall("cldr", fingerprint)
    if names is None:
        names = {
            locale.tag: json.dumps(cldr_for_browser(locale), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            for locale in sources.offered
        }
        memo.keep("cldr", fingerprint, names)
    return names
