"""The list of languages."""

from pathlib import Path

import pytest

from api.errors import CatalogError
from api.i18n.locales import Locale, LocaleRegistry
from tests.factories import ARABIC, LONG, MIRRORED, REGISTRY, ROOT

ROW = 'tag = "{}"\nendonym = "x"\nenglish = "x"\ndirection = "ltr"\nfolder = "{}"\nstatus = "{}"\n'


def registry_of(folder: Path, *rows: str) -> LocaleRegistry:
    path = folder / "locales.toml"
    path.write_text("\n".join(f"[[locales]]\n{row}" for row in rows))
    return LocaleRegistry.load(path)


def test_the_real_list_offers_its_source_first() -> None:
    registry = LocaleRegistry.load(ROOT / "locales" / "locales.toml")

    assert registry.offered[0] == registry.source
    assert {locale.tag for locale in registry.trial} == {"ur", "ti", "en-XA", "ar-XB"}
    assert registry.get("AR").direction == "rtl"


def test_only_translated_languages_have_files() -> None:
    assert [locale.tag for locale in REGISTRY.translated] == ["pl", "ar"]


def test_a_language_in_work_has_files_and_stands_in_no_menu(tmp_path: Path) -> None:
    registry = registry_of(tmp_path, ROW.format("en", "en", "source"), ROW.format("hu", "hu", "draft"))

    assert [locale.tag for locale in registry.translated] == ["hu"]
    assert [locale.tag for locale in registry.offered] == ["en"]


def test_a_language_is_found_in_any_letter_case() -> None:
    assert REGISTRY.get("EN-xa").tag == "en-XA"
    assert "PL" in REGISTRY
    assert "nl" not in REGISTRY


def test_a_language_nobody_has_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="nl"):
        REGISTRY.get("nl")


@pytest.mark.parametrize("thing", [None, 5, ARABIC, ""])
def test_only_a_tag_can_be_in_the_list(thing: object) -> None:
    assert thing not in REGISTRY


@pytest.mark.parametrize(
    ("locale", "language", "cldr"),
    [
        (ARABIC, "ar", "ar"),
        (LONG, "en", "en"),
        (MIRRORED, "ar", "ar"),
        (Locale("pt-BR", "Português", "Portuguese", "ltr", "pt_BR", "offered"), "pt", "pt_BR"),
        (Locale("sr-Latn", "Srpski", "Serbian", "ltr", "sr_Latn", "offered"), "sr", "sr_Latn"),
    ],
)
def test_the_data_of_a_language_is_found_under_its_own_tag(locale: Locale, language: str, cldr: str) -> None:
    assert (locale.language, locale.cldr) == (language, cldr)


def test_a_computed_language_is_never_in_the_menu() -> None:
    """Whoever chose one by accident could not read the way back."""
    assert {locale.status for locale in REGISTRY.offered} == {"source", "offered"}


def test_every_direction_of_the_real_list_is_that_of_cldr() -> None:
    for locale in LocaleRegistry.load(ROOT / "locales" / "locales.toml").locales:
        expected = "rtl" if locale.language in ("ar", "fa", "ckb", "ur", "ps", "he") else "ltr"
        assert locale.direction == expected, locale.tag


def test_every_fault_of_the_list_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as raised:
        registry_of(tmp_path, 'tag = "en"', ROW.format("pl", "pl", "ready"))

    messages = [finding.message for finding in raised.value.findings]
    assert any(message.startswith("language 1: `endonym`") for message in messages)
    assert any(message.startswith("language 2: `status`") for message in messages)


def test_there_is_exactly_one_source(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="source-locale"):
        registry_of(tmp_path, ROW.format("en", "en", "source"), ROW.format("pl", "pl", "source"))


def test_two_languages_never_share_a_tag_or_folder(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="duplicate-locale"):
        registry_of(tmp_path, ROW.format("en", "en", "source"), ROW.format("pl", "en", "offered"))


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ('tag = "en"', "missing-field"),
        (ROW.format("en", "en", "source") + 'flag = "gb"', "unknown-field"),
        (ROW.format("en", "en", "ready"), "unknown-word"),
        (ROW.format("zz", "zz", "source"), "unknown-locale"),
        (ROW.format("en", "en", "source").replace('"en"', "5", 1), "missing-field"),
    ],
)
def test_a_slip_in_the_list_is_told(tmp_path: Path, row: str, rule: str) -> None:
    with pytest.raises(CatalogError, match=rule):
        registry_of(tmp_path, row)


@pytest.mark.parametrize("text", ["", 'locales = "en"', 'locales = ["en"]'])
def test_a_list_of_another_shape_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "locales.toml").write_text(text)

    with pytest.raises(CatalogError, match="wrong-type"):
        LocaleRegistry.load(tmp_path / "locales.toml")


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="unreadable"):
        LocaleRegistry.load(tmp_path / "locales.toml")


@pytest.mark.parametrize(("wanted", "offered"), [((), ["en", "pl"]), (("pl",), ["en", "pl"]), (("en",), ["en"])])
def test_some_languages_may_be_left_out_but_never_the_source(wanted: tuple[str, ...], offered: list[str]) -> None:
    small = LocaleRegistry(tuple(locale for locale in REGISTRY.locales if locale.tag in ("en", "pl", "en-XA")))

    left = small.only(wanted)

    assert [locale.tag for locale in left.offered] == offered
    assert [locale.tag for locale in left.locales] == [locale.tag for locale in small.locales]


@pytest.mark.parametrize("base", ["xx", "en", "pt-BR"])
def test_a_base_is_a_translated_language_without_one(tmp_path: Path, base: str) -> None:
    rows = [ROW.format("en", "en", "source"), ROW.format("pt", "pt", "offered"), ROW.format("pt-BR", "pt_BR", "draft")]

    assert registry_of(tmp_path, *rows[:2], rows[2] + 'base = "pt"\n').get("pt-BR").below
    with pytest.raises(CatalogError, match="unknown-base"):
        registry_of(tmp_path, *rows[:2], rows[2] + f'base = "{base}"\n')
