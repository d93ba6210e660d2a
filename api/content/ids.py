"""Keep message ids permanent. `ids.txt` lists every id ever accepted, `retired.toml` those given up.

Translations, saved progress and addresses hang on an id; one that vanishes or returns breaks them.
"""

import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

from api.content.messages import iter_messages
from api.content.models import Programme
from api.errors import Finding

_HEADER = """# Every id that was ever published, one a line, sorted. Written by `pauza check --accept-ids`.
# Do not edit: an id that goes away is entered in retired.toml with its reason.
"""


def all_ids(programme: Programme) -> set[str]:
    """Collect the ids of messages and the anchors of steps."""
    messages = {message.id for _, message in iter_messages(programme)}
    return messages | {f"{unit.slug}.{step.id}" for unit in programme.units for step in unit.steps}


def check_ids(programme: Programme, content_dir: Path) -> list[Finding]:
    """Compare the ids of today with those accepted and those retired."""
    lock, retired_file = content_dir / "ids.txt", content_dir / "retired.toml"
    patterns, findings = _retired(retired_file)
    present = all_ids(programme)
    accepted = _accepted(lock)
    for message_id in sorted(accepted.keys() - present):
        if not _matches(message_id, patterns):
            remedy = (
                f"{message_id} has vanished; bring it back, or write into {retired_file.name} under [retired]: "
                f'"{message_id}" = "the reason"'
            )
            findings.append(Finding(lock, accepted[message_id], "vanished-id", remedy))
    for message_id in sorted(present):
        if _matches(message_id, patterns):
            findings.append(
                Finding(retired_file, 1, "reused-id", f"{message_id} is retired; give the new text a new id")
            )
    if fresh := sorted(present - accepted.keys()):
        remedy = f"{len(fresh)} ids are new (first {fresh[0]}); accept them with `pauza check --accept-ids`"
        findings.append(Finding(lock, 1, "new-ids", remedy, "warning"))
    return findings


def accept_ids(programme: Programme, content_dir: Path) -> int:
    """Add the ids of today to `ids.txt`, and tell how many were new. Nothing is ever taken out."""
    lock = content_dir / "ids.txt"
    accepted = _accepted(lock)
    together = sorted(accepted.keys() | all_ids(programme))
    lock.write_text(_HEADER + "".join(f"{message_id}\n" for message_id in together), encoding="utf-8")
    return len(together) - len(accepted)


def _accepted(lock: Path) -> dict[str, int]:
    """Read the accepted ids, each with its line."""
    if not lock.is_file():
        return {}
    lines = enumerate(lock.read_text(encoding="utf-8").splitlines(), 1)
    return {line.strip(): number for number, line in lines if line.strip() and not line.startswith("#")}


def _retired(path: Path) -> tuple[set[str], list[Finding]]:
    """Read `[retired]`: id (or `unit.s04.*`) = reason."""
    if not path.is_file():
        return set(), []
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return set(), [Finding(path, 1, "malformed-toml", f"the file is not TOML: {error}; mend it")]
    rows = tables.get("retired")
    if tables.keys() != {"retired"} or not isinstance(rows, dict):
        return set(), [Finding(path, 1, "malformed-toml", "the file is one table; put [retired] above its lines")]
    empty = sorted(name for name, reason in rows.items() if not isinstance(reason, str) or not reason.strip())
    return set(rows), [
        Finding(path, 1, "no-reason", f"{name} needs a reason as a text; write why it went") for name in empty
    ]


def _matches(message_id: str, patterns: set[str]) -> bool:
    return message_id in patterns or any(fnmatchcase(message_id, pattern) for pattern in patterns if "*" in pattern)
