"""A language begins: a row in the list, made of what CLDR knows."""

import shutil
from pathlib import Path

import pytest

from api.errors import ConfigError
from api.i18n.locales import LocaleRegistry
from api.translation.joining import join
from tests.factories import ROOT


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    for name in ("locales.toml", "plurals.toml"):
        shutil.copy(ROOT / "locales" / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("tag", "endonym", "english", "direction", "folder"),
    [
        ("sk", "Slovenčina", "Slovak", "ltr", "sk"),
        ("fa", "فارسی", "Persian", "rtl", "fa"),
        ("fr-CA", "Français (Canada)", "French (Canada)", "ltr", "fr_CA"),
    ],
)
def test_a_row_says_what_cldr_knows(
    locales: Path, tag: str, endonym: str, english: str, direction: str, folder: str
) -> None:
    added = join(locales, tag).get(tag)

    assert (added.endonym, added.english, added.direction, added.folder) == (endonym, english, direction, folder)
    assert added.status == "draft"


@pytest.mark.parametrize(("tag", "base"), [("es-MX", "es"), ("fr-CA", ""), ("sk", ""), ("en-GB", "")])
def test_a_regional_language_stands_on_one_that_is_translated(locales: Path, tag: str, base: str) -> None:
    assert join(locales, tag).get(tag).base == base


def test_the_new_row_stands_behind_the_real_languages(locales: Path) -> None:
    before = [locale.tag for locale in LocaleRegistry.load(locales / "locales.toml").locales]

    after = [locale.tag for locale in join(locales, "sk").locales]

    real = [tag for tag in before if tag not in ("en-XA", "ar-XB")]
    assert after == [*real, "sk", "en-XA", "ar-XB"]
    assert (locales / "locales.toml").read_text("utf-8").startswith("# The one list of languages")


def test_a_list_without_computed_languages_grows_at_its_end(locales: Path) -> None:
    row = '[[locales]]\ntag = "en"\nendonym = "English"\nenglish = "English"\n'
    (locales / "locales.toml").write_text(f'{row}direction = "ltr"\nfolder = "en"\nstatus = "source"\n', "utf-8")

    assert [locale.tag for locale in join(locales, "sk").locales] == ["en", "sk"]


@pytest.mark.parametrize(
    ("tag", "accepted"), [("pl", "not yet"), ("xx-nobody", "CLDR"), ("", "CLDR"), ("cy", "plural rule")]
)
def test_what_cannot_begin_says_why_and_changes_nothing(locales: Path, tag: str, accepted: str) -> None:
    before = (locales / "locales.toml").read_bytes()

    with pytest.raises(ConfigError, match=accepted):
        join(locales, tag)
    assert (locales / "locales.toml").read_bytes() == before
