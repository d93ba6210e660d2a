"""From a bare machine to a running server: what is done, what is done again after a cut, and what a person is told."""

import ast
import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.factories import ROOT
from tests.tools.checkout import Machine, PowerCut, settle
from tools import bootstrap

SCRIPT = ROOT / "tools" / "bootstrap.py"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A fresh checkout on a machine where every program works."""
    made = Machine(tmp_path / "pauza")
    for name in ("requirements.txt", "tests/requirements.txt", "pwa/package.json", "pwa/package-lock.json"):
        made.write(name, name)
    for name in ("pwa/build.mjs", "pwa/lean.mjs", "pwa/src/main.ts", "pwa/service-worker/index.ts", "pwa/styles/a.css"):
        made.write(name)
    settle(monkeypatch, made.root)
    monkeypatch.setattr(bootstrap.subprocess, "run", made.run)
    return made


def test_everything_is_set_up_once_and_then_nothing_is_done(machine: Machine) -> None:
    assert machine.again() == ["venv", "pip", "npm", "bundle"]
    assert machine.again() == []


@pytest.mark.parametrize("cut_at", ["venv", "pip", "npm", "bundle"])
def test_what_was_cut_is_done_again(machine: Machine, cut_at: str) -> None:
    """A process that dies in the middle of any step, at the first set-up or a later one, leaves nothing half."""
    steps = ["venv", "pip", "npm", "bundle"]
    machine.cut_at = cut_at
    with pytest.raises(PowerCut):
        machine.again()
    machine.cut_at = ""

    assert machine.again() == steps[steps.index(cut_at) :]


@pytest.mark.parametrize(
    ("name", "cut_at"), [("requirements.txt", "pip"), ("pwa/package.json", "npm"), ("pwa/src/main.ts", "bundle")]
)
def test_a_cut_update_that_is_taken_back_is_still_mended(machine: Machine, name: str, cut_at: str) -> None:
    before = (machine.root / name).read_text()
    machine.again()
    machine.write(name, "new")
    machine.cut_at = cut_at
    with pytest.raises(PowerCut):
        machine.again()
    machine.cut_at = ""
    machine.write(name, before)

    assert cut_at in machine.again()


@pytest.mark.parametrize(
    ("name", "done"),
    [
        ("requirements.txt", ["pip"]),
        ("tests/requirements.txt", []),
        ("pwa/package-lock.json", ["npm", "bundle"]),
        ("pwa/src/main.ts", ["bundle"]),
        ("pwa/service-worker/new.ts", ["bundle"]),
        ("pwa/lean.mjs", ["bundle"]),
        ("pwa/templates/page.html", []),
    ],
)
def test_a_change_does_again_what_depends_on_it(machine: Machine, name: str, done: list[str]) -> None:
    machine.again()
    machine.write(name, "changed")

    assert machine.again() == done


def test_the_test_packages_serve_to_run_but_not_the_other_way_round(machine: Machine) -> None:
    machine.again()

    assert machine.again(tests=True) == ["pip"]
    assert machine.again() == []
    assert machine.again(tests=True) == []


def test_packages_of_an_older_checkout_are_not_taken_for_ours(machine: Machine) -> None:
    """After an update only `make run` was used; going back must install the older set again."""
    machine.again(tests=True)
    machine.write("requirements.txt", "new")
    machine.write("tests/requirements.txt", "new")
    machine.again()
    machine.write("requirements.txt", "requirements.txt")
    machine.write("tests/requirements.txt", "tests/requirements.txt")

    assert machine.again() == ["pip"]


@pytest.mark.parametrize("lost", ["pwa/node_modules", "pwa/dist"])
def test_what_was_removed_by_hand_is_made_again(machine: Machine, lost: str) -> None:
    machine.again()
    shutil.rmtree(machine.root / lost)

    assert machine.again() == [{"pwa/node_modules": "npm", "pwa/dist": "bundle"}[lost]]


def test_a_checkout_that_was_moved_is_set_up_anew(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every program in a virtual environment names its folder; after a move none of them starts."""
    machine.again()
    machine.root = machine.root.rename(machine.root.with_name("moved"))
    settle(monkeypatch, machine.root)

    assert machine.again()[:2] == ["venv", "pip"]


