"""The lists of what an engine cannot do name tests that exist, once each, with a reason."""

import re

import pytest

from tests.browser.engines import cannot
from tests.factories import ROOT


@pytest.mark.parametrize("engine", ["chromium", "firefox", "webkit"])
def test_every_line_names_a_test_and_says_why(engine: str) -> None:
    reasons = cannot.read(engine)
    path = cannot.FOLDER / f"{engine}.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    assert len(reasons) == len([line for line in lines if not line.startswith("#")]), "a test is listed twice"
    for name, reason in reasons.items():
        file, test = name.split("::")
        test = test.split("[")[0]
        assert re.search(rf"^def {test}\(", (ROOT / "tests" / "browser" / file).read_text("utf-8"), re.MULTILINE), name
        assert len(reason.split()) > 3, name


class Item:
    """As much of a collected test as `mark` looks at."""

    def __init__(self, file: str, name: str) -> None:
        self.path = ROOT / file
        self.name = name
        self.marks: list[pytest.MarkDecorator] = []

    def add_marker(self, mark: pytest.MarkDecorator) -> None:
        self.marks.append(mark)


def test_a_listed_test_that_passes_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cannot, "read", lambda _: {"test_a.py::test_x": "no tools", "test_a.py::test_y[ar]": "no"})
    items = [Item("test_a.py", name) for name in ("test_x[1]", "test_x", "test_y[ar]", "test_y[pl]")]

    cannot.mark(items, "webkit")  # type: ignore[arg-type]

    assert [len(item.marks) for item in items] == [2, 2, 2, 0]
    assert items[0].marks[1].args == (cannot.SECONDS,)
    assert items[0].marks[0].kwargs == {"strict": True, "reason": "NOT IN WEBKIT: no tools"}
