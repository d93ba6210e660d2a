"""A whole release of the real content: what is in it, and that it is the same every time."""

import base64
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.assets import csp_hash
from api.release import compile as compile_module
from api.release import pack
from api.release.booklet import booklet
from api.release.compile import compile_release
from api.release.memo import Memo
from api.release.model import Release, ServedFile, sha256
from api.release.pack import BETWEEN, ENDS, RANGE
from api.release.sources import Sources, fingerprints, load_sources
from api.release.stamping import UNSTAMPED
from api.release.store import Store
from api.settings import Settings

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def sources() -> Sources:
    return load_sources(Settings.from_env({"PAUZA_LANGUAGES": "pl,ar"}), TODAY)


@pytest.fixture(scope="module")
def release(sources: Sources) -> Release:
    return compile_release(sources, TODAY)


def pages(release: Release) -> dict[str, ServedFile]:
    return {path: file for path, file in release.files.items() if path.endswith("/")}


def index(release: Release) -> dict[str, str]:
    """Return the address of each pack's head, by its name."""
    path = next(path for path in release.files if path.startswith("/a/packs."))
    return dict(json.loads(release.files[path].body)["packs"])


def heads(release: Release) -> dict:  # type: ignore[type-arg]
    """Return what the worker reads of each pack, by its name."""
    return {name: json.loads(release.files[path].body) for name, path in index(release).items()}


def unpacked(release: Release, name: str) -> dict[str, tuple[str, bytes]]:
    """Put a pack together as the worker does: address → type and bytes."""
    shared = heads(release)["shell"]["lines"]
    head = heads(release)[name]
    lines = [shared[line] if isinstance(line, int) else line for line in head.get("lines", ())]
    found = {}
    for listed in head["files"]:
        body = release.files[listed["path"]].body
        if "type" in listed:
            found[listed["entries"][0]["url"]] = (listed["type"], body)
            continue
        for entry, row in zip(listed["entries"], body.decode().split(ENDS)[:-1], strict=True):
            kind, *pieces = row.split(BETWEEN)
            found[entry["url"]] = (kind, _body(kind, pieces, lines))
    return found


def _body(kind: str, pieces: list[str], lines: list[str]) -> bytes:
    if kind == "image/png":
        return base64.b64decode(pieces[0])
    said = [_lines(piece, lines) if piece[:1] == RANGE else piece for piece in pieces]
    return "\n".join(said).encode()


def _lines(piece: str, lines: list[str]) -> str:
    first, _, count = piece[1:].partition(",")
    return "\n".join(lines[int(first) : int(first) + int(count or 1)])


def entries(head: dict) -> list[dict]:  # type: ignore[type-arg]
    return [entry for listed in head["files"] for entry in listed["entries"]]


def test_the_same_sources_give_the_same_bytes(sources: Sources, release: Release) -> None:
    assert compile_release(sources, TODAY) == release


@pytest.fixture
def store(release: Release, tmp_path: Path) -> Store:
    held = Store(tmp_path / "releases")
    held.save(release)
    return held


