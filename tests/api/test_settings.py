"""The environment is read once and refuses what it cannot use."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from api.errors import ConfigError
from api.i18n.review import LADDER
from api.settings import RUNGS, VARIABLES, Settings

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
        ("PAUZA_PUBLIC_URL", "example.org"),
        ("PAUZA_PUBLIC_URL", "http://example.org"),
        ("PAUZA_PUBLIC_URL", "https://example.org/pauza"),
        ("PAUZA_PUBLIC_URL", "https://example.org?x"),
        ("PAUZA_PUBLIC_URL", 'https://"onload'),
        ("PAUZA_DEFAULT_LANGUAGE", "xx"),
        ("PAUZA_DEFAULT_LANGUAGE", "en-XA"),
        ("PAUZA_DEFAULT_LANGUAGE", "ur"),
        ("PAUZA_MIN_REVIEW", "C"),
        ("PAUZA_MIN_REVIEW", "E=translated"),
        ("PAUZA_MIN_REVIEW", "C=perfect"),
        ("PAUZA_MIN_REVIEW", "C=translated,C=peer-reviewed"),
        ("PAUZA_LANGUAGES", "ur"),
        ("PAUZA_LANGUAGES", "en-XA"),
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


def test_a_server_may_offer_some_languages_only() -> None:
    settings = read(PAUZA_LANGUAGES="ar, pl,ar", PAUZA_DEFAULT_LANGUAGE="ar")

    assert (settings.languages, settings.default_language) == (("ar", "pl"), "ar")
    assert read(PAUZA_LANGUAGES="pl").default_language == "en"
    assert read().languages == ()


def test_a_host_says_what_must_be_checked_before_it_is_shown() -> None:
    assert read(PAUZA_MIN_REVIEW="C=peer-reviewed, D=clinically-reviewed").min_review == {
        "C": "peer-reviewed",
        "D": "clinically-reviewed",
    }
    assert read().min_review == {}
    assert set(RUNGS) <= set(LADDER)


def test_the_default_language_is_one_that_is_offered() -> None:
    with pytest.raises(ConfigError, match=r"PAUZA_DEFAULT_LANGUAGE='pl': accepted is one of en, ar"):
        read(PAUZA_LANGUAGES="ar", PAUZA_DEFAULT_LANGUAGE="pl")


def test_a_mistyped_name_is_told_the_right_one() -> None:
    with pytest.raises(ConfigError, match="PAUZA_CACHE_DIR"):
        read(PAUZA_CACH_DIR="/tmp/x")  # noqa: S108


def test_a_prefix_too_many_is_told() -> None:
    with pytest.raises(ConfigError, match=r"PORT \(was it meant"):
        read(PAUZA_PORT="9000")


@pytest.mark.parametrize("name", ["PAUZA_XYZ", "PAUZA_"])
def test_a_name_like_no_other_is_told_all_there_are(name: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(**{name: "x"})

    assert all(known in str(caught.value) for known in VARIABLES)


@pytest.mark.parametrize("name", ["PATH", "pauza_source_dir", "MY_PAUZA_PORT", "PAUZA"])
def test_variables_of_other_programs_are_left_alone(name: str) -> None:
    assert read(**{name: "x"}) == read()


@pytest.mark.parametrize("port", ["0", "1", "8000", "65535", "00080"])
def test_every_port_there_is_can_be_used(port: str) -> None:
    assert read(PORT=port).port == int(port)


@pytest.mark.parametrize("port", ["8000 ", "+80", "8_000", "0x50", "80.0", "9" * 5000])
def test_a_port_is_digits_and_nothing_else(port: str) -> None:
    with pytest.raises(ConfigError, match="from 0 to 65535"):
        read(PORT=port)


@pytest.mark.parametrize("host", ["a b", "-a.org", "a-.org", "a..org", "http://a.org", "a.org:80", "[::1]", "x" * 64])
def test_a_host_is_an_address_or_a_name(host: str) -> None:
    with pytest.raises(ConfigError, match="an IP address or a host name"):
        read(HOST=host)


def test_an_address_is_kept_in_its_short_form() -> None:
    assert read(HOST="0:0:0:0:0:0:0:1").host == "::1"


@pytest.mark.parametrize(
    ("variables", "cache"),
    [
        ({}, ROOT / ".cache"),
        ({"PAUZA_CACHE_DIR": "/srv/cache"}, Path("/srv/cache")),
        ({"PAUZA_CACHE_DIR": "~/cache"}, Path.home() / "cache"),
        ({"XDG_CACHE_HOME": "/srv/xdg"}, ROOT / ".cache"),
    ],
)
def test_a_checkout_keeps_its_cache_inside_unless_told_otherwise(variables: dict[str, str], cache: Path) -> None:
    assert read(**variables).cache_dir == cache


def packaged(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder in which the program is installed with everything it needs."""
    monkeypatch.setattr("api.settings.PACKAGE", folder)
    for part in ("content", "locales", "pwa"):
        (folder / "_data" / part).mkdir(parents=True)
    return folder / "_data"


@pytest.mark.parametrize(
    ("variables", "cache"),
    [
        ({}, Path.home() / ".cache" / "pauza"),
        ({"XDG_CACHE_HOME": "/srv/xdg"}, Path("/srv/xdg/pauza")),
        ({"XDG_CACHE_HOME": ""}, Path.home() / ".cache" / "pauza"),
        ({"PAUZA_CACHE_DIR": "/srv/cache"}, Path("/srv/cache")),
    ],
)
def test_an_installed_program_keeps_its_cache_with_its_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], cache: Path
) -> None:
    data = packaged(tmp_path, monkeypatch)

    settings = read(**variables)

    assert (settings.source_dir, settings.cache_dir) == (data, cache)


@pytest.mark.parametrize("part", ["content", "locales", "pwa"])
def test_a_source_folder_holds_all_three_parts(tmp_path: Path, part: str) -> None:
    for name in {"content", "locales", "pwa"} - {part}:
        (tmp_path / name).mkdir()

    with pytest.raises(ConfigError, match=f"{part}/ is missing"):
        read(PAUZA_SOURCE_DIR=str(tmp_path))


def test_the_parts_of_a_source_folder_are_found_inside_it(tmp_path: Path) -> None:
    for part in ("content", "locales", "pwa"):
        (tmp_path / part).mkdir()

    settings = read(PAUZA_SOURCE_DIR=f"{tmp_path}/../{tmp_path.name}")

    assert (settings.content_dir, settings.locales_dir) == (tmp_path / "content", tmp_path / "locales")
    assert settings.pwa_dir == tmp_path / "pwa"


def test_settings_cannot_be_changed_after_they_were_read() -> None:
    with pytest.raises(FrozenInstanceError):
        read().port = 1  # type: ignore[misc]


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


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("", ""),
        ("https://pauza.example.org/", "https://pauza.example.org"),
        (" https://example.org:8443 ", "https://example.org:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_the_public_address_is_kept_without_a_slash(value: str, address: str) -> None:
    assert read(PAUZA_PUBLIC_URL=value).public_url == address
