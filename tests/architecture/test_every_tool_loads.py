"""What no other test runs loads at least: a bench or a gate whose imports broke would say so only when it is needed."""

from importlib import import_module

import pytest

from tests.factories import ROOT

FOLDERS = ("tests/bench", "tests/gates", "tools")
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for folder in FOLDERS
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.stem != "__main__"
]


@pytest.mark.parametrize("name", MODULES)
def test_it_loads(name: str) -> None:
    import_module(name)