def test_what_is_stored_saves_all_work_and_changes_nothing(
    sources: Sources, release: Release, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = replace(sources, memo=Memo(tmp_path))
    assert compile_release(known, TODAY, store) == release
    monkeypatch.setattr(compile_module, "render_edition", pytest.fail)
    coded: list[str] = []
    monkeypatch.setattr("api.release.coding._code", lambda file: coded.append(file.path) or {"identity": file.body})

    compile_release(known, TODAY, store)

    assert [path for path in coded if not path.startswith("/a/packs.")] == ["/", "/sw.js"]


def test_after_one_changed_word_the_release_is_the_one_compiled_from_nothing(
    sources: Sources, release: Release, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is taken over must never be of yesterday; the other language is not rendered, packed or weighed again."""
    before = replace(sources, memo=Memo(tmp_path))
    assert compile_release(before, TODAY, store) == release
    catalog = sources.catalogs["pl"]
    back = catalog.translations["ui.nav.back"]
    translations = {**catalog.translations, "ui.nav.back": replace(back, forms=("Wracam",))}
    prints = sources.fingerprints
    changed = replace(
        before,
        catalogs={**sources.catalogs, "pl": replace(catalog, translations=translations)},
        fingerprints=prints._replace(release="0123456789ab", languages={**prints.languages, "pl": "changed"}),
    )
    from_nothing = compile_release(replace(changed, memo=Memo()), TODAY)
    made, packed, rendered = [], Counter[str](), Counter[str]()
    monkeypatch.setattr("api.release.compile.booklet", lambda *words: made.append(words[1]) or booklet(*words))
    language_pack = pack.language_pack
    monkeypatch.setattr(pack, "language_pack", lambda *words: packed.update([words[0]]) or language_pack(*words))
    render = compile_module.render_edition
    monkeypatch.setattr(
        compile_module, "render_edition", lambda *words: rendered.update([words[1].tag]) or render(*words)
    )

    assert compile_release(changed, TODAY, store) == from_nothing
    assert made == ["pl"]
    assert set(packed) == {"pl", "pl/2", "pl/g"}
    assert set(rendered) == {"pl"}


def test_what_pages_tell_of_another_language_is_never_of_yesterday(
    sources: Sources, release: Release, store: Store, tmp_path: Path
) -> None:
    known = replace(sources, memo=Memo(tmp_path))
    assert compile_release(known, TODAY, store) == release
    polish = replace(sources.tongues["pl"], shown=sources.tongues["pl"].shown - 1)
    changed = replace(
        known,
        tongues={**sources.tongues, "pl": polish},
        fingerprints=sources.fingerprints._replace(release="0123456789ab"),
    )

    again = compile_release(changed, TODAY, store)

    assert again == compile_release(replace(changed, memo=Memo()), TODAY)
    assert str(polish.shown) in again.files["/ar/l/"].body.decode()
    assert str(polish.shown) not in release.files["/ar/l/"].body.decode()


def test_every_address_a_page_loads_is_in_the_release(release: Release) -> None:
    wanted = {
        url for file in pages(release).values() for url in re.findall(r'(?:src|href)="(/a/[^"]+)"', file.body.decode())
    }

    assert wanted
    assert wanted <= set(release.files)


def test_every_inner_link_leads_somewhere(release: Release) -> None:
    for path, file in pages(release).items():
        for link in re.findall(r'href="(/[^"#?]*)[^"]*"', file.body.decode()):
            assert link in release.files, f"{path} links to {link}"


def test_the_one_style_of_a_page_is_the_one_its_policy_allows(release: Release) -> None:
    for path, file in pages(release).items():
        styles = re.findall(r"<style>(.*?)</style>", file.body.decode(), re.DOTALL)

        assert len(styles) == 1, path
        assert csp_hash(styles[0]) in file.headers["content-security-policy"], path


def test_a_kept_page_carries_the_critical_style_which_is_downloaded_once(release: Release) -> None:
    """The first frame of a kept page waits for nothing but the page, and the style is not paid for with each page."""
    found = (
        re.search(r"<style>.*?</style>", release.files[f"/en/{code}"].body.decode(), re.DOTALL) for code in ("", "1/")
    )
    page, deck = (one[0] for one in found if one)
    for tag in release.manifest["languages"]:
        kept = [body.decode() for kind, body in unpacked(release, tag).values() if kind.startswith("text/html")]

        assert all((deck if "<step-deck" in html else page) in html for html in kept if "<style>" in html)
        assert sum("<style>" not in html for html in kept) == 1, "all but the neutral page"
        carried = "".join(
            release.files[row["path"]].body.decode() for row in release.manifest["languages"][tag]["pack"]
        )
        for style in (page, deck):
            assert carried.count(json.dumps(style)[1:-1]) == 1, "in the shell's head"


def test_a_kept_page_is_allowed_its_style(release: Release) -> None:
    for tag in release.manifest["languages"]:
        policy = heads(release)["shell"]["headers"]["content-security-policy"]
        for kind, body in unpacked(release, tag).values():
            for style in re.findall(r"<style>(.*?)</style>", body.decode(), re.DOTALL) if "html" in kind else ():
                assert csp_hash(style) in policy


def test_each_pack_lists_what_its_bundles_hold(release: Release) -> None:
    """The phone verifies every stored file against this list, so the list must be true."""
    for name, head in heads(release).items():
        held = unpacked(release, name)
        assert [entry["url"] for entry in entries(head)] == list(held)
        for entry in entries(head):
            body = held[entry["url"]][1]
            assert sha256(body)[:10] == entry["sum"]


def test_each_entry_of_a_bundle_can_be_fetched_by_itself(release: Release) -> None:
    for head in heads(release).values():
        for listed in (row for row in head["files"] if "type" not in row):
            rows = [f"{row}{ENDS}".encode() for row in release.files[listed["path"]].body.decode().split(ENDS)[:-1]]
            stem = listed["path"].removesuffix(".txt")
            assert [release.files[f"{stem}.{number}.txt"].body for number in range(len(rows))] == rows


def test_a_language_pack_holds_every_page_of_the_language(release: Release) -> None:
    for tag in release.manifest["languages"]:
        names = (tag, *release.manifest["languages"][tag]["optional"])
        kept = {entry["url"] for name in names for entry in entries(heads(release)[name])}

        assert {path for path in release.files if path.startswith(f"/{tag}/")} <= kept


def test_a_kept_page_leaves_its_release_open(release: Release) -> None:
    """Else every release would change every page, and every update would fetch a whole language."""
    for tag in release.manifest["languages"]:
        for kind, body in unpacked(release, tag).values():
            assert release.id not in body.decode()
            assert (UNSTAMPED in body.decode()) == kind.startswith("text/html")


def test_a_cut_costs_at_most_a_tenth_of_a_language(release: Release) -> None:
    """What arrived before the cut is kept; of the rest the cheaper way is taken, as the worker does."""
    for name, head in heads(release).items():
        bundles = [listed for listed in head["files"] if "type" not in listed]
        whole = release.files[index(release)[name]].size("br") + sum(listed["wire"] for listed in head["files"])
        # A pack of recordings has no bundles: each of its files is fetched by itself in any case.
        worst = max((_worst_cut(release, listed) for listed in bundles), default=0.0)
        # An optional pack of a few pages is smaller than ten pages; there a cut costs at most the page it hits.
        page = max((entry["wire"] for listed in bundles for entry in listed["entries"]), default=0)

        assert worst <= max(0.1 * whole, page if "/" in name else 0), name


def _worst_cut(release: Release, listed: dict) -> float:  # type: ignore[type-arg]
    """Return the bytes fetched twice, or dearer, when the line breaks in the worst place of a bundle."""
    stem = listed["path"].removesuffix(".txt")
    alone = [release.files[f"{stem}.{number}.txt"].size("br") for number in range(len(listed["entries"]))]
    raw = [len(release.files[f"{stem}.{number}.txt"].body) for number in range(len(listed["entries"]))]
    worst = 0.0
    for number in range(len(raw)):
        # Just before the end of an entry: it and all that follow are missing.
        arrived = listed["wire"] * sum(raw[: number + 1]) / sum(raw)
        again = min(listed["wire"], sum(alone[number:]))
        worst = max(worst, arrived + again - listed["wire"])
    return worst


def test_a_kept_page_loads_only_what_is_kept(release: Release) -> None:
    for tag in release.manifest["languages"]:
        kept = {entry["url"] for name in ("shell", tag) for entry in entries(heads(release)[name])}
        for url, (_, body) in unpacked(release, tag).items():
            for wanted in re.findall(r'(?:src|href|data-cldr)="(/a/[^"]+)"', body.decode()):
                assert wanted in kept, f"{url} needs {wanted}"


def test_an_optional_part_is_a_pack_of_its_own(release: Release) -> None:
    for tag, language in release.manifest["languages"].items():
        own = {entry["url"] for entry in entries(heads(release)[f"{tag}/2"])}

        assert f"/{tag}/b1/" in own
        assert f"/{tag}/b1/" not in {entry["url"] for entry in entries(heads(release)[tag])}
        listed = [row["path"] for row in language["optional"][f"{tag}/2"]["pages"]]
        assert listed == [f"/{tag}/b{number}/" for number in range(1, 6)]
        assert f"/{tag}/b1/" not in [row["path"] for row in language["pages"]]


def test_pictures_that_only_the_part_shows_are_no_cost_of_the_others(release: Release) -> None:
    shell, own = (
        {entry["url"] for entry in entries(heads(release)[name]) if "/a/" in entry["url"]} for name in ("shell", "en/2")
    )
    pages = "".join(release.files[f"/en/b{number}/"].body.decode() for number in range(1, 6))
    shown = set(re.findall(r'src="(/a/[^"]+)"', pages))

    assert own
    assert own <= shown
    assert not own & shell


def test_the_page_that_says_a_part_is_not_here_comes_with_the_language(release: Release) -> None:
    """The worker asks for it by the first letter of the address that is missing."""
    assert "/en/b/" in {entry["url"] for entry in entries(heads(release)["en"])}
    shown = re.findall(r"(\d+)\W{0,3}(?:KB|kB|kilob)", release.files["/en/b/"].body.decode())
    size = release.manifest["languages"]["en"]["optional"]["en/2"]["sizes"]["brotli"]
    assert size <= int(shown[0]) * 1000 <= size + 20_000


def test_the_worker_knows_its_release_and_packs(release: Release) -> None:
    script = release.files["/sw.js"].body.decode()

    assert release.id in script
    assert re.search(r"/a/packs\.[0-9a-f]+\.json", script)
    assert "%RELEASE%" not in script


def test_a_shown_size_is_never_less_than_the_download(release: Release) -> None:
    """People count megabytes; the page must not promise fewer than it takes."""
    for tag, language in release.manifest["languages"].items():
        home = release.files[f"/{tag}/"].body.decode()
        shown = [int(number) * 1000 for number in re.findall(r"(\d+)\W{0,3}(?:KB|kB|kilob|كيلو)", home)]

        assert shown, tag
        assert max(shown) >= language["sizes"]["brotli"]
        assert max(shown) <= language["sizes"]["brotli"] + 20_000


def test_the_id_follows_the_inputs() -> None:
    plain = Settings.from_env({})
    pseudo = Settings.from_env({"PAUZA_PSEUDO_LOCALES": "on"})

    assert fingerprints(plain, TODAY).release == fingerprints(plain, TODAY).release
    assert fingerprints(plain, TODAY).release != fingerprints(pseudo, TODAY).release


def test_the_id_changes_on_the_day_a_service_expires() -> None:
    settings = Settings.from_env({})

    assert fingerprints(settings, TODAY).release != fingerprints(settings, date(2099, 1, 1)).release


def test_each_language_has_its_booklet_as_a_file_to_pass_on(sources: Sources, release: Release) -> None:
    """It is no page of a pack: it would make every pack as heavy as three."""
    for locale in sources.registry.offered:
        file = release.files[f"/pauza-{locale.tag}.html"]
        style = re.search(r"<style>(.*?)</style>", file.body.decode(), re.DOTALL)
        assert style, locale.tag
        assert csp_hash(style[1]) in file.headers["content-security-policy"]
        assert len(file.body) <= 500_000
        assert file.path not in [row["path"] for row in release.manifest["languages"][locale.tag]["pack"]]
    assert "/pauza-en-XA.html" not in release.files


def test_what_is_heard_of_a_session_is_a_pack_of_its_own_in_both_kinds(release: Release) -> None:
    for name, kind in (("en/voice/1", "audio/ogg"), ("en/voice/1-m4a", "audio/mp4")):
        files = unpacked(release, name)
        assert {found for found, _ in files.values()} == {kind}
        assert len(files) > 20
        assert all(release.files[url].bodies.keys() == {"identity"} for url in files)
        step = release.files["/en/1/"].body.decode()
        assert sum(url in step for url in files) == step.count("data-clip=")


def test_no_recording_is_in_what_everybody_keeps(release: Release) -> None:
    for name in ("shell", "en", "pl", "ar"):
        assert not [url for url in unpacked(release, name) if url.endswith((".ogg", ".m4a"))]


def test_a_recording_can_be_heard_without_scripts_on_a_page_fresh_from_the_server(release: Release) -> None:
    page = release.files["/en/1/"].body.decode()
    stem = re.search(r'id="s03"[^>]* data-clip="([^"]+)"', page)

    assert stem
    assert f'<noscript><audio controls preload="none"><source src="{stem[1]}.ogg"' in page
    assert f'<source src="{stem[1]}.m4a" type="audio/mp4"></audio><span class="quiet">Computer voice' in page
    _, kept = unpacked(release, "en")["/en/1/"]
    assert b"<audio" not in kept
    assert stem[1].encode() in kept
