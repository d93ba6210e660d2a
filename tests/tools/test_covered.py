"""The gate that names what no test runs."""

from pathlib import Path

import pytest
from coverage import Coverage

from tools import covered


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two modules, one line of which runs only for a large number."""
    api = tmp_path / "api"
    api.mkdir()
    (api / "small.py").write_text("def say(n):\n    if n > 9:\n        return 'many'\n    return 'few'\n")
    (api / "forgotten.py").write_text("X = 1\n")
    monkeypatch.setattr(covered, "ROOT", tmp_path)
    return tmp_path


def measured(root: Path, *numbers: int) -> Coverage:
    """Run the small module with these numbers under coverage."""
    coverage = Coverage(data_file=None, config_file=False, source=[str(root / "api")])
    with coverage.collect():
        code = compile((root / "api" / "small.py").read_text(), str(root / "api" / "small.py"), "exec")
        space: dict[str, object] = {}
        exec(code, space)  # noqa: S102 - a file of this test
        for number in numbers:
            space["say"](number)  # type: ignore[operator]
    return coverage


def test_a_line_that_no_test_ran_is_named(root: Path) -> None:
    assert "api/small.py: 3" in covered.unrun(measured(root, 1))


def test_a_file_whose_lines_all_ran_is_not_named(root: Path) -> None:
    assert covered.unrun(measured(root, 1, 10)) == ["api/forgotten.py: 1"]
