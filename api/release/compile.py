"""Turn sources into a release: render every page twice (web and pack edition), bundle, hash, compress."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

from api import __version__
from api.assets import Asset, AssetTable, csp_hash, short_hash
from api.i18n.locales import Locale
from api.release import pack
from api.release.booklet import booklet, booklet_path
from api.release.coding import Coder, Uncoded
from api.release.headers import BASE_HEADERS, IMMUTABLE, PICTURE_POLICY, REVALIDATE, page_policy
from api.release.materials import gather_assets
from api.release.model import Release, ServedFile, sha256
from api.release.pages import Edition, ReleaseContext, RenderedPage, render_edition, words_name
from api.release.rendered import Rendering, rendering
from api.release.root import render_root
from api.release.sources import Sources
from api.release.stamping import UNSTAMPED
from api.release.views import pack_name
from api.release.voices import voice_packs

_HTML = "text/html; charset=utf-8"
_MANIFEST = "application/manifest+json"
_BUNDLE = "text/plain; charset=utf-8"
# Large icons are fetched by the browser when it puts the app on the home screen, which needs the net anyway.
_SHELL = ("pictures/", "icons/favicon", "icons/apple")
_SHELL_ENDINGS = (".js", ".css")
_SCRIPT = "text/javascript"
_WEIGHTS = "weights"
_OPENED = ("main.js", "offline.js", "style.css")
_HELPS = re.compile(r"^/[^/]+/(?:h|w[^/]*)/$")

# Tag → its pages as they are kept.
_Drafts = dict[str, list[RenderedPage]]


def compile_release(sources: Sources, today: date, known: Iterable[Release] = ()) -> Release:
    """Compile everything; the same sources give the same bytes.

    What the older releases `known` hold in coded form is not coded again.
    """
    with Coder(sources.fingerprints.release, known) as coder:
        return _Compiler(sources, today, coder).run()


def _is_shell(asset: Asset) -> bool:
    own = "/" not in asset.name and asset.name.endswith(_SHELL_ENDINGS)
    return own or asset.name.startswith(_SHELL)


@dataclass
class _Compiler:
    sources: Sources
    today: date
    coder: Coder
    files: dict[str, ServedFile] = field(default_factory=dict)
    owned: dict[str, tuple[Asset, ...]] = field(default_factory=dict)

    def run(self) -> Release:
        self.assets = gather_assets(self.sources)
        self.coder.begin(self._asset_files())
        context = self._context(sizes={})
        # The size of a pack stands on pages that are in the pack: render once to weigh, and those once more to keep.
        made = self._renderings(context)
        drafts = {tag: one.pack for tag, one in made.items()}
        shared = self._shared(drafts)
        self.owned = _owned(self.assets, drafts)
        owned = set().union(*self.owned.values())
        kept = [asset for asset in self.assets if _is_shell(asset) and asset not in owned]
        policy = page_policy(csp_hash(context.critical_css))
        shell = pack.shell_pack(kept, shared, policy, self._opened())
        sizes = self._sizes(shell, drafts, shared)
        booklets = self._booklets(made, *made)
        self._add(self._asset_files())
        self._add(self._bundle_files(shell))
        context = replace(context, sizes=sizes)
        pages = [_page("/", render_root(context), context.critical_css)]
        for locale in self._offered:
            drawn = self._with_sizes(locale, made[locale.tag].web, context, "web")
            pages += self._web(drawn, context)
            self.coder.begin(pages)
        sized = {one.tag: self._with_sizes(one, drafts[one.tag], context, "pack") for one in self._offered}
        packs = [shell, *self._packs(sized, shared)]
        self._begin_bundles(packs)
        for group in packs:
            self._add(self._bundle_files(group))
        self._add([*pages, *booklets])
        heads = self._heads(packs, shared)
        self._add(heads.values())
        index = self._index(heads)
        self._add([index, self._worker(index)])
        return Release(id=self.sources.fingerprints.release, files=self.files, manifest=self._manifest(packs, heads))

    def _opened(self) -> set[str]:
        """Return the addresses of scripts and style that the page with *Keep* loads."""
        scripts = (self.assets.imports(name) for name in _OPENED)
        return {*(self.assets[name].url for name in _OPENED), *chain.from_iterable(scripts)}

    def _begin_bundles(self, packs: list[pack.Pack]) -> None:
        for group in packs:
            self.coder.begin(self._bundle_files(group))

    @staticmethod
    def _booklets(made: dict[str, Rendering], *tags: str) -> list[Uncoded]:
        return [_booklet(tag, made[tag].booklet) for tag in tags if made[tag].booklet]

    @staticmethod
    def _web(pages: Iterable[RenderedPage], context: ReleaseContext) -> list[Uncoded]:
        return [_page(page.url, page, context.critical_css) for page in pages]

    @property
    def _offered(self) -> tuple[Locale, ...]:
        return self.sources.offered

    def _context(self, sizes: dict[str, int]) -> ReleaseContext:
        critical = (self.sources.pwa_dir / "dist" / "critical.css").read_text("utf-8").strip()
        return ReleaseContext(
            release=UNSTAMPED,
            assets=self.assets.urls(),
            imports={name: self.assets.imports(name) for name in self.assets.urls()},
            critical_css=critical,
            sizes=sizes,
            offered=self._offered,
            today=self.today,
            templates=self.sources.pwa_dir / "templates",
            public_url=self.sources.public_url,
            compiled=self.sources.memo.templates,
            tongues=self.sources.tongues,
            clips={tag: {name: one.clip for name, one in found.items()} for tag, found in self.sources.voices.items()},
        )

    def _render(
        self, locale: Locale, context: ReleaseContext, edition: Edition, only: Collection[str] | None = None
    ) -> list[RenderedPage]:
        sources = self.sources
        return render_edition(sources.programme, locale, sources.catalogs[locale.tag], context, edition, only)

    def _renderings(self, context: ReleaseContext) -> dict[str, Rendering]:
        """Return what each language's pages say before sizes are known."""
        made = {}
        for locale in self._offered:
            render = partial(self._rendering, locale, context)
            prints, catalog = self.sources.fingerprints.pages, self.sources.catalogs[locale.tag]
            made[locale.tag] = rendering(self.sources.memo, prints[locale.tag], catalog, render)
            final = [page for page in made[locale.tag].web if not page.says_size]
            self.coder.begin([*self._booklets(made, locale.tag), *self._web(final, context)])
        return made

    def _rendering(self, locale: Locale, context: ReleaseContext, only: Collection[str] | None) -> Rendering:
        with_booklet = locale.status != "pseudo"
        return Rendering(
            self._render(locale, context, "pack", only),
            self._render(locale, context, "web", only),
            booklet(self.sources, locale.tag, self.today, self.assets) if with_booklet else "",
        )

    def _with_sizes(
        self, locale: Locale, pages: list[RenderedPage], context: ReleaseContext, edition: Edition
    ) -> list[RenderedPage]:
        """Return the pages with those that say a size rendered anew."""
        saying = {page.url for page in pages if page.says_size}
        anew = {page.url: page for page in self._render(locale, context, edition, saying)}
        return [anew.get(page.url, page) for page in pages]

    def _shared(self, drafts: _Drafts) -> pack.LineTable:
        """Return the lines that languages share; those of optional packs would cost phones that do not want them."""
        pages = [[entry.body.decode() for entry in _entries(drawn, "") if entry.is_page] for drawn in drafts.values()]
        return pack.LineTable.of_languages(pages)

    def _packs(self, drafts: _Drafts, shared: pack.LineTable) -> list[pack.Pack]:
        """Return each language's own pack and, after it, its optional ones."""
        packs = []
        for locale in (one for one in self._offered if one.tag in drafts):
            names = (f"cldr/{locale.tag}.json", words_name(self.assets.urls(), locale))
            pages = drafts[locale.tag]
            entries = [*_entries(pages, ""), *(_entry(self.assets[name]) for name in names)]
            packs.append(pack.language_pack(locale.tag, sorted(entries, key=_pack_order), shared))
            for part, owned in self.owned.items():
                scripts = [asset for asset in owned if asset.content_type.startswith(_SCRIPT)]
                drawn = [_entry(asset) for asset in owned if asset not in scripts]
                name, entries = pack_name(locale.tag, part), [*_entries(pages, part), *drawn]
                packs.append(pack.language_pack(name, entries, shared, [_entry(script) for script in scripts]))
            packs += self._voice_packs(locale.tag)
        return packs

    def _voice_packs(self, tag: str) -> list[pack.Pack]:
        """Return what is heard of each session, in each kind of file; each file stands alone, for sound is packed."""
        return [
            pack.voice_pack(name, [_entry(self.assets[file]) for file in files])
            for voice in voice_packs(self.sources.programme, tag, self.sources.voices.get(tag, {}))
            for name, files in zip(voice.names, voice.files, strict=True)
        ]

    def _asset_files(self) -> list[Uncoded]:
        pending = []
        for asset in self.assets:
            headers = {**BASE_HEADERS, "cache-control": IMMUTABLE}
            headers["content-security-policy"] = PICTURE_POLICY if asset.url.endswith(".svg") else page_policy()
            pending.append(Uncoded(asset.url, asset.body, asset.content_type, headers))
        return pending

    def _bundle_files(self, group: pack.Pack) -> list[Uncoded]:
        bundled = [bundle for bundle in group.bundles if not bundle.alone]
        singles = [one for bundle in bundled for one in bundle.singles()]
        return [
            *(_data(bundle.url, bundle.body, _BUNDLE) for bundle in bundled),
            *(replace(_data(url, body, _BUNDLE), spare=True) for url, body in singles),
        ]

    def _sizes(self, shell: pack.Pack, drafts: _Drafts, shared: pack.LineTable) -> dict[str, int]:
        """Return the wire bytes of the shell, of each language with the shell, and of each optional pack alone.

        Only what the memo has not weighed is made and coded.
        """
        memo, fingerprint = self.sources.memo, self.sources.fingerprints.shared
        known = memo.recall(_WEIGHTS, fingerprint) or {}
        digests = {tag: self._digest(tag, pages, shared) for tag, pages in drafts.items()}
        unknown = self._packs({tag: drafts[tag] for tag in drafts if digests[tag] not in known}, shared)
        self._begin_bundles([shell, *unknown])
        weights = {digest: known.get(digest, {}) for digest in digests.values()}
        for group in unknown:
            weights[digests[group.name.partition("/")[0]]][group.name] = self._weight(group, shared)
        if unknown:
            memo.keep(_WEIGHTS, fingerprint, weights)
        sizes = {pack.SHELL: self._weight(shell, shared)}
        weighed = chain.from_iterable(one.items() for one in weights.values())
        return sizes | {name: size + (0 if "/" in name else sizes[pack.SHELL]) for name, size in weighed}

    def _digest(self, tag: str, pages: list[RenderedPage], shared: pack.LineTable) -> str:
        """Sum up all that a language's packs are made from beside what every fingerprint is over."""
        digest = hashlib.sha256(self.sources.fingerprints.pages[tag].encode())
        owned = (f"{part} {asset.url}" for part, assets in self.owned.items() for asset in assets)
        for text in chain(shared.lines, owned, (page.html for page in pages)):
            digest.update(text.encode() + b"\0")
        return digest.hexdigest()

    def _weight(self, group: pack.Pack, shared: pack.LineTable) -> int:
        files = {file.path: file for file in self.coder.finish([*self._asset_files(), *self._bundle_files(group)])}
        (head,) = self.coder.finish([_data("", group.head(shared, files))])
        return head.size("br") + group.wire(files)

    def _heads(self, packs: list[pack.Pack], shared: pack.LineTable) -> dict[str, Uncoded]:
        bodies = {group.name: group.head(shared, self.files) for group in packs}
        return {
            name: _data(f"/a/{pack.file_name(name)}.{short_hash(body)}.json", body) for name, body in bodies.items()
        }

    def _index(self, heads: dict[str, Uncoded]) -> Uncoded:
        packs = {name: head.path for name, head in heads.items()}
        body = json.dumps({"packs": packs}, separators=(",", ":")).encode()
        return _data(f"/a/packs.{short_hash(body)}.json", body)

    def _worker(self, index: Uncoded) -> Uncoded:
        script = (self.sources.pwa_dir / "dist" / "sw.js").read_text("utf-8")
        script = script.replace("%RELEASE%", self.sources.fingerprints.release).replace("%PACKS%", index.path)
        headers = {**BASE_HEADERS, "cache-control": REVALIDATE, "content-security-policy": page_policy()}
        return Uncoded("/sw.js", script.encode(), "text/javascript; charset=utf-8", headers)

    def _manifest(self, packs: list[pack.Pack], heads: dict[str, Uncoded]) -> dict[str, Any]:
        by_name = {group.name: group for group in packs}
        languages = {}
        for locale in self._offered:
            own = [name for name in by_name if name.startswith(f"{locale.tag}/")]
            languages[locale.tag] = {
                "name": locale.endonym,
                "dir": locale.direction,
                **self._listing([by_name[pack.SHELL], by_name[locale.tag]], heads),
                "optional": {name: self._listing([by_name[name]], heads) for name in own},
            }
        return {"release": self.sources.fingerprints.release, "version": __version__, "languages": languages}

    def _listing(self, packs: list[pack.Pack], heads: dict[str, Uncoded]) -> dict[str, Any]:
        """Return the pages that these packs carry, and what fetching the packs takes."""
        entries = (entry.url for group in packs for bundle in group.bundles for entry in bundle.entries)
        bundles = (bundle.url for group in packs for bundle in group.bundles)
        own = [self.files[url] for url in (*(heads[group.name].path for group in packs), *bundles)]
        return {
            "pages": [_listed(self.files[url]) for url in entries if not url.startswith("/a/")],
            "pack": [_listed(file) for file in own],
            "sizes": {
                "raw": sum(file.size("identity") for file in own),
                "gzip": sum(file.size("gzip") for file in own),
                "brotli": sum(file.size("br") for file in own),
            },
        }

    def _add(self, pending: Iterable[Uncoded]) -> None:
        self.files |= {file.path: file for file in self.coder.finish(pending)}


