"""Turn sources into a release: render every page twice (web and pack edition), bundle, hash, compress.

What all languages share and what each one brings are portions. Only those are made that the store does not hold, so
the time after a changed word does not grow with the number of languages.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain

from api.assets import Asset, AssetTable, csp_hash, short_hash
from api.i18n.locales import Locale
from api.release import letters, pack
from api.release.assembly import put_together
from api.release.booklet import booklet, booklet_path
from api.release.coding import Coder, Uncoded
from api.release.headers import BASE_HEADERS, IMMUTABLE, PICTURE_POLICY, REVALIDATE, page_policy
from api.release.materials import gather_assets
from api.release.model import PackList, Portion, Release, ServedFile
from api.release.outline import Outline, common, owned, texts_of
from api.release.overlay import coloured
from api.release.pages import Edition, ReleaseContext, RenderedPage, render_edition, words_name
from api.release.rendered import RENDERED, Rendering, rendering
from api.release.root import render_root
from api.release.sources import Sources
from api.release.stamping import UNSTAMPED
from api.release.store import Store
from api.release.views import pack_name, page_path, rounded_size
from api.release.voices import voice_packs

_HTML = "text/html; charset=utf-8"
_MANIFEST = "application/manifest+json"
_BUNDLE = "text/plain; charset=utf-8"
# Large icons are fetched by the browser when it puts the app on the home screen, which needs the net anyway.
_SHELL = ("pictures/", "icons/favicon", "icons/apple")
_SHELL_ENDINGS = (".js", ".css")
_OF_LANGUAGES = ("cldr/", "words/", "voice/", "letters/")
_CSS = "text/css; charset=utf-8"
_SCRIPT = "text/javascript"
_OUTLINE, _LINES, _WEIGHTS = "outline", "lines", "weights"
_OPENED = ("main.js", "offline.js", "style.css")
_HELPS = re.compile(r"^/[^/]+/(?:h|w[^/]*)/$")
_LISTS = re.compile(r"^/[^/]+/(?:[bgt]/)?$")
_FRONT = "front"
# Pages whose script reads other pages of ours: a browser holds the style inside those against this page's policy.
_QUOTING = ("script", "group")


def compile_release(sources: Sources, today: date, store: Store | None = None) -> Release:
    """Compile everything; the same sources give the same bytes.

    Portions that `store` holds are taken over, and what an older one of the same name has coded is not coded again.
    """
    with Coder() as coder:
        return _Compiler(sources, today, coder, store or Store()).run()


def page_context(sources: Sources, assets: AssetTable, today: date) -> ReleaseContext:
    """Return what every page must know of a release before the sizes of packs are known."""
    dist = sources.pwa_dir / "dist"
    critical, deck = (
        coloured(dist / name, sources.organisation).strip() for name in ("critical.css", "critical-deck.css")
    )
    return ReleaseContext(
        release=UNSTAMPED,
        assets=assets.urls(),
        imports={name: assets.imports(name) for name in assets.urls()},
        critical_css=critical,
        deck_css=deck,
        sizes={},
        offered=sources.offered,
        today=today,
        templates=sources.pwa_dir / "templates",
        public_url=sources.public_url,
        compiled=sources.memo.templates,
        tongues=sources.tongues,
        clips={tag: {name: one.clip for name, one in found.items()} for tag, found in sources.voices.items()},
        organisation=sources.organisation,
    )


@dataclass(frozen=True)
class _Plan:
    """A portion whose files are being coded."""

    name: str
    key: str
    files: list[Uncoded]
    packs: list[pack.Pack]


@dataclass
class _Compiler:
    sources: Sources
    today: date
    coder: Coder
    store: Store
    drafts: dict[str, Rendering] = field(default_factory=dict)
    latest: dict[str, Portion | None] = field(default_factory=dict)

    def run(self) -> Release:
        self.assets = gather_assets(self.sources)
        self.files_of_assets = {asset.url: _asset_file(asset) for asset in self.assets}
        self.context = page_context(self.sources, self.assets, self.today)
        self.told = self._told()
        self._learn(pack.SHELL)
        self.coder.begin(map(_asset_file, self._shell_assets()))
        # The size of a pack stands on pages that are in the pack: render once to weigh, and those once more to keep.
        outlines = {locale: self._outline(locale) for locale in self._offered}
        tags = {locale.tag for locale in self._offered}
        # What a regional language has in common with its base would cost everybody else's phone a language.
        apart = [outline for locale, outline in outlines.items() if locale.base not in tags]
        self.shared = pack.LineTable(self._common_lines(apart))
        named = owned(outlines.values())
        self.owned = {part: tuple(map(self.assets.__getitem__, names)) for part, names in named.items()}
        self.packing = _digest(chain(self.shared.lines, *((part, *_urls(own)) for part, own in self.owned.items())))
        shell = self._shell()
        sizes = self._sizes(shell)
        self.context = replace(self.context, sizes=sizes)
        portions = [shell, *self._languages(shell, sizes)]
        release = self.sources.fingerprints.release
        return put_together(release, [*portions, self._front(portions)], self._offered)

    @property
    def _offered(self) -> tuple[Locale, ...]:
        return self.sources.offered

    def _told(self) -> str:
        """Sum up what pages tell of other languages than their own."""
        voices = (f"{tag} {name}" for tag, found in self.sources.voices.items() for name in found)
        return _digest(chain((f"{tag} {tongue}" for tag, tongue in self.sources.tongues.items()), voices))

    def _key(self, locale: Locale, *more: str) -> str:
        return _digest((self.sources.fingerprints.languages[locale.tag], self.told, *more))

    def _learn(self, name: str) -> None:
        if name not in self.latest:
            self.latest[name] = self.store.latest(name)
            self.coder.learn(self.latest[name])

    def _recalled(self, name: str, key: str) -> Portion | None:
        self._learn(name)
        latest = self.latest[name]
        return latest if latest and latest.key == key else self.store.portion(name, key)

    def _draft(self, locale: Locale) -> Rendering:
        """Return what a language's pages say before sizes are known."""
        if locale.tag not in self.drafts:
            self._learn(locale.tag)
            render = partial(self._rendering, locale)
            prints, catalog = self.sources.fingerprints.pages, self.sources.catalogs[locale.tag]
            made = rendering(self.sources.memo, prints[locale.tag], catalog, render)
            # Other languages may have changed since this one was rendered.
            kept, web = (
                self._anew(locale, pages, self.context, edition, {page.url for page in pages if page.tells_of_all})
                for pages, edition in _editions(made)
            )
            self.drafts[locale.tag] = made._replace(pack=kept, web=web)
            final = [page for page in web if not page.says_size]
            self.coder.begin([*self._booklets(locale), *self._web(final)])
        return self.drafts[locale.tag]

    def _rendering(self, locale: Locale, only: Collection[str] | None) -> Rendering:
        with_booklet = locale.status not in ("canary", "pseudo")
        return Rendering(
            self._render(locale, self.context, "pack", only),
            self._render(locale, self.context, "web", only),
            booklet(self.sources, locale.tag, self.today, self.assets) if with_booklet else "",
        )

    def _render(
        self, locale: Locale, context: ReleaseContext, edition: Edition, only: Collection[str] | None = None
    ) -> list[RenderedPage]:
        sources = self.sources
        return render_edition(sources.programme, locale, sources.catalogs[locale.tag], context, edition, only)

    def _anew(
        self,
        locale: Locale,
        pages: list[RenderedPage],
        context: ReleaseContext,
        edition: Edition,
        only: Collection[str],
    ) -> list[RenderedPage]:
        """Return the pages with those at the addresses `only` rendered anew."""
        anew = {page.url: page for page in self._render(locale, context, edition, only)}
        return [anew.get(page.url, page) for page in pages]

    def _booklets(self, locale: Locale) -> list[Uncoded]:
        html = self.drafts[locale.tag].booklet
        return [_booklet(locale.tag, html)] if html else []

    def _web(self, pages: Iterable[RenderedPage]) -> list[Uncoded]:
        both = (self.context.critical_css, self.context.deck_css)
        return [
            _page(page.url, page, *(both if page.kind in _QUOTING else (self.context.style_of(page.kind),)))
            for page in pages
        ]

    def _outline(self, locale: Locale) -> Outline:
        memo, key = self.sources.memo, self._key(locale)
        if row := memo.recall(_OUTLINE, key):
            memo.hold(RENDERED, self.sources.fingerprints.pages[locale.tag])
            return Outline.from_row(row)
        shell = [asset for asset in self.assets if _is_shell(asset)]
        outline = Outline.of(self._draft(locale).pack, shell)
        memo.keep(_OUTLINE, key, outline.as_row())
        return outline

    def _common_lines(self, outlines: Collection[Outline]) -> list[str]:
        """Return the lines that languages share; those of optional packs would cost phones that do not want them."""
        wanted = common(outlines)
        memo, key = self.sources.memo, _digest(wanted)
        lines: list[str] | None = memo.recall(_LINES, key)
        if lines is None:
            lines = texts_of(wanted, (self._draft(locale).pack for locale in self._offered))
            memo.keep(_LINES, key, lines)
        return lines

    def _shell_assets(self) -> list[Asset]:
        return [asset for asset in self.assets if not asset.name.startswith(_OF_LANGUAGES)]

    def _shell(self) -> Portion:
        """Return what all languages share."""
        own = self._shell_assets()
        key = _digest((self.sources.fingerprints.shared, self.packing, *_urls(own)))
        if held := self._recalled(pack.SHELL, key):
            return held
        optional = set(chain.from_iterable(self.owned.values()))
        kept = [asset for asset in own if _is_shell(asset) and asset not in optional]
        policy = page_policy(csp_hash(self.context.critical_css), csp_hash(self.context.deck_css))
        shell = pack.shell_pack(kept, self.shared, policy, self._opened())
        return self._finished(self._plan(pack.SHELL, key, map(_asset_file, own), [shell]), {})

    def _opened(self) -> set[str]:
        """Return the addresses of scripts and style that the page with *Keep* loads."""
        scripts = (self.assets.imports(name) for name in _OPENED)
        return {*(self.assets[name].url for name in _OPENED), *chain.from_iterable(scripts)}

    def _sizes(self, shell: Portion) -> dict[str, int]:
        """Return the wire bytes of the shell, of each language with the shell, and of each optional pack alone.

        Only what the memo has not weighed is made and coded.
        """
        memo, fingerprint = self.sources.memo, self.sources.fingerprints.shared
        known = memo.recall(_WEIGHTS, fingerprint) or {}
        keys = {locale.tag: self._key(locale, self.packing) for locale in self._offered}
        unknown = {
            one.tag: self._packs(one, self._draft(one).pack) for one in self._offered if keys[one.tag] not in known
        }
        self.coder.begin(chain.from_iterable(map(self._pack_files, chain.from_iterable(unknown.values()))))
        weights = {key: known.get(key, {}) for key in keys.values()}
        for tag, packs in unknown.items():
            weights[keys[tag]] = {group.name: self._weight(group) for group in packs}
        if unknown:
            memo.keep(_WEIGHTS, fingerprint, weights)
        common_size = _wire(shell, shell.packs[0])
        weighed = chain.from_iterable(one.items() for one in weights.values())
        return {pack.SHELL: common_size} | {name: size + (0 if "/" in name else common_size) for name, size in weighed}

    def _weight(self, group: pack.Pack) -> int:
        files = {file.path: file for file in self.coder.finish(self._pack_files(group))}
        (head,) = self.coder.finish([_data("", group.head(self.shared, files))])
        return head.size("br") + group.wire(files)

    def _languages(self, shell: Portion, sizes: Mapping[str, int]) -> list[Portion]:
        """Return the portion of each language; those that are not held are coded side by side."""
        said = [f"{name} {rounded_size(size)}" for name, size in sizes.items()]
        keys = {locale.tag: self._key(locale, self.packing, *said) for locale in self._offered}
        held = {tag: self._recalled(tag, key) for tag, key in keys.items()}
        plans = {one.tag: self._language(one, keys[one.tag]) for one in self._offered if not held[one.tag]}
        return [held[tag] or self._finished(plans[tag], shell.files) for tag in keys]

    def _language(self, locale: Locale, key: str) -> _Plan:
        kept, web = (
            self._anew(locale, pages, self.context, edition, {page.url for page in pages if page.says_size})
            for pages, edition in _editions(self._draft(locale))
        )
        own = [_asset_file(asset) for asset in self.assets if _belongs(asset, locale)]
        files = [*own, *self._web(web), *self._booklets(locale), *self._sheets(locale)]
        return self._plan(locale.tag, key, files, self._packs(locale, kept))

    def _packs(self, locale: Locale, pages: list[RenderedPage]) -> list[pack.Pack]:
        """Return a language's own pack and, after it, its optional ones."""
        names = (f"cldr/{locale.tag}.json", words_name(self.assets.urls(), locale))
        entries = [*_entries(pages, ""), *(_entry(self.assets[name]) for name in names)]
        packs = [pack.language_pack(locale.tag, sorted(entries, key=_pack_order), self.shared)]
        for part, assets in self.owned.items():
            scripts = [asset for asset in assets if asset.content_type.startswith(_SCRIPT)]
            drawn = [_entry(asset) for asset in assets if asset not in scripts]
            own = _entries(pages, part)
            if not own:
                continue  # not every language has the pages of helpers
            name, entries = pack_name(locale.tag, part), [*own, *drawn]
            packs.append(pack.language_pack(name, entries, self.shared, [_entry(script) for script in scripts]))
        return [*packs, *self._letters(locale), *self._voice_packs(locale.tag)]

    def _letters(self, locale: Locale) -> list[pack.Pack]:
        """Return the pack with a font of ours, where a language has one."""
        if not locale.letters:
            return []
        found = self.assets[letters.font_name(locale)]
        body = letters.sheet(self.sources.pwa_dir / "dist", locale, found.url).encode()
        entries = [pack.PackEntry(page_path(locale.tag, letters.SHEET), _CSS, body)]
        return [pack.language_pack(pack_name(locale.tag, letters.PART), entries, self.shared, [_entry(found)])]

    def _sheets(self, locale: Locale) -> list[Uncoded]:
        """Return what the server has at the address of the sheet of a font."""
        if not locale.letters:
            return []
        font_url = self.assets[letters.font_name(locale)].url
        body = letters.served_sheet(self.sources.pwa_dir / "dist", locale, font_url).encode()
        # Asked for again each time: a copy from before the pack was kept would hide what the pack brings.
        headers = {**BASE_HEADERS, "cache-control": REVALIDATE, "content-security-policy": page_policy()}
        return [Uncoded(page_path(locale.tag, letters.SHEET), body, _CSS, headers)]

    def _voice_packs(self, tag: str) -> list[pack.Pack]:
        """Return what is heard of each session, in each kind of file; each file stands alone, for sound is packed."""
        return [
            pack.voice_pack(name, [_entry(self.assets[file]) for file in files])
            for voice in voice_packs(self.sources.programme, tag, self.sources.voices.get(tag, {}))
            for name, files in zip(voice.names, voice.files, strict=True)
        ]

    def _pack_files(self, group: pack.Pack) -> list[Uncoded]:
        """Return the bundles of a pack, each entry by itself, and the assets that stand alone."""
        bundled = [bundle for bundle in group.bundles if not bundle.alone]
        singles = [one for bundle in bundled for one in bundle.singles()]
        return [
            *(_data(bundle.url, bundle.body, _BUNDLE) for bundle in bundled),
            *(replace(_data(url, body, _BUNDLE), spare=True) for url, body in singles),
            *(self.files_of_assets[bundle.url] for bundle in group.bundles if bundle.alone),
        ]

    def _plan(self, name: str, key: str, files: Iterable[Uncoded], packs: list[pack.Pack]) -> _Plan:
        wanted = [*files, *chain.from_iterable(map(self._pack_files, packs))]
        self.coder.begin(wanted)
        return _Plan(name, key, wanted, packs)

    def _finished(self, plan: _Plan, shell: Mapping[str, ServedFile]) -> Portion:
        files = {file.path: file for file in self.coder.finish(plan.files) if file.path not in shell}
        bodies = {group.name: group.head(self.shared, {**shell, **files}) for group in plan.packs}
        heads = {
            name: _data(f"/a/{pack.file_name(name)}.{short_hash(body)}.json", body) for name, body in bodies.items()
        }
        files |= {file.path: file for file in self.coder.finish(heads.values())}
        packs = tuple(_listed(group, heads[group.name].path) for group in plan.packs)
        stamped = frozenset(file.path for file in plan.files if file.is_open)
        return Portion(plan.name, plan.key, files, packs, stamped)

    def _front(self, portions: Iterable[Portion]) -> Portion:
        """Return what names all the others: the front page, the list of packs, the worker."""
        release, listed = self.sources.fingerprints.release, chain.from_iterable(one.packs for one in portions)
        index = json.dumps({"packs": {one.name: one.head for one in listed}}, separators=(",", ":")).encode()
        path = f"/a/packs.{short_hash(index)}.json"
        front = [_page("/", render_root(self.context), self.context.critical_css), _data(path, index)]
        return self._finished(self._plan(_FRONT, release, [*front, self._worker(path)], []), {})

    def _worker(self, index: str) -> Uncoded:
        script = (self.sources.pwa_dir / "dist" / "sw.js").read_text("utf-8")
        script = script.replace("%RELEASE%", self.sources.fingerprints.release).replace("%PACKS%", index)
        headers = {**BASE_HEADERS, "cache-control": REVALIDATE, "content-security-policy": page_policy()}
        return Uncoded("/sw.js", script.encode(), "text/javascript; charset=utf-8", headers)


