"""The single place that reads the environment, once, into a frozen object.

Every variable is in `VARIABLES`; a value that cannot be used, or a `PAUZA_` name nobody knows, stops start-up.
"""

import difflib
import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from api.errors import ConfigError

PACKAGE = Path(__file__).resolve().parent
# The ladder of review that can be asked for; a test holds it to that of `api/i18n/review.py`, which stands above this.
RUNGS = ("translated", "peer-reviewed", "clinically-reviewed", "back-translated")
_LAST_PORT = 65535
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}
_PUBLIC = re.compile(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?|http://(127\.0\.0\.1|localhost)(:\d{1,5})?")
_DATABASE = re.compile(r"sqlite:///[^?#\x00-\x1f]+")
_HOST_NAME = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*")

VARIABLES = {
    "HOST": "address to listen on (127.0.0.1)",
    "PORT": "port to listen on, 0 to 65535 (8000)",
    "PAUZA_CACHE_DIR": "folder for compiled releases (.cache in a checkout, else ~/.cache/pauza)",
    "PAUZA_DATA_DIR": "folder for what translators type before it is handed in (.data, else ~/.local/share/pauza)",
    "PAUZA_DATABASE_URL": "another database file for it, as sqlite:////srv/pauza.sqlite3 (in PAUZA_DATA_DIR)",
    "PAUZA_DEFAULT_LANGUAGE": "language when nothing else decides (en)",
    "PAUZA_LANGUAGES": "the languages to offer beside English, as pl,ar (all that are offered)",
    "PAUZA_MIN_REVIEW": "what must be checked before it is shown, as C=peer-reviewed,D=clinically-reviewed (nothing)",
    "PAUZA_OVERLAY": "folder in which an organisation adds places that help, colours and words (none)",
    "PAUZA_PUBLIC_URL": "address that people use, as https://example.org; for the QR code to pass on (none)",
    "PAUZA_PSEUDO_LOCALES": "also serve the languages that are for tests alone, en-XA and ar-XB among them (off)",
    "PAUZA_SOURCE_DIR": "folder that holds content/, locales/ and pwa/ (the checkout, else what the package carries)",
    "PAUZA_WORKBENCH_GIT": "commit what translators hand in, where locales/ stands in a git repository (on)",
}


@dataclass(frozen=True)
class Settings:
    """How this process was told to run.

    `data_dir` holds what the workbench keeps, `database_url` names another file for it ("" is the usual one).
    `overlay_dir` is the folder of an organisation, or None. `languages` are the tags to offer; none named means all.
    `min_review` gives for a class of risk (A to D) the rung of review below which a translation is not shown.
    """

    source_dir: Path
    cache_dir: Path
    data_dir: Path = Path(".data")
    host: str = "127.0.0.1"
    port: int = 8000
    pseudo_locales: bool = False
    default_language: str = "en"
    public_url: str = ""
    database_url: str = ""
    workbench_git: bool = True
    overlay_dir: Path | None = None
    languages: tuple[str, ...] = ()
    min_review: Mapping[str, str] = field(default_factory=dict)

    @property
    def content_dir(self) -> Path:
        """Where authored content stands."""
        return self.source_dir / "content"

    @property
    def locales_dir(self) -> Path:
        """Where catalogues stand."""
        return self.source_dir / "locales"

    @property
    def pwa_dir(self) -> Path:
        """Where templates, pictures and the built front end stand."""
        return self.source_dir / "pwa"

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the environment.

        Raises:
            ConfigError: a value that cannot be used, or an unknown `PAUZA_` variable.

        """
        env = os.environ if environment is None else environment
        _refuse_unknown(env)
        source = _folder("PAUZA_SOURCE_DIR", env.get("PAUZA_SOURCE_DIR"), _default_source())
        pseudo = _switch("PAUZA_PSEUDO_LOCALES", env.get("PAUZA_PSEUDO_LOCALES", "off"))
        languages = _languages(env.get("PAUZA_LANGUAGES", ""), source)
        return cls(
            source_dir=source,
            cache_dir=_cache(env, source),
            data_dir=_data(env, source),
            database_url=_database(env.get("PAUZA_DATABASE_URL", "")),
            workbench_git=_switch("PAUZA_WORKBENCH_GIT", env.get("PAUZA_WORKBENCH_GIT", "on")),
            host=_host(env.get("HOST", "127.0.0.1")),
            port=_port(env.get("PORT", "8000")),
            pseudo_locales=pseudo,
            public_url=_public_url(env.get("PAUZA_PUBLIC_URL", "")),
            default_language=_language(
                env.get("PAUZA_DEFAULT_LANGUAGE", "en"), source, pseudo=pseudo, languages=languages
            ),
            overlay_dir=_overlay(env.get("PAUZA_OVERLAY", "")),
            languages=languages,
            min_review=_min_review(env.get("PAUZA_MIN_REVIEW", "")),
        )


def _refuse_unknown(env: Mapping[str, str]) -> None:
    tests_only = {"PAUZA_ALL_LANGUAGES", "PAUZA_ENGINE", "PAUZA_GATE_RUNS", "PAUZA_SEED"}
    for name in env:
        if name.startswith("PAUZA_") and name not in VARIABLES and name not in tests_only:
            bare = name.removeprefix("PAUZA_")
            near = (
                [bare]
                if bare in VARIABLES
                else difflib.get_close_matches(name, VARIABLES if bare else (), n=1, cutoff=0.7)
            )
            hint = f"{near[0]} (was it meant?)" if near else ", ".join(VARIABLES)
            raise ConfigError(name, env[name], f"one of the known variables: {hint}")


def _default_source() -> Path:
    carried = PACKAGE / "_data"
    return carried if carried.is_dir() else PACKAGE.parent


def _cache(env: Mapping[str, str], source: Path) -> Path:
    if value := env.get("PAUZA_CACHE_DIR"):
        return _expanded("PAUZA_CACHE_DIR", value)
    if source == PACKAGE / "_data":
        return _expanded("PAUZA_CACHE_DIR", env.get("XDG_CACHE_HOME") or "~/.cache") / "pauza"
    return source / ".cache"


def _data(env: Mapping[str, str], source: Path) -> Path:
    if value := env.get("PAUZA_DATA_DIR"):
        return _expanded("PAUZA_DATA_DIR", value)
    if source == PACKAGE / "_data":
        return _expanded("PAUZA_DATA_DIR", env.get("XDG_DATA_HOME") or "~/.local/share") / "pauza"
    return source / ".data"


def _overlay(value: str) -> Path | None:
    if not value:
        return None
    folder = _expanded("PAUZA_OVERLAY", value).resolve()
    if not (folder / "organisation.toml").is_file():
        raise ConfigError("PAUZA_OVERLAY", value, "a folder with a file organisation.toml (docs/organisations.md)")
    return folder


def _database(value: str) -> str:
    if not value or _DATABASE.fullmatch(value):
        return value
    raise ConfigError("PAUZA_DATABASE_URL", value, "sqlite:/// and the path of a file, as sqlite:////srv/pauza.sqlite3")


def _expanded(name: str, value: str) -> Path:
    try:
        return Path(value).expanduser()
    except RuntimeError:
        raise ConfigError(name, value, "a folder written in full; this user has no home folder") from None


def _folder(name: str, value: str | None, default: Path) -> Path:
    folder = _expanded(name, value).resolve() if value else default
    for part in ("content", "locales", "pwa"):
        if not (folder / part).is_dir():
            raise ConfigError(
                name, str(folder), f"a folder that holds content/, locales/ and pwa/ ({part}/ is missing)"
            )
    return folder


def _min_review(value: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in value.split(","))):
        risk, _, rung = part.partition("=")
        if not re.fullmatch("[A-D]", risk) or rung not in RUNGS or risk in found:
            message = f"a class from A to D, each once, with one of {', '.join(RUNGS)}"
            raise ConfigError("PAUZA_MIN_REVIEW", value, message)
        found[risk] = rung
    return found


def _host(value: str) -> str:
    try:
        return str(ipaddress.ip_address(value))
    except ValueError:
        if _HOST_NAME.fullmatch(value):
            return value
        raise ConfigError("HOST", value, "an IP address or a host name") from None


def _port(value: str) -> int:
    # The length comes first: Python refuses to make a number of some thousand digits.
    if value.isascii() and value.isdigit() and len(value) <= len(str(_LAST_PORT)) and int(value) <= _LAST_PORT:
        return int(value)
    raise ConfigError("PORT", value, "a whole number from 0 to 65535")


def _public_url(value: str) -> str:
    """Take the beginning of every public address: https and a host; http only for this machine, to try it out."""
    address = value.strip().rstrip("/")
    if not address or _PUBLIC.fullmatch(address):
        return address
    raise ConfigError("PAUZA_PUBLIC_URL", value, "https:// and a host name, without a path, as https://example.org")


def _switch(name: str, value: str) -> bool:
    lowered = value.strip().lower()
    if lowered in _TRUE | _FALSE:
        return lowered in _TRUE
    raise ConfigError(name, value, "one of on, off, true, false, yes, no, 1, 0")


def _language(value: str, source: Path, *, pseudo: bool, languages: tuple[str, ...]) -> str:
    offered = _tags(source, "source", "offered", *(["canary", "pseudo"] if pseudo else []))
    if languages:
        offered = [tag for tag in offered if tag in languages or tag not in _tags(source, "offered")]
    if not offered or value in offered:
        return value
    raise ConfigError("PAUZA_DEFAULT_LANGUAGE", value, f"one of {', '.join(offered)}")


def _languages(value: str, source: Path) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(tag.strip() for tag in value.split(",") if tag.strip()))
    offered = _tags(source, "source", "offered")
    if offered and (unknown := [tag for tag in named if tag not in offered]):
        raise ConfigError("PAUZA_LANGUAGES", unknown[0], f"some of {', '.join(offered)}, with commas between")
    return named


def _tags(source: Path, *statuses: str) -> list[str]:
    """Return the tags of languages; of a list that cannot be read none, for it is told when it is loaded."""
    try:
        rows = tomllib.loads((source / "locales" / "locales.toml").read_text("utf-8"))["locales"]
        return [row["tag"] for row in rows if row["status"] in statuses]
    except (OSError, ValueError, LookupError, TypeError):
        return []
