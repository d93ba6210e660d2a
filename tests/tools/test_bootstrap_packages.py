"""What only the distribution can give: installed for root, said loudly to others, and never passed over by CI."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from api import doctor
from tests.machine import program
from tests.tools.checkout import settle
from tools import bootstrap


@dataclass
class Distribution:
    """A machine with the programs that a test gives it, and an `apt-get` that writes down its orders."""

    folder: Path
    patch: pytest.MonkeyPatch

    def give(self, name: str, body: str = "") -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def apt(self, *, lacks: str = "nothing") -> None:
        """Give it an apt that installs every package except one."""
        log = self.folder.parent / "orders"
        self.give("apt-get", f'echo "$*" >> {log}\ncase "$*" in *{lacks}*) echo "E: {lacks}" >&2; exit 100;; esac')

    @property
    def installed(self) -> list[str]:
        """What apt was asked to install, in order."""
        log = self.folder.parent / "orders"
        orders = log.read_text().splitlines() if log.exists() else []
        return [order.split()[-1] for order in orders if order.startswith("install ")]

    def become(self, user: int) -> None:
        self.patch.setattr(os, "geteuid", lambda: user)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Distribution:
    """A machine with nothing but Python, without half of its standard library as Debian has it; we are root."""
    made = Distribution(tmp_path / "bin", monkeypatch)
    made.folder.mkdir()
    settle(monkeypatch, tmp_path / "pauza")
    monkeypatch.setenv("PATH", str(made.folder))
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(bootstrap, "has_venv_module", lambda: False)
    made.become(0)
    return made


Captured = pytest.CaptureFixture[str]


def test_root_gets_what_is_missing(bare: Distribution, capfd: Captured) -> None:
    bare.apt()

    bootstrap.ensure_packages("chromium", "gettext")

    assert bare.installed == [bootstrap.VENV_PACKAGE, "chromium", "gettext"]
    assert capfd.readouterr().err == ""


def test_nothing_is_installed_where_nothing_is_missing(bare: Distribution) -> None:
    bare.apt()
    bare.give("google-chrome-stable")
    bare.give("msgcat")
    bare.patch.setattr(bootstrap, "has_venv_module", lambda: True)

    bootstrap.ensure_packages("chromium", "gettext")

    assert bare.installed == []


def test_who_is_not_root_is_told_everything_at_once(bare: Distribution, capfd: Captured) -> None:
    bare.apt()
    bare.become(1000)

    with pytest.raises(SystemExit, match="1"):
        bootstrap.ensure_packages("chromium", "gettext")

    told = capfd.readouterr().err
    assert f"*** MISSING for the virtual environment, the browser tests, {bootstrap.NEEDED_FOR['gettext']}" in told
    assert f"apt-get install -y {bootstrap.VENV_PACKAGE} chromium gettext\n" in told
    assert bare.installed == []


def test_without_a_browser_a_person_goes_on_after_a_loud_word(bare: Distribution, capfd: Captured) -> None:
    bare.patch.setattr(bootstrap, "has_venv_module", lambda: True)
    bare.become(1000)

    bootstrap.ensure_packages("chromium")

    told = capfd.readouterr().err
    assert "apt-get install -y chromium\n" in told
    assert "NO BROWSER TEST RUNS" in told


@pytest.mark.parametrize("user", [0, 1000])
def test_without_a_browser_ci_fails(bare: Distribution, user: int) -> None:
    """A run that counts must not pass because it tested less than it claims."""
    bare.patch.setattr(bootstrap, "has_venv_module", lambda: True)
    bare.patch.setenv("CI", "true")
    bare.apt(lacks="chromium")
    bare.become(user)

    with pytest.raises(SystemExit, match="1"):
        bootstrap.ensure_packages("chromium", "gettext")


def test_a_package_the_distribution_does_not_have_keeps_no_other_away(bare: Distribution, capfd: Captured) -> None:
    bare.apt(lacks="chromium")

    bootstrap.ensure_packages("chromium", "gettext")

    assert bare.installed == [bootstrap.VENV_PACKAGE, "chromium", "gettext"]
    told = capfd.readouterr().err
    assert "E: chromium" in told
    assert "apt-get install -y chromium\n" in told


def test_root_of_another_distribution_is_told_too(bare: Distribution, capfd: Captured) -> None:
    with pytest.raises(SystemExit, match="1"):
        bootstrap.ensure_packages()

    assert bare.installed == []
    assert f"apt-get install -y {bootstrap.VENV_PACKAGE}\n" in capfd.readouterr().err


def test_where_uv_is_it_makes_the_environment(bare: Distribution) -> None:
    bare.become(1000)
    bare.give("uv", f'echo "$*" > {bare.folder.parent}/asked')

    bootstrap.ensure_packages()
    bootstrap.ensure_venv()

    asked = (bare.folder.parent / "asked").read_text()
    assert asked == f"venv -q --seed --python {sys.executable} {bootstrap.VENV}\n"


def test_a_test_that_lacks_its_program_skips_loudly_but_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that counts must not pass because it tested less than it claims."""
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="NO NO-SUCH: `apt-get install -y package` as root"):
        program("no-such", package="package")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="NO NO-SUCH"):
        program("no-such", package="package")


def test_the_further_engines_are_installed_with_all_their_parts(bare: Distribution) -> None:
    """Of WebKit some parts are programs and some are files; each is looked for, and only what is missing comes."""
    machine = bare.folder.parent / "machine"
    bare.patch.setattr(bootstrap, "MACHINE", machine)
    bare.patch.setattr(bootstrap, "has_venv_module", lambda: True)
    bare.apt()
    bare.give("Xvfb")
    (machine / "usr/lib/arm/girepository-1.0").mkdir(parents=True)
    (machine / "usr/lib/arm/girepository-1.0/WebKit2-4.1.typelib").touch()

    bootstrap.ensure_packages(*bootstrap.ENGINES["firefox"], *bootstrap.ENGINES["webkit"])

    assert bare.installed == ["firefox-esr", "webkit2gtk-driver", "python3-gi"]


@pytest.mark.parametrize("package", ["firefox-esr", "xvfb"])
def test_without_an_engine_a_person_is_told_and_ci_fails(bare: Distribution, capfd: Captured, package: str) -> None:
    bare.patch.setattr(bootstrap, "has_venv_module", lambda: True)
    bare.become(1000)

    bootstrap.ensure_packages(package)

    assert f"apt-get install -y {package}\n" in capfd.readouterr().err
    bare.patch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="1"):
        bootstrap.ensure_packages(package)


def test_every_engine_runs_in_its_own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine stands in the environment, so that the worker processes of pytest have it too."""
    ran: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "prepare", lambda *_packages, **_options: None)
    monkeypatch.setattr(bootstrap, "lacking", lambda *_packages: [])
    monkeypatch.setattr(bootstrap, "run_all", lambda steps: ran.extend(steps) or 0)

    assert bootstrap.engines([]) == 0

    assert [words[1] for words in ran] == ["PAUZA_ENGINE=firefox", "PAUZA_ENGINE=webkit"]
    assert all(words[0] == "env" and words[-1] == "tests/browser" for words in ran)


def test_the_same_browsers_are_looked_for_everywhere() -> None:
    assert bootstrap.PROGRAMS["chromium"] == doctor.CHROMIUM_NAMES