def _is_shell(asset: Asset) -> bool:
    own = "/" not in asset.name and asset.name.endswith(_SHELL_ENDINGS)
    return own or asset.name.startswith(_SHELL)


def _belongs(asset: Asset, locale: Locale) -> bool:
    tag = locale.tag
    return asset.name.startswith((f"cldr/{tag}.", f"words/{tag}.", f"voice/{tag}/")) or (
        bool(locale.letters) and asset.name == letters.font_name(locale)
    )


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256(b"\0".join(part.encode() for part in parts)).hexdigest()[:24]


def _urls(assets: Iterable[Asset]) -> list[str]:
    return [asset.url for asset in assets]


def _editions(made: Rendering) -> tuple[tuple[list[RenderedPage], Edition], tuple[list[RenderedPage], Edition]]:
    return (made.pack, "pack"), (made.web, "web")


def _entries(pages: list[RenderedPage], part: str) -> list[pack.PackEntry]:
    own = [page for page in pages if page.part == part]
    return [pack.PackEntry(page.url, _type_of(page), page.html.encode()) for page in own]


def _entry(asset: Asset) -> pack.PackEntry:
    return pack.PackEntry(asset.url, asset.content_type, asset.body)


def _type_of(page: RenderedPage) -> str:
    return _MANIFEST if page.kind == "manifest" else _HTML