def test_an_environment_whose_python_is_gone_is_made_anew(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.again()
    (machine.root / ".venv/bin/python").unlink()
    (machine.root / ".venv/bin/python").symlink_to("/usr/bin/python-of-last-year")

    assert machine.again()[:2] == ["venv", "pip"]
    monkeypatch.setattr(bootstrap, "VERSION", "python3.99")
    assert machine.again()[:2] == ["venv", "pip"]


def test_npm_installs_everything_even_in_production(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NODE_ENV=production npm leaves out what builds the front end, unless it is asked by name."""
    asked: list[list[str]] = []
    machine.again()
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda words, **_options: asked.append(words))

    bootstrap.install_npm()

    assert {"ci", "--include=dev", "--include=optional", "--ignore-scripts"} <= set(asked[0])


def test_two_at_once_take_turns(machine: Machine, capfd: pytest.CaptureFixture[str]) -> None:
    (machine.root / ".cache").mkdir()
    with (machine.root / ".cache" / "setup.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        second = threading.Thread(target=machine.again)
        second.start()
        second.join(0.3)
        assert machine.ran == []
    second.join(10)

    assert machine.ran == ["venv", "pip", "npm", "bundle"]
    assert "waiting for another make in this folder" in capfd.readouterr().out


def test_an_environment_is_really_made_whatever_its_folder_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "Meine Übungen's"
    (root / "api").mkdir(parents=True)
    (root / "api" / "cli.py").write_text("import sys\ndef main():\n    print(sys.argv[1:])\n    return 3\n")
    settle(monkeypatch, root)

    bootstrap.ensure_venv()
    bootstrap.write_command()

    words = [root / ".venv" / "bin" / "pauza", "check", "two words"]
    done = subprocess.run(words, cwd="/", capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr, done.returncode) == ("['check', 'two words']\n", "", 3)
    subprocess.run([root / ".venv" / "bin" / "python", "-m", "pip", "--version"], check=True, timeout=60)
    assert bootstrap.venv_is_whole()


def test_the_missing_browser_is_told_again_after_the_tests(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(machine.root))
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert bootstrap.test([]) == 0

    assert capfd.readouterr().err.count("NO BROWSER TEST RUNS") == 2


def test_an_old_python_is_told_what_to_type(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version_info", (3, 10, 12))
        patch.setattr(sys, "version", "3.10.12 (main)")
        code = bootstrap.main(["test"])

    told = capfd.readouterr().err
    assert code == 1
    assert told.startswith(f"Python 3.11 or newer is needed; {sys.executable} is 3.10.12.")
    assert "make test PYTHON=python3.11" in told


def test_an_old_python_can_read_as_far_as_that() -> None:
    tree = ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 8))

    assert "annotations" in [name.name for node in tree.body if isinstance(node, ast.ImportFrom) for name in node.names]


def call(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start Python on the checkout."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_an_unknown_target_names_the_known_ones() -> None:
    done = call("tools/bootstrap.py", "tset")

    assert done.returncode == 1
    assert done.stderr == f"unknown target 'tset'; known: {', '.join(bootstrap.TARGETS)}\n"


def test_run_becomes_the_server(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C reaches one process; a parent that waits would print its own error about it."""
    started: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _path, words: started.append(words))
    monkeypatch.chdir(machine.root)

    bootstrap.main(["run"])

    assert started == [[str(machine.root / ".venv/bin/python"), "-m", "api", "serve"]]


def test_a_port_in_use_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        done = call("-m", "api", "serve", PORT=str(port), HOST="127.0.0.1")

    assert done.returncode == 1
    assert re.fullmatch(rf"PORT='{port}': accepted is a free port on 127\.0\.0\.1 .*\n", done.stderr)


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    shutil.copy(SCRIPT, tmp_path / "tools")
    (tmp_path / ".cache").write_text("")

    done = call(str(tmp_path / "tools" / "bootstrap.py"), "check")

    assert done.returncode == 1
    assert done.stderr == f"stopped: {tmp_path / '.cache'}: File exists\n"


def test_a_program_that_fails_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    shutil.copy(SCRIPT, tmp_path / "tools")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to("/bin/false")
    (tmp_path / "requirements.txt").write_text("")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "requirements.txt").write_text("")
    (tmp_path / ".cache" / "stamps").mkdir(parents=True)
    (tmp_path / ".cache" / "stamps" / "venv").write_text(f"{bootstrap.VERSION} {tmp_path / '.venv'}")

    done = call(str(tmp_path / "tools" / "bootstrap.py"), "check", PATH="")

    assert done.returncode == 1
    assert re.fullmatch(r"stopped: .*python -m pip install .* failed with 1\n", done.stderr)


def test_every_target_of_make_is_one_of_ours_and_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text()
    calls = re.findall(r"^([a-z]+):.*?## \S.*\n\t@\$\(PYTHON\) tools/bootstrap\.py (\S+)$", makefile, re.MULTILINE)

    assert calls == [(name, name) for name in bootstrap.TARGETS]


def test_steps_beside_each_other_all_run_and_speak_one_after_the_other(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each waits for the other to begin, so one after the other would never end."""
    wait = "import pathlib, sys, time\nmine, other = map(pathlib.Path, sys.argv[1:3])\nmine.touch()\n"
    wait += "while not other.exists(): time.sleep(0.01)\nprint('said by', mine.name)\nsys.exit(mine.name == 'b')"
    a, b = str(tmp_path / "a"), str(tmp_path / "b")

    assert bootstrap.run_all([([sys.executable, "-c", wait, a, b], [sys.executable, "-c", wait, b, a])]) == 1

    out, err = capfd.readouterr()
    assert [line for line in out.splitlines() if line.startswith("said")] == ["said by a", "said by b"]
    assert err.count("FAILED") == 1
