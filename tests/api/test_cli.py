"""The command line: what it prints, how it refuses, what it exits with."""

import logging
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from api.app import ready_release
from api.cli import main
from api.errors import Finding
from api.i18n.locales import LocaleRegistry
from api.settings import Settings
from tests.factories import ROOT, make_checkout

LANGUAGES = [locale.tag for locale in LocaleRegistry.load(ROOT / "locales" / "locales.toml").offered]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "PORT", "PAUZA_PSEUDO_LOCALES"):
        monkeypatch.delenv(name, raising=False)


def test_a_bad_variable_stops_every_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "eighty")

    assert main(["build"]) == 1
    assert capsys.readouterr().err == "PORT='eighty': accepted is a whole number from 0 to 65535\n"


def test_build_prints_the_sizes_of_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0

    assert re.findall(r"^([\w-]+) +\d+ pages", capsys.readouterr().out, re.MULTILINE) == LANGUAGES


# The release has the booklet of every language; what the command adds is the same in all of them.
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_booklet_is_one_small_file_that_needs_nothing(tmp_path: Path, language: str) -> None:
    target = tmp_path / "pauza.html"

    assert main(["booklet", language, str(target)]) == 0

    html = target.read_text("utf-8")
    assert target.stat().st_size <= 500_000
    assert not re.search(r"<script|<link|src=\"(?!data:)|url\((?!#)|@import", html)
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert html.count("<svg") >= 45


def test_the_booklet_refuses_a_language_nobody_offers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["booklet", "xx", str(tmp_path / "x.html")]) == 2
    assert f"offered: {', '.join(LANGUAGES)}" in capsys.readouterr().err


def test_a_booklet_into_no_folder_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["booklet", "en", str(tmp_path / "none" / "x.html")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_a_booklet_that_cannot_be_put_in_place_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    assert main(["booklet", "en", str(tmp_path / "folder")]) == 1
    assert [place.name for place in tmp_path.iterdir()] == ["folder"]


def test_export_writes_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "site")]) == 0
    assert "files of release" in capsys.readouterr().out


def test_whoever_reads_only_the_beginning_is_told_nothing_more() -> None:
    """`pauza locales status | head` is how one looks."""
    words = f"set -o pipefail; {sys.executable} -m api locales status | head -1"
    done = subprocess.run(["bash", "-c", words], cwd=ROOT, check=False, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")


def test_doctor_finds_this_machine_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert "missing" not in capsys.readouterr().out


@pytest.mark.parametrize("words", [["build"], ["export", "{}/site"], ["booklet", "en", "{}/x.html"]])
def test_nothing_with_old_numbers_or_rights_is_handed_on(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A running server keeps what people have; whoever makes a release must compare first."""
    monkeypatch.setattr("api.cli._today", lambda: date(2030, 1, 1))
    monkeypatch.setattr("api.cli.ready_release", lambda settings, _today: ready_release(settings, date(2026, 11, 25)))

    assert main([word.format(tmp_path) for word in words]) == 1

    told = capsys.readouterr().err
    assert re.search(r"services/nl\.toml:\d+: error: emergency: expired on .* compare .* \[service-expired\]", told)
    assert re.search(r"rights/nl\.toml:\d+: error: rights-nl\.work: expired on .* \[rights-expired\]", told)
    assert list(tmp_path.iterdir()) == []


def test_a_server_logs_old_numbers_every_day(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    days: list[Any] = []
    monkeypatch.setattr("api.cli.serve_until_stopped", lambda _app, _settings, each_day: days.append(each_day) or 0)
    assert main(["serve"]) == 0

    with caplog.at_level(logging.WARNING):
        days[0](date(2026, 11, 25))
        assert caplog.text == ""
        days[0](date(2030, 1, 1))

    assert re.search(r"\d+ services and \d+ pages about rights have expired and are marked on the page", caplog.text)


def test_a_server_says_at_its_start_what_is_worth_a_look(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    release, _ = ready_release(Settings.from_env())
    sources = SimpleNamespace(warnings=[Finding(Path("help.toml"), 3, "long-sentence", "shorten it", "warning")])
    monkeypatch.setattr("api.cli.ready_release", lambda _settings, _today: (release, sources))
    monkeypatch.setattr("api.cli.serve_until_stopped", lambda *_: 0)

    assert main(["serve"]) == 0
    assert capsys.readouterr().err == "help.toml:3: warning: shorten it [long-sentence]\n"


def test_new_ids_are_accepted_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAUZA_SOURCE_DIR", str(tmp_path))
    accepted = make_checkout(tmp_path).content_dir / "ids.txt"
    before = accepted.read_text()
    accepted.write_text(before.replace("feet.title\n", ""))

    assert main(["check"]) == 0
    assert "[new-ids]" in capsys.readouterr().out
    assert main(["check", "--accept-ids"]) == 0
    assert "[new-ids]" not in capsys.readouterr().out
    assert accepted.read_text() == before


def test_an_unknown_command_exits_with_two() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["dance"])

    assert caught.value.code == 2


def test_help_names_every_command_and_variable(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])

    shown = capsys.readouterr().out
    for word in ("serve", "build", "export", "booklet", "check", "doctor", "locales", "HOST", "PAUZA_CACHE_DIR"):
        assert word in shown