def _pack_order(entry: pack.PackEntry) -> tuple[bool, bool, str]:
    """Put side by side what says the same: help and rights, which are about one bundle, and the lists of sessions."""
    return (not _HELPS.search(entry.url), not _LISTS.search(entry.url), entry.url)


def _listed(group: pack.Pack, head: str) -> PackList:
    entries = (entry.url for bundle in group.bundles for entry in bundle.entries)
    pages = tuple(url for url in entries if not url.startswith("/a/"))
    return PackList(group.name, head, tuple(bundle.url for bundle in group.bundles), pages)


def _wire(portion: Portion, listed: PackList) -> int:
    return sum(portion.files[url].size("br") for url in (listed.head, *listed.bundles))


def _asset_file(asset: Asset) -> Uncoded:
    headers = {**BASE_HEADERS, "cache-control": IMMUTABLE}
    headers["content-security-policy"] = PICTURE_POLICY if asset.url.endswith(".svg") else page_policy()
    return Uncoded(asset.url, asset.body, asset.content_type, headers)


def _data(url: str, body: bytes, kind: str = "application/json") -> Uncoded:
    headers = {**BASE_HEADERS, "cache-control": IMMUTABLE, "content-security-policy": page_policy()}
    return Uncoded(url, body, kind, headers)


def _page(url: str, page: RenderedPage, *styles: str) -> Uncoded:
    headers = {**BASE_HEADERS, "cache-control": REVALIDATE}
    headers["content-security-policy"] = page_policy(*map(csp_hash, styles))
    return Uncoded(url, page.html.encode(), _type_of(page), headers, stamped=True)


def _booklet(tag: str, html: str) -> Uncoded:
    path = booklet_path(tag)
    return _page(path, RenderedPage(path, html, "booklet"), html.partition("<style>")[2].partition("</style>")[0])
