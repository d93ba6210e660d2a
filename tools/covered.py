"""Run the Python tests that need no browser and name every line of `api/` that none of them ran.

Part of `make gates`, not of `make test`: counting lines makes the tests half as long again.
"""

import subprocess
import sys
from pathlib import Path

from coverage import Coverage

ROOT = Path(__file__).resolve().parent.parent
TESTS = ("tests/api", "tests/architecture", "tests/pages")


def main(arguments: list[str]) -> int:
    """Run the tests under coverage and print what they left out; the exit code tells whether anything was."""
    for old in (ROOT / ".cache").glob("coverage*"):
        old.unlink()
    tests = ["-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *TESTS, *arguments]
    if code := subprocess.run([sys.executable, "-m", "coverage", "run", *tests], cwd=ROOT, check=False).returncode:
        return code
    coverage = Coverage(config_file=str(ROOT / "pyproject.toml"))
    coverage.combine()
    coverage.save()
    missing = unrun(coverage)
    for line in missing:
        print(line)
    print(f"{len(missing)} places of api/ are run by no test" if missing else "every line of api/ is run by a test")
    return 1 if missing else 0


def unrun(coverage: Coverage) -> list[str]:
    """Return `file: lines` for each file in which a line was never run, a file that was never opened included."""
    found = []
    for path in sorted(ROOT.glob("api/**/*.py")):
        _, _, _, lines, told = coverage.analysis2(str(path))
        if lines:
            found.append(f"{path.relative_to(ROOT)}: {told}")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