def _owned(assets: AssetTable, drafts: _Drafts) -> dict[str, tuple[Asset, ...]]:
    """Return for each optional part the pictures and scripts that its pages name and no other page does."""
    pages = [page for drafted in drafts.values() for page in drafted]
    texts = {part: "".join(page.html for page in pages if page.part == part) for part in _parts_of(pages)}
    naming = {
        asset: [part for part, text in texts.items() if asset.url in text] for asset in assets if _is_shell(asset)
    }
    return {part: tuple(asset for asset, parts in naming.items() if parts == [part]) for part in texts if part}


def _parts_of(pages: list[RenderedPage]) -> list[str]:
    return list(dict.fromkeys(page.part for page in pages))


def _entries(pages: list[RenderedPage], part: str) -> list[pack.PackEntry]:
    own = [page for page in pages if page.part == part]
    return [pack.PackEntry(page.url, _type_of(page), page.html.encode()) for page in own]


def _entry(asset: Asset) -> pack.PackEntry:
    return pack.PackEntry(asset.url, asset.content_type, asset.body)


def _type_of(page: RenderedPage) -> str:
    return _MANIFEST if page.kind == "manifest" else _HTML


def _pack_order(entry: pack.PackEntry) -> tuple[bool, str]:
    """Put help and rights side by side: they name the same places, and together they are about one bundle."""
    return (not _HELPS.search(entry.url), entry.url)


def _data(url: str, body: bytes, kind: str = "application/json") -> Uncoded:
    headers = {**BASE_HEADERS, "cache-control": IMMUTABLE, "content-security-policy": page_policy()}
    return Uncoded(url, body, kind, headers)


def _page(url: str, page: RenderedPage, critical_css: str) -> Uncoded:
    headers = {**BASE_HEADERS, "cache-control": REVALIDATE}
    headers["content-security-policy"] = page_policy(csp_hash(critical_css))
    return Uncoded(url, page.html.encode(), _type_of(page), headers, stamped=True)


def _booklet(tag: str, html: str) -> Uncoded:
    path = booklet_path(tag)
    return _page(path, RenderedPage(path, html, "booklet"), html.partition("<style>")[2].partition("</style>")[0])


def _listed(file: ServedFile) -> dict[str, Any]:
    return {"path": file.path, "bytes": len(file.body), "sha256": sha256(file.body)}
