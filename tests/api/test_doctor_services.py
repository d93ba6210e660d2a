"""What `pauza doctor` says about the places that help."""

from datetime import date
from pathlib import Path

import pytest

from api import doctor
from api.settings import Settings
from tests.factories import write_content

BEFORE, AFTER = date(2026, 11, 25), date(2030, 1, 1)
SETTINGS = Settings.from_env({})


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the check of all catalogues: it takes most of the time and says nothing here."""
    monkeypatch.setattr(doctor, "check_everything", lambda *_: [])


@pytest.mark.usefixtures("unchecked")
def test_it_says_until_when_all_numbers_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor.examine(SETTINGS, BEFORE) == 0
    assert "the first counts as checked until 20" in capsys.readouterr().out


@pytest.mark.usefixtures("unchecked")
def test_expired_numbers_are_named_once_and_are_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    """A server may run for months; whoever looks after it must hear of an old number."""
    assert doctor.examine(SETTINGS, AFTER) == 1

    lines = capsys.readouterr().out.splitlines()
    assert next(line for line in lines if line.startswith("expired")).count("nl.emergency (") == 1
    assert not [line for line in lines if line.startswith("missing")]


def test_content_that_cannot_be_read_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write_content(tmp_path, {"services/nl.toml": ('number = "112"', 'number = "one"')})
    monkeypatch.setattr(Settings, "content_dir", content)

    assert doctor.examine(SETTINGS, BEFORE) == 1
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()].count("missing") == 1
