"""A whole release of the real content: what is in it, and that it is the same every time."""

import json
import re
from datetime import date

import pytest

from api.assets import csp_hash
from api.release.compile import compile_release
from api.release.model import Release, ServedFile, sha256
from api.release.pack import UNSTAMPED
from api.release.sources import Sources, fingerprint, load_sources
from api.settings import Settings

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def sources() -> Sources:
    return load_sources(Settings.from_env({}), TODAY)


@pytest.fixture(scope="module")
def release(sources: Sources) -> Release:
    return compile_release(sources, TODAY)


def pages(release: Release) -> dict[str, ServedFile]:
    return {path: file for path, file in release.files.items() if path.endswith("/")}


def packs(release: Release) -> dict:  # type: ignore[type-arg]
    path = next(path for path in release.files if path.startswith("/a/packs."))
    return json.loads(release.files[path].body)


def test_the_same_sources_give_the_same_bytes(sources: Sources, release: Release) -> None:
    assert compile_release(sources, TODAY) == release


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


def test_a_kept_page_carries_no_style_of_its_own(release: Release) -> None:
    bundles = [file for file in release.files.values() if re.match(r"/a/[a-z]{2}-\d+\.", file.path)]
    assert len(bundles) > len(release.manifest["languages"])
    for file in bundles:
        for entry in json.loads(file.body)["entries"]:
            assert "<style" not in entry["body"], entry["url"]


def test_each_pack_lists_what_its_bundles_hold(release: Release) -> None:
    """The phone verifies every stored file against this list, so the list must be true."""
    index = packs(release)
    for row in (index["shell"], *index["languages"].values()):
        held = {}
        for listed in row["files"]:
            bundle = release.files[listed["path"]].body
            assert (len(bundle), sha256(bundle)) == (listed["bytes"], listed["sha256"])
            whole = {"url": listed["path"], "type": listed.get("type"), "body": bundle.decode("utf-8", "replace")}
            parts = [whole] if "type" in listed else json.loads(bundle)["entries"]
            held |= {entry["url"]: entry for entry in parts}
        assert [entry["url"] for entry in row["entries"]] == list(held)
        for entry in row["entries"]:
            body = held[entry["url"]].get("body")
            if body is not None:
                assert sha256(body.encode()) == entry["sha256"]


def test_a_language_pack_holds_every_page_of_the_language(release: Release) -> None:
    index = packs(release)
    for tag, row in index["languages"].items():
        kept = {entry["url"] for entry in row["entries"]}

        assert {path for path in release.files if path.startswith(f"/{tag}/")} <= kept


def test_a_kept_page_leaves_its_release_open(release: Release) -> None:
    """Else every release would change every page, and every update would fetch a whole language."""
    for row in packs(release)["languages"].values():
        for listed in row["files"]:
            body = release.files[listed["path"]].body.decode()

            assert UNSTAMPED in body
            assert release.id not in body


def test_no_bundle_is_much_more_than_a_tenth_of_a_first_language(release: Release) -> None:
    """A cut costs at most the bundle it hits; the script and the style are there already from the open page."""
    index = packs(release)
    for row in index["languages"].values():
        files = [listed for listed in (*index["shell"]["files"], *row["files"]) if "type" not in listed]
        whole = sum(listed["wire"] for listed in (*index["shell"]["files"], *row["files"]))
        assert max(listed["wire"] for listed in files) <= 0.135 * whole


def test_a_kept_page_loads_only_what_is_kept(release: Release) -> None:
    index = packs(release)
    for row in index["languages"].values():
        kept = {entry["url"] for entry in (*row["entries"], *index["shell"]["entries"])}
        for listed in row["files"]:
            for entry in json.loads(release.files[listed["path"]].body)["entries"]:
                for url in re.findall(r'(?:src|href|data-cldr)="(/a/[^"]+)"', entry.get("body", "")):
                    assert url in kept, f"{entry['url']} needs {url}"


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

    assert fingerprint(plain, TODAY) == fingerprint(plain, TODAY)
    assert fingerprint(plain, TODAY) != fingerprint(pseudo, TODAY)


def test_the_id_changes_on_the_day_a_service_expires() -> None:
    settings = Settings.from_env({})

    assert fingerprint(settings, TODAY) != fingerprint(settings, date(2099, 1, 1))
