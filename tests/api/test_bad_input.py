"""Whatever is broken in a checkout: `check` names file, line and remedy, and `serve` does the safe thing."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from api.app import ready_release
from api.cli import main
from api.errors import ContentError
from api.i18n.locales import LocaleRegistry
from api.settings import Settings
from tests.machine import cache_with_this_release

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 23)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy everything a release is made from, so that a test can break it."""
    for folder in ("content", "locales", "pwa/templates", "pwa/pictures", "pwa/icons", "pwa/dist"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    with_few_languages(tmp_path / "locales")
    monkeypatch.setenv("PAUZA_SOURCE_DIR", str(tmp_path))
    monkeypatch.setenv("PAUZA_CACHE_DIR", str(cache_with_this_release(tmp_path / "cache")))
    return tmp_path


def with_few_languages(locales: Path) -> None:
    """Leave English and two more: each of the others would be checked in every test, for seconds."""
    registry = locales / "locales.toml"
    head, *tables = registry.read_text("utf-8").split("[[locales]]")
    gone = [locale for locale in LocaleRegistry.load(registry).translated if locale.tag not in ("pl", "ar")]
    kept = [table for table in tables if not any(f'tag = "{locale.tag}"' in table for locale in gone)]
    registry.write_text("[[locales]]".join([head, *kept]), "utf-8")
    for locale in gone:
        shutil.rmtree(locales / locale.folder)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def translated(checkout: Path, domain: str, message: str) -> str:
    text = (checkout / f"locales/pl/LC_MESSAGES/{domain}.po").read_text("utf-8")
    found = re.search(rf'msgctxt "{re.escape(message)}"\nmsgid ".*?"\nmsgstr "(.+?)"\n', text)
    assert found
    return found[1]


GROUNDING = "content/sessions/grounding.toml"
BREAKAGES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "malformed TOML": (GROUNDING, lambda at: edit(at / GROUNDING, 'kind = "read"', "kind = read")),
    "an unknown step kind": (GROUNDING, lambda at: edit(at / GROUNDING, 'kind = "read"', 'kind = "quiz"')),
    "a duplicate id": (GROUNDING, lambda at: edit(at / GROUNDING, 'id = "s03"', 'id = "s02"')),
    "a vanished id": ("content/ids.txt", lambda at: edit(at / GROUNDING, 'id = "s01"', 'id = "s99"')),
    "a torn file": (GROUNDING, lambda at: (at / GROUNDING).write_bytes((at / GROUNDING).read_bytes()[:3001])),
    "a file that is no text": (GROUNDING, lambda at: (at / GROUNDING).write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")),
    "an unknown exercise": (GROUNDING, lambda at: edit(at / GROUNDING, 'exercise = "one-thing"', 'exercise = "none"')),
    "an unknown picture": (GROUNDING, lambda at: edit(at / GROUNDING, "greenhouse-shout", "no-such-scene")),
    "a service without a source": (
        "content/services/nl.toml",
        lambda at: edit(at / "content/services/nl.toml", "source =", "# source ="),
    ),
    "a leave step without help": (
        "content/exercises/three-roads/exercise.toml",
        lambda at: edit(
            at / "content/exercises/three-roads/exercise.toml", 'links = ["help", "rights"]', 'links = ["rights"]'
        ),
    ),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_broken_content_is_named_with_file_line_and_remedy(
    checkout: Path, capsys: pytest.CaptureFixture[str], breakage: str
) -> None:
    name, break_it = BREAKAGES[breakage]
    break_it(checkout)

    assert main(["check"]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if "error:" in line]
    assert any(re.match(rf"{re.escape(str(checkout / name))}:\d+: error: .{{15,}}", line) for line in lines), lines


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_server_never_starts_on_broken_content(checkout: Path, breakage: str) -> None:
    BREAKAGES[breakage][1](checkout)

    with pytest.raises(ContentError):
        ready_release(Settings.from_env(), TODAY)


def test_an_expired_service_fails_the_check_and_is_shown_as_expired(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A server that was started long ago must not fall silent about help; a release must not be made with it."""
    services = checkout / "content/services/nl.toml"
    text = re.sub(r"verified_on = \S+", "verified_on = 2025-10-03", services.read_text("utf-8"), count=1)
    services.write_text(re.sub(r"expires_on = \S+", "expires_on = 2026-01-01", text, count=1), "utf-8")

    assert main(["check"]) == 1
    assert re.search(r"nl\.toml:\d+: error: .*\[service-expired\]", capsys.readouterr().out)
    release, _ = ready_release(Settings.from_env(), TODAY)
    assert "112" in release.files["/en/h/"].body.decode()


DAMAGES = {
    "a lost placeholder": ("ui", "ui.options.version", lambda text: text.replace("{version}", "")),
    "markup": ("grounding", "grounding.title", lambda text: f"<script>alert(1)</script>{text}"),
    "another number": ("feet-on-the-floor", "feet-on-the-floor.summary", lambda text: f"{text} 77"),
    "a link": ("help", "help.title", lambda text: f"{text} https://example.org"),
    "a phone number": ("help", "help.s01.title", lambda text: f"{text} 0800 12345"),
    "an open bidi control": ("grounding", "grounding.summary", lambda text: f"\u202e{text}"),
}


TORN = {
    "an empty file": ("one-thing", b""),
    "a picture": ("name-it", b"\x89PNG\x00"),
    "an open string": ("make-space", b'msgid "a"\nmsgstr "b'),
    "another coding": ("kind-hand", "zażółć".encode("utf-16")),
}


def damage(checkout: Path, name: str) -> None:
    domain, message, harm = DAMAGES[name]
    good = translated(checkout, domain, message)
    edit(checkout / f"locales/pl/LC_MESSAGES/{domain}.po", f'msgstr "{good}"', f'msgstr "{harm(good)}"')


def tear(checkout: Path, name: str) -> None:
    domain, body = TORN[name]
    (checkout / f"locales/pl/LC_MESSAGES/{domain}.po").write_bytes(body)


def drop_a_plural_form(checkout: Path) -> None:
    catalogue = checkout / "locales/pl/LC_MESSAGES/ui.po"
    text, count = re.subn(r'msgstr\[2\] "[^"]*"\n', "", catalogue.read_text("utf-8"), count=1)
    assert count == 1
    catalogue.write_text(text, "utf-8")


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_translation_is_named(checkout: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    domain, message, _ = DAMAGES[name]
    damage(checkout, name)

    assert main(["check"]) == 1
    assert re.search(rf"pl/LC_MESSAGES/{domain}\.po:\d+: error: {re.escape(message)}", capsys.readouterr().out)


@pytest.mark.parametrize("name", TORN)
def test_a_torn_catalogue_is_named(checkout: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    tear(checkout, name)

    assert main(["check"]) == 1
    assert f"{TORN[name][0]}.po" in capsys.readouterr().out


def test_a_wrong_plural_count_is_named(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drop_a_plural_form(checkout)

    assert main(["check"]) == 1
    assert "ui.po" in capsys.readouterr().out


def test_a_server_shows_the_source_for_whatever_is_damaged_with_the_label(checkout: Path) -> None:
    """Nothing a translator writes may break a page; the reader sees English, marked as English.

    All the damages stand in one checkout, as each release made from a changed one takes many seconds.
    """
    for name in DAMAGES:
        damage(checkout, name)
    for name in TORN:
        tear(checkout, name)
    drop_a_plural_form(checkout)

    release, _ = ready_release(Settings.from_env(), TODAY)
    pages = {path: file.body.decode() for path, file in release.files.items() if path.startswith("/pl/")}
    assert not any("alert(1)" in page or "example.org" in page or "12345" in page for page in pages.values())
    for code, source in {
        "1": "Roots in the storm",
        "1b": "Come back to here and now when there is a storm inside.",
        "h": "Help from people",
        "1a": "One thing",
    }.items():
        page = pages[f"/pl/{code}/"]
        assert 'lang="pl"' in page
        assert f'<span lang="en" dir="ltr" class="source-text">{source}</span>' in page, code


LISTS = {
    "a list of languages that is not UTF-8": ("locales.toml", lambda text: text + b"\xff"),
    "a list of languages without tables": ("locales.toml", lambda _: b'locales = ["en"]'),
    "a language without a plural rule": ("plurals.toml", lambda text: text.replace(b"[pl]", b"[qq]")),
    "a plural rule that is a number": ("plurals.toml", lambda text: b"xx = 3\n" + text),
}


@pytest.mark.parametrize("command", [["check"], ["locales", "sync", "--check"]])
@pytest.mark.parametrize("breakage", LISTS)
def test_a_broken_list_is_named_and_never_a_traceback(
    checkout: Path, capsys: pytest.CaptureFixture[str], breakage: str, command: list[str]
) -> None:
    name, harm = LISTS[breakage]
    path = checkout / "locales" / name
    path.write_bytes(harm(path.read_bytes()))

    assert main(command) == 1
    shown = capsys.readouterr()
    assert re.search(rf"{re.escape(str(path))}:\d+: error: ", shown.out + shown.err)


def test_a_catalogue_that_cannot_be_read_does_not_hide_the_others(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (checkout / "locales/ar/LC_MESSAGES").glob("*.po"):
        path.write_bytes(b"\x89")
    good = translated(checkout, "grounding", "grounding.title")
    edit(checkout / "locales/pl/LC_MESSAGES/grounding.po", f'msgstr "{good}"', f'msgstr "<b>{good}"')

    assert main(["check"]) == 1
    shown = capsys.readouterr().out
    assert re.search(r"ar/LC_MESSAGES/ui\.po:\d+: error", shown)
    assert re.search(r"pl/LC_MESSAGES/grounding\.po:\d+: error: grounding\.title", shown)
