"""Turn sources into a release: render every page twice (web and pack edition), bundle, hash, compress."""

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from api import __version__
from api.assets import Asset, AssetTable, csp_hash, short_hash
from api.i18n.formats import cldr_for_browser
from api.i18n.locales import Locale
from api.release import pack
from api.release.headers import BASE_HEADERS, IMMUTABLE, PICTURE_POLICY, REVALIDATE, page_policy
from api.release.model import Release, ServedFile, make_file, sha256
from api.release.pages import ReleaseContext, RenderedPage, render_edition, words_name
from api.release.pictures import compose
from api.release.root import render_root
from api.release.sources import Sources

_HTML = "text/html; charset=utf-8"
_MANIFEST = "application/manifest+json"
_BUNDLE = "text/plain; charset=utf-8"
# Large icons are fetched by the browser when it puts the app on the home screen, which needs the net anyway.
_SHELL = ("pictures/", "icons/favicon", "icons/apple")
_SHELL_ENDINGS = (".js", ".css")


def compile_release(sources: Sources, today: date) -> Release:
    """Compile everything; the same sources give the same bytes."""
    return _Compiler(sources, today).run()


def gather_assets(sources: Sources) -> AssetTable:
    """Return scripts, styles, pictures, icons and CLDR data under their hashed names."""
    table = AssetTable()
    dist = sources.pwa_dir / "dist"
    table.add_modules(dist)
    for name in ("neutral.js", "style.css"):
        table.add(name, (dist / name).read_bytes())
    for path in sorted((sources.pwa_dir / "icons").glob("*")):
        if path.suffix in {".png", ".svg", ".ico"}:
            table.add(f"icons/{path.name}", path.read_bytes())
    for picture in sources.programme.pictures:
        drawn = compose(sources.pwa_dir / "pictures", picture.id)
        table.add(f"pictures/{picture.id}.svg", drawn.encode())
    for locale in sources.offered:
        data = json.dumps(cldr_for_browser(locale), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        table.add(f"cldr/{locale.tag}.json", data.encode())
        if words := sources.wordlists.get(locale.tag):
            listed = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
            table.add(f"words/{locale.tag}.json", listed.encode())
    return table


def _is_shell(asset: Asset) -> bool:
    own = "/" not in asset.name and asset.name.endswith(_SHELL_ENDINGS)
    return own or asset.name.startswith(_SHELL)


@dataclass
class _Compiler:
    sources: Sources
    today: date
    files: dict[str, ServedFile] = field(default_factory=dict)

    def run(self) -> Release:
        self.assets = gather_assets(self.sources)
        self._add(self._asset_files())
        context = self._context(sizes={})
        shared = pack.LineTable([f"<style>{context.critical_css}</style>"])
        shell = pack.shell_pack((asset for asset in self.assets if _is_shell(asset)), shared)
        self._add(self._bundle_files(shell))
        # The size of a pack stands on pages that are in the pack: render once to weigh, once to keep.
        weighed = self._sizes(shell, [self._language_pack(locale, context) for locale in self._offered], shared)
        context = replace(context, sizes=weighed)
        packs = [shell, *(self._language_pack(locale, context) for locale in self._offered)]
        for group in packs[1:]:
            self._add(self._bundle_files(group))
        for locale in self._offered:
            self._add(self._web_pages(locale, context))
        self._add([(_page("/", render_root(context), context.critical_css))])
        heads = self._heads(packs, shared)
        self._add(heads.values())
        index = self._index(heads)
        self._add([index, self._worker(index)])
        return Release(id=self.sources.release_id, files=self.files, manifest=self._manifest(packs, heads))

    @property
    def _offered(self) -> tuple[Locale, ...]:
        return self.sources.offered

    def _context(self, sizes: dict[str, int]) -> ReleaseContext:
        critical = (self.sources.pwa_dir / "dist" / "critical.css").read_text("utf-8").strip()
        return ReleaseContext(
            release=self.sources.release_id,
            assets=self.assets.urls(),
            imports={name: self.assets.imports(name) for name in self.assets.urls()},
            critical_css=critical,
            sizes=sizes,
            offered=self._offered,
            today=self.today,
            templates=self.sources.pwa_dir / "templates",
        )

    def _render(self, locale: Locale, context: ReleaseContext, edition: Any) -> list[RenderedPage]:
        catalogs = self.sources.catalogs
        return render_edition(self.sources.programme, locale, catalogs[locale.tag], catalogs, context, edition)

    def _language_pack(self, locale: Locale, context: ReleaseContext) -> pack.Pack:
        entries = []
        for page in self._render(locale, replace(context, release=pack.UNSTAMPED), "pack"):
            kind = _MANIFEST if page.kind == "manifest" else _HTML
            entries.append(pack.PackEntry(page.url, kind, page.html.encode()))
        for name in (f"cldr/{locale.tag}.json", words_name(self.assets.urls(), locale)):
            asset = self.assets[name]
            entries.append(pack.PackEntry(asset.url, asset.content_type, asset.body))
        policy = page_policy(csp_hash(context.critical_css))
        return pack.language_pack(locale.tag, sorted(entries, key=_pack_order), policy)

    def _web_pages(self, locale: Locale, context: ReleaseContext) -> list["_Pending"]:
        return [_page(page.url, page, context.critical_css) for page in self._render(locale, context, "web")]

    def _asset_files(self) -> list["_Pending"]:
        pending = []
        for asset in self.assets:
            headers = {**BASE_HEADERS, "cache-control": IMMUTABLE}
            headers["content-security-policy"] = PICTURE_POLICY if asset.url.endswith(".svg") else page_policy()
            pending.append(_Pending(asset.url, asset.body, asset.content_type, headers))
        return pending

    def _bundle_files(self, group: pack.Pack) -> list["_Pending"]:
        bundled = [bundle for bundle in group.bundles if not bundle.alone]
        files = [(bundle.url, bundle.body) for bundle in bundled]
        return [
            _data(url, body, _BUNDLE)
            for url, body in (*files, *(one for bundle in bundled for one in bundle.singles()))
        ]

    def _sizes(self, shell: pack.Pack, languages: list[pack.Pack], shared: pack.LineTable) -> dict[str, int]:
        """Return the wire bytes of the shell, and of each language with the shell, heads included."""
        sizes = {pack.SHELL: self._wire(shell, shared, self.files)}
        for group in languages:
            scratch = {file.path: file for file in _compress(self._bundle_files(group))}
            sizes[group.name] = sizes[pack.SHELL] + self._wire(group, shared, scratch)
        return sizes

    def _wire(self, group: pack.Pack, shared: pack.LineTable, files: dict[str, ServedFile]) -> int:
        (head,) = _compress([_data("", group.head(shared, files))])
        return head.size("br") + group.wire(files)

    def _heads(self, packs: list[pack.Pack], shared: pack.LineTable) -> dict[str, "_Pending"]:
        bodies = {group.name: group.head(shared, self.files) for group in packs}
        return {name: _data(f"/a/{name}.{short_hash(body)}.json", body) for name, body in bodies.items()}

    def _index(self, heads: dict[str, "_Pending"]) -> "_Pending":
        packs = {name: head.path for name, head in heads.items()}
        body = json.dumps({"packs": packs}, separators=(",", ":")).encode()
        return _data(f"/a/packs.{short_hash(body)}.json", body)

    def _worker(self, index: "_Pending") -> "_Pending":
        script = (self.sources.pwa_dir / "dist" / "sw.js").read_text("utf-8")
        script = script.replace("%RELEASE%", self.sources.release_id).replace("%PACKS%", index.path)
        headers = {**BASE_HEADERS, "cache-control": REVALIDATE, "content-security-policy": page_policy()}
        return _Pending("/sw.js", script.encode(), "text/javascript; charset=utf-8", headers)

    def _manifest(self, packs: list[pack.Pack], heads: dict[str, "_Pending"]) -> dict[str, Any]:
        shell, languages = packs[0], {}
        for locale, group in zip(self._offered, packs[1:], strict=True):
            urls = (heads[pack.SHELL].path, heads[locale.tag].path)
            bundles = (bundle.url for bundle in (*shell.bundles, *group.bundles))
            own = [self.files[url] for url in (*urls, *bundles)]
            pages = [file for path, file in self.files.items() if path.startswith(f"/{locale.tag}/")]
            languages[locale.tag] = {
                "name": locale.endonym,
                "dir": locale.direction,
                "pages": [_listed(file) for file in pages],
                "pack": [_listed(file) for file in own],
                "sizes": {
                    "raw": sum(file.size("identity") for file in own),
                    "gzip": sum(file.size("gzip") for file in own),
                    "brotli": sum(file.size("br") for file in own),
                },
            }
        return {"release": self.sources.release_id, "version": __version__, "languages": languages}

    def _add(self, pending: Iterable["_Pending"]) -> None:
        self.files |= {file.path: file for file in _compress(pending)}


@dataclass(frozen=True)
class _Pending:
    """A file before compression."""

    path: str
    body: bytes
    content_type: str
    headers: dict[str, str]


def _compress(pending: Iterable[_Pending]) -> list[ServedFile]:
    # Both coders let go of the interpreter lock, so threads use both cores.
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda item: make_file(item.path, item.body, item.content_type, item.headers), pending))


def _pack_order(entry: pack.PackEntry) -> tuple[bool, str]:
    """Keep the two longest pages, help and rights, at the two ends, or their bundle would be twice the others."""
    return (not entry.url.endswith("/w/"), entry.url)


def _data(url: str, body: bytes, kind: str = "application/json") -> _Pending:
    headers = {**BASE_HEADERS, "cache-control": IMMUTABLE, "content-security-policy": page_policy()}
    return _Pending(url, body, kind, headers)


def _page(url: str, page: RenderedPage, critical_css: str) -> _Pending:
    kind = _MANIFEST if page.kind == "manifest" else _HTML
    headers = {**BASE_HEADERS, "cache-control": REVALIDATE}
    headers["content-security-policy"] = page_policy(csp_hash(critical_css))
    return _Pending(url, page.html.encode(), kind, headers)


def _listed(file: ServedFile) -> dict[str, Any]:
    return {"path": file.path, "bytes": len(file.body), "sha256": sha256(file.body)}
