"""Write a release as files for any static host: pages as `index.html`, with compressed twins and headers."""

import json
import shutil
import tempfile
from pathlib import Path

from api.errors import BuildError
from api.release.model import Release, ServedFile

_TWINS = {"gzip": ".gz", "br": ".br"}


def export(release: Release, folder: Path) -> int:
    """Write everything into `folder` and return the number of files.

    The folder must be new, empty, or an earlier export: nothing else is ever replaced.

    Raises:
        BuildError: the folder holds something that is not an export.

    """
    # Resolved, or `.` would put the new files inside the folder that is taken away.
    folder = folder.resolve()
    if folder.exists() and any(folder.iterdir()) and not _is_export(folder):
        raise BuildError(f"{folder}: not empty and not an earlier export; name a new or empty folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".export-", dir=folder.parent))
    try:
        count = sum(_write(staging, file) for file in release.files.values())
        (staging / "release.json").write_text(json.dumps(release.manifest, ensure_ascii=False), "utf-8")
        (staging / "_headers").write_text(_header_rules(release), "utf-8")
        missing = release.files.get(f"/{next(iter(release.manifest['languages']))}/x/")
        if missing:
            (staging / "404.html").write_bytes(missing.body)
        staging.chmod(0o755)
        _put_in_place(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return count


def _is_export(folder: Path) -> bool:
    return all((folder / name).is_file() for name in ("release.json", "_headers", "sw.js"))


def _put_in_place(staging: Path, folder: Path) -> None:
    """Move the old export aside before the new one takes its place, so that a failure leaves the old one whole."""
    aside = Path(f"{staging}.old")
    if folder.exists():
        folder.rename(aside)
    try:
        staging.rename(folder)
    except OSError:
        if aside.exists():
            aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _write(root: Path, file: ServedFile) -> int:
    target = root / file.path.lstrip("/")
    if file.path.endswith("/"):
        target = target / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(file.body)
    for coding, ending in _TWINS.items():
        body = file.bodies.get(coding)  # type: ignore[call-overload]
        if body is not None:
            target.with_name(target.name + ending).write_bytes(body)
    return 1


def _header_rules(release: Release) -> str:
    """Return the `_headers` file that several static hosts read: a path, then its headers."""
    blocks = []
    for file in release.files.values():
        lines = [file.path, *(f"  {name}: {value}" for name, value in file.headers.items())]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"
