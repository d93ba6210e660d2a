"""Whoever runs the server decides who may translate."""

import re
import sqlite3
from pathlib import Path

import pytest

from api import user_commands
from api.cli import main
from api.db import open_database
from api.settings import Settings
from api.workbench import accounts
from tests.factories import make_checkout, write_roles


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PAUZA_SOURCE_DIR", str(tmp_path))
    make_checkout(tmp_path)
    return tmp_path


def code_of(told: str) -> str:
    found = re.search(r"^http://localhost:8000/translate/#join=([\w-]{43})$", told, re.MULTILINE)
    assert found, told
    return found[1]


def invite(*more: str) -> int:
    return main(["user", "invite", "--role", "translator", "--lang", "pl", *more])


def test_an_invitation_is_a_link_and_nothing_of_it_can_be_read_from_the_disk(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert invite() == 0
    code = code_of(capsys.readouterr().out)
    kept = [path for path in (checkout / ".data").iterdir() if path.is_file()]
    assert kept
    assert all(code.encode() not in path.read_bytes() for path in kept)
    assert (checkout / ".data" / "pauza.sqlite3").stat().st_mode & 0o077 == 0


def test_the_link_begins_with_the_public_address(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAUZA_PUBLIC_URL", "https://pauza.example")
    assert invite() == 0
    assert capsys.readouterr().out.startswith("https://pauza.example/translate/#join=")


def test_whoever_checks_is_told_that_it_counts_only_with_a_row(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["user", "invite", "--role", "reviewer", "--lang", "pl", "--name", "jan"]
    assert main(words) == 0
    assert "roles.toml" in capsys.readouterr().out
    write_roles(checkout / "locales", "jan")
    assert main(words) == 0
    assert "roles.toml" not in capsys.readouterr().out
    assert invite() == 0
    assert "roles.toml" not in capsys.readouterr().out


def test_the_link_says_which_port_it_is_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "8290")
    assert invite() == 0
    said = capsys.readouterr().out
    assert said.startswith("http://localhost:8290/")
    assert "port 8290" in said


@pytest.mark.parametrize(
    "wrong", [["--lang", "xx"], ["--lang", "en"], ["--days", "0"], ["--days", "400"], ["--name", "An Na"]]
)
def test_an_invitation_that_makes_no_sense_is_refused(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert invite(*wrong) == 1
    assert wrong[1] in capsys.readouterr().err


def test_the_roles_of_the_command_are_those_of_accounts() -> None:
    assert user_commands.ROLES == accounts.ROLES


@pytest.mark.parametrize("command", ["reset", "remove"])
def test_an_account_that_is_not_there_is_told(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["user", command, "nobody"]) == 1
    assert "no such account" in capsys.readouterr().err


def test_accounts_are_listed_reset_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    assert invite() == 0
    code = code_of(capsys.readouterr().out)
    database = open_database(Settings.from_env())
    with database.writing() as db:
        accounts.join(db, code, "anna", password_hash="x", taken=frozenset(), now=0)
    database.close()
    assert main(["user", "list"]) == 0
    assert capsys.readouterr().out.split() == ["anna", "translator", "pl"]
    assert main(["user", "reset", "anna"]) == 0
    assert code_of(capsys.readouterr().out)
    assert main(["user", "remove", "anna"]) == 0
    assert main(["user", "list"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == []


def test_a_backup_is_whole_and_overwrites_nothing(tmp_path: Path) -> None:
    assert invite() == 0
    path = tmp_path / "backup.sqlite3"
    assert main(["user", "backup", str(path)]) == 0
    assert path.stat().st_mode & 0o077 == 0
    copy = sqlite3.connect(path)
    assert copy.execute("SELECT count(*) FROM invitation").fetchone() == (1,)
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()
    before = path.read_bytes()
    assert main(["user", "backup", str(path)]) == 1
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_used_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    monkeypatch.setenv("PAUZA_DATA_DIR", str(tmp_path / "file"))
    assert invite() == 1
    assert "PAUZA_DATA_DIR" in capsys.readouterr().err
