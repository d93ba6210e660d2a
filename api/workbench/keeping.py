"""Keep what was handed in: one commit in the repository where the catalogues stand, if they stand in one.

Git is told everything by fixed arguments: no shell, no hook, no editor, no signature, no file but those that changed.
"""

import logging
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from api.settings import Settings
from api.workbench.refusals import RefusedError

_SECONDS = 60
_QUIET = (
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "commit.gpgsign=false",
    "-c",
    "gc.auto=0",
)
_ENVIRONMENT = {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


@contextmanager
def writable() -> Iterator[None]:
    """Turn a failing disk, or one that may only be read, into a refusal that says what to do. Raises RefusedError."""
    try:
        yield
    except OSError as error:
        logging.getLogger("pauza").warning("a catalogue cannot be written: %s", error.strerror)
        message = "the catalogues cannot be written here; take the patch or the file instead"
        raise RefusedError("read-only", message) from None


class Keeper:
    """Keeps the files of one unit, if they stand in a repository and nobody else has changed them meanwhile."""

    def __init__(self, settings: Settings, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._repository = Repository.at(settings.locales_dir) if settings.workbench_git else None
        self._clean = self._repository.is_clean(paths) if self._repository else False

    def keep(self, message: str, by: str) -> str | None:
        """Commit what has been written since; return the short id, or None where it stays in the files alone."""
        if self._repository is None:
            return None
        if not self._clean:
            logging.getLogger("pauza").warning("%s: not committed, it had changes before", self._paths[0].name)
            return None
        return self._repository.commit([path for path in self._paths if path.is_file()], message, by)


class Repository:
    """The git repository in which a folder stands."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def at(cls, folder: Path) -> "Repository | None":
        """Return the repository of a folder when it can be written; nothing without git, repository or permission."""
        found = cls(folder)
        try:
            git_folder = Path(found._git("rev-parse", "--absolute-git-dir").strip())
        except (OSError, subprocess.SubprocessError):
            return None
        return found if os.access(git_folder, os.W_OK) and os.access(folder, os.W_OK) else None

    def is_clean(self, paths: Sequence[Path]) -> bool:
        """Tell whether nobody has changes in these files that are not committed.

        A file of a new language, which no commit has yet, holds nobody's changes: the first hand-in brings it whole.
        """
        try:
            told = self._git("status", "--porcelain", "--untracked-files=all", "--", *map(str, paths))
            return all(line.startswith("??") for line in told.splitlines())
        except (OSError, subprocess.SubprocessError):
            return False

    def commit(self, paths: Sequence[Path], message: str, by: str) -> str | None:
        """Commit these files and no other under a pseudonym; return the short id, or None when it did not succeed."""
        # `user.*` would do, but a variable of the environment of whoever runs the server would count for more.
        author = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", by), ("EMAIL", f"{by}@users.noreply.invalid"))
        }
        names = [str(path) for path in paths]
        try:
            self._git("add", "--intent-to-add", "--", *names)
            self._git("commit", "--quiet", "--no-verify", "--only", "-m", message, "--", *names, more=author)
            return self._git("rev-parse", "--short=12", "HEAD").strip()
        except (OSError, subprocess.SubprocessError) as error:
            told = getattr(error, "stderr", "") or type(error).__name__
            logging.getLogger("pauza").warning("a hand-in is in the files and was not committed: %s", told.strip())
            return None

    def _git(self, *words: str, more: dict[str, str] | None = None) -> str:
        own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ["git", "-C", str(self._folder), *_QUIET, *words],
            check=True,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
            env={**own, **_ENVIRONMENT, **(more or {})},
        )
        return done.stdout
