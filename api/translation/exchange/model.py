"""What a file of exchange holds, whatever its format."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.errors import CatalogError, Finding

# Larger than all of Pauza in any language; what is larger was made to harm or by mistake.
_MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class Unit:
    """One text: its English (one form, or singular and plural), its words, and what a translator should know.

    `known` is the digest of the words that stood here when the file was written, "" when the file does not say.
    `line` counts from 1.
    """

    id: str
    source: tuple[str, ...]
    forms: tuple[str, ...]
    note: str = ""
    known: str = ""
    line: int = 1


@dataclass(frozen=True)
class Exchange:
    """The units of one language; `tag` is what the file says, and "" when it says nothing."""

    tag: str
    categories: tuple[str, ...]
    units: tuple[Unit, ...]


def same_language(one: str, other: str) -> bool:
    """Tell whether two tools mean one language: `pt_BR`, `pt-br` and `pt-BR` are the same."""
    return one.replace("_", "-").lower() == other.replace("_", "-").lower()


def refuse(path: Path, line: int, rule: str, message: str) -> CatalogError:
    """Make the error for a file that cannot be taken at all."""
    return CatalogError([Finding(path, line, rule, message)])


def read_whole(path: Path) -> str:
    """Read a file as UTF-8. Raises CatalogError for one that is missing, empty, too large or of another coding."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise refuse(
                path, 1, "too-large", f"the file has more than {_MOST_BYTES // 1_000_000} MB; it is no catalogue"
            )
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise refuse(path, 1, "unreadable", f"{error.strerror}; name a file that can be read") from error
    except UnicodeDecodeError as error:
        raise refuse(path, 1, "not-utf8", "the file is not UTF-8; save it again as UTF-8") from error
    if not text.strip():
        raise refuse(path, 1, "empty", "the file is empty; export it again")
    return text.replace("\r\n", "\n")


def filled(forms: Sequence[str]) -> bool:
    """Tell whether every form has words."""
    return bool(forms) and all(form.strip() for form in forms)
