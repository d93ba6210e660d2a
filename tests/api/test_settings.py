"""The environment is read once and refuses what it cannot use."""

from pathlib import Path

import pytest

from api.errors import ConfigError
from api.settings import VARIABLES, Settings

ROOT = Path(__file__).resolve().parents[2]


def read(**variables: str) -> Settings:
    return Settings.from_env(variables)


def test_without_variables_serves_the_checkout_on_loopback() -> None:
    settings = read()

    assert (settings.host, settings.port, settings.source_dir) == ("127.0.0.1", 8000, ROOT)


@pytest.mark.parametrize("host", ["0.0.0.0", "::1", "localhost", "pauza.example.org"])  # noqa: S104
def test_takes_addresses_and_names(host: str) -> None:
    assert read(HOST=host).host == host


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "٨٠٠٠"),
        ("PORT", ""),
        ("HOST", "not a host"),
        ("HOST", ""),
        ("PAUZA_PSEUDO_LOCALES", "perhaps"),
        ("PAUZA_DEFAULT_LANGUAGE", "xx"),
        ("PAUZA_DEFAULT_LANGUAGE", "en-XA"),
        ("PAUZA_CACHE_DIR", "~nobody-of-this-name/cache"),
        ("PAUZA_SOURCE_DIR", "/nonexistent"),
        ("PAUZA_SUORCE_DIR", "typo"),
    ],
)
def test_a_bad_variable_stops_with_name_value_and_remedy(name: str, value: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(**{name: value})

    assert name in str(caught.value)
    assert value in str(caught.value)
    assert "accepted is" in str(caught.value)


def test_a_mistyped_name_is_told_the_right_one() -> None:
    with pytest.raises(ConfigError, match="PAUZA_CACHE_DIR"):
        read(PAUZA_CACH_DIR="/tmp/x")  # noqa: S108


def test_a_prefix_too_many_is_told() -> None:
    with pytest.raises(ConfigError, match=r"PORT \(was it meant"):
        read(PAUZA_PORT="9000")


def test_every_variable_that_is_told_is_read() -> None:
    asked: set[str] = set()

    class Asked(dict[str, str]):
        def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
            asked.add(name)
            return default

    Settings.from_env(Asked())

    assert asked == set(VARIABLES)


@pytest.mark.parametrize(("value", "meant"), [("on", True), ("TRUE", True), ("0", False), ("No", False)])
def test_switches_read_the_usual_words(value: str, meant: bool) -> None:
    assert read(PAUZA_PSEUDO_LOCALES=value).pseudo_locales is meant


def test_a_computed_language_may_be_the_default_where_it_is_served() -> None:
    assert read(PAUZA_DEFAULT_LANGUAGE="en-XA", PAUZA_PSEUDO_LOCALES="on").default_language == "en-XA"


@pytest.mark.parametrize("text", [b"\xff", b"[[locales", b'locales = "en"'])
def test_a_broken_list_of_languages_is_left_to_whoever_loads_it(tmp_path: Path, text: bytes) -> None:
    for part in ("content", "locales", "pwa"):
        (tmp_path / part).mkdir()
    (tmp_path / "locales" / "locales.toml").write_bytes(text)

    assert read(PAUZA_SOURCE_DIR=str(tmp_path)).default_language == "en"
