"""What an engine cannot do: one test a line in `<engine>.txt`, then why. Such a test must fail there.

A test that passes although it is listed is an error, so the lists stay true; every run names all of them with their
reasons. `test_x.py::test_y` stands for all parameters, `test_x.py::test_y[ar]` for one.
"""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent
SECONDS = 60


def read(engine: str) -> dict[str, str]:
    """Return the reason for each test that the engine cannot pass; an engine without a list can do everything."""
    path = FOLDER / f"{engine}.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    told = (line.split("  ", 1) for line in lines if line.strip() and not line.startswith("#"))
    return {test: reason.strip() for test, reason in told}


def mark(items: list[pytest.Item], engine: str) -> None:
    """Expect the listed tests to fail."""
    reasons = read(engine)
    for item in items:
        name = f"{item.path.name}::{item.name}"
        if reason := reasons.get(name) or reasons.get(name.split("[", 1)[0]):
            item.add_marker(pytest.mark.xfail(strict=True, reason=f"NOT IN {engine.upper()}: {reason}"))
            item.add_marker(pytest.mark.timeout(SECONDS))  # some fail only by waiting for ever
