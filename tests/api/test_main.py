"""`python -m api` is the command `pauza`, for whoever has only Python."""

import subprocess
import sys

import pytest

from api import __version__
from tests.factories import ROOT


def started(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "api", *words], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_package_starts_as_a_program() -> None:
    done = started("--version")

    assert (done.returncode, done.stdout, done.stderr) == (0, f"{__version__}\n", "")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["dance"], 2, "invalid choice: 'dance'"),
        (["booklet"], 2, "required: LANG, FILE"),
        (["locales", "record", "sk", "translated", "--by", "anna"], 1, "LANG='sk'"),
    ],
)
def test_its_exit_code_is_that_of_the_command(words: list[str], code: int, told: str) -> None:
    done = started(*words)

    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr
