"""What `pauza doctor` says of a machine: what works, what is missing, and what to do about it."""

import shutil
from dataclasses import replace
from datetime import date
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import NamedTuple

import pytest

from api import doctor
from api.errors import BuildError, Finding
from api.settings import Settings
from tests.factories import TODAY, make_checkout


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_checkout(tmp_path)


def examined(settings: Settings, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[list[str]]]:
    """Examine, and tell the exit code and the lines as state and text."""
    code = doctor.examine(settings, TODAY)
    return code, [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]


def texts(lines: list[list[str]], wanted: str) -> str:
    return "\n".join(text for state, text in lines if state == wanted)


def test_a_sound_machine_misses_nothing(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = examined(settings, capsys)

    assert (code, texts(lines, "missing")) == (0, "")
    assert "front end built" in texts(lines, "ok")
    assert "content and catalogues without errors" in texts(lines, "ok")


@pytest.mark.parametrize("package", ["fastapi", "uvicorn", "babel", "brotli"])
def test_every_package_is_looked_for(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    known = doctor.version

    def version(name: str) -> str:
        if name == package:
            raise PackageNotFoundError(name)
        return known(name)

    monkeypatch.setattr(doctor, "version", version)

    code, lines = examined(settings, capsys)

    assert (code, texts(lines, "missing")) == (1, f"{package}: run `make run` once, or `pip install {package}`")


def test_a_front_end_that_was_not_built_is_missing(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    (settings.pwa_dir / "dist" / "build.json").unlink()

    code, lines = examined(settings, capsys)

    assert code == 1
    assert texts(lines, "missing").endswith("front end not built; run `make build`")


def test_a_cache_that_cannot_be_written_names_its_variable(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.cache_dir.write_text("a file stands here")

    code, lines = examined(settings, capsys)

    assert code == 1
    assert "set PAUZA_CACHE_DIR" in texts(lines, "missing")


@pytest.mark.parametrize(("free", "state"), [(50 * 1024**2, "note"), (5000 * 1024**2, "ok")])
def test_little_space_is_a_note_and_no_fault(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, free: int, state: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free * 2, free, free))

    code, lines = examined(settings, capsys)

    assert code == 0
    assert f"{free // 1024**2} MB free" in texts(lines, state)


@pytest.mark.parametrize(("browser", "state"), [(None, "note"), ("/usr/bin/chromium", "ok")])
def test_a_browser_is_only_needed_for_tests(
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    browser: str | None,
    state: str,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: browser)

    code, lines = examined(settings, capsys)

    assert code == 0
    assert "Chromium" in texts(lines, state)


def test_content_with_errors_leads_to_the_check(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    (settings.content_dir / "exercises" / "feet" / "design.md").unlink()

    code, lines = examined(settings, capsys)

    assert (code, texts(lines, "missing")) == (1, "1 errors in content or catalogues: run `pauza check`")


@pytest.mark.parametrize("name", ["content/programme.toml", "locales/locales.toml", "locales/plurals.toml"])
def test_a_checkout_that_cannot_be_read_is_missing_and_never_a_traceback(
    settings: Settings, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (settings.source_dir / name).write_bytes(b"\xff")

    code, lines = examined(settings, capsys)

    assert code == 1
    assert "errors in content or catalogues" in texts(lines, "missing")


def test_what_the_check_itself_cannot_do_is_missing_and_never_a_traceback(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_settings: Settings, _today: date) -> list[Finding]:
        raise BuildError("pictures: draw one")

    monkeypatch.setattr("api.doctor.check_everything", refuse)
    code, lines = examined(settings, capsys)

    assert code == 1
    assert "pictures: draw one" in texts(lines, "missing")


def test_the_public_address_is_told_and_never_a_fault(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """Who runs it hears how to get the code; a participant never does."""
    code, lines = examined(settings, capsys)
    assert code == 0
    assert "set PAUZA_PUBLIC_URL" in texts(lines, "note")

    _, lines = examined(replace(settings, public_url="https://example.org"), capsys)
    assert "https://example.org stands on the page" in texts(lines, "ok")
