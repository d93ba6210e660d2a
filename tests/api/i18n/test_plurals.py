"""Plural forms, compared with CLDR for every language of the table."""

from pathlib import Path

import babel
import pytest

from api.errors import CatalogError
from api.i18n.formats import plural_table
from api.i18n.plurals import ENGLISH, ORDER, PluralRule, PluralTable
from tests.factories import ROOT

TABLE = PluralTable.load(ROOT / "locales" / "plurals.toml")


@pytest.mark.parametrize("tag", sorted(TABLE.rules))
def test_a_rule_gives_the_categories_of_cldr(tag: str) -> None:
    rule, cldr = TABLE.rule(tag), babel.Locale.parse(tag)

    assert [rule.category(n) for n in range(1001)] == [cldr.plural_form(n) for n in range(1001)]


@pytest.mark.parametrize("tag", sorted(TABLE.rules))
def test_the_table_for_the_browser_gives_the_same_forms(tag: str) -> None:
    rule = TABLE.rule(tag)
    table = plural_table(rule)

    for n in range(1001):
        digit = table["under100"][n] if n < 100 else table["from100"][n % 100]
        assert int(digit) == rule.index(n)


def test_polish_counts_one_two_and_five_days() -> None:
    assert [TABLE.rule("pl").category(n) for n in (1, 2, 5, 12, 22)] == ["one", "few", "many", "many", "few"]


def test_a_region_uses_the_rule_of_its_language() -> None:
    assert TABLE.rule("ar_EG") is TABLE.rule("ar")


def test_the_order_of_another_tool_is_mapped_by_trying_numbers() -> None:
    swapped = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100<=2 ? 4 : 5);"

    assert TABLE.rule("ar").order_from(swapped) == [0, 1, 2, 3, 5, 4]


def test_a_header_with_too_few_forms_is_not_mapped() -> None:
    assert TABLE.rule("pl").order_from("nplurals=2; plural=(n != 1);") is None


@pytest.mark.parametrize("header", ["", "nplurals=2; plural=(n ==", "nplurals=2; plural=__import__;"])
def test_a_torn_header_is_not_mapped(header: str) -> None:
    assert TABLE.rule("en").order_from(header) is None


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ('categories = ["other", "one"]\nplural = "n != 1"', "plural-order"),
        ('categories = ["one", "other"]\nplural = "n =="', "plural-rule"),
        ('categories = ["one", "other"]\nplural = "n"', "plural-rule"),
        ('categories = ["one", "other"]\nplural = "10 / n"', "plural-rule"),
        ('categories = ["other"]\nplural = "0"\nspelled = { 3 = ["three"] }', "plural-words"),
        ('categories = ["other"]\nplural = "0"\nspelled = { 2 = "two" }', "plural-words"),
        ('categories = ["other"]\nplural = "0"\nspelled = { 2 = [] }', "plural-words"),
        ('categories = ["other"]\nplural = "0"\nspelled = { 2 = ["t", "two"] }', "plural-words"),
        ('categories = ["other"]\nplural = "0"\nspelled = { 2 = ["two 2"] }', "plural-words"),
        ('categories = ["other"]\nplural = "0"\nspelled = 2', "plural-words"),
        ('categories = ["one", "two", "other"]\nplural = "n != 1"', "plural-rule"),
        ('categories = ["one", "one", "other"]\nplural = "n != 1"', "plural-order"),
        ('categories = ["single", "other"]\nplural = "n != 1"', "plural-order"),
        ('categories = "one other"\nplural = "n != 1"', "plural-order"),
        ('categories = []\nplural = "0"', "plural-order"),
        ('plural = "n != 1"', "plural-order"),
        ('categories = ["one", "other"]', "plural-rule"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path: Path, row: str, rule: str) -> None:
    path = tmp_path / "plurals.toml"
    path.write_text(f"[xx]\n{row}\n")

    with pytest.raises(CatalogError, match=rule):
        PluralTable.load(path)


def test_the_header_of_a_file_says_the_rule() -> None:
    assert PluralRule(("one", "other"), "n != 1").header == "nplurals=2; plural=(n != 1);"


def test_only_a_language_that_needs_it_spells_its_numbers() -> None:
    assert {tag for tag, rule in TABLE.rules.items() if rule.spelled} == {"ar"}
    assert "دقيقتين" in TABLE.rule("ar-EG").spelled["2"]


@pytest.mark.parametrize("body", [b"\xff", b"[pl", b"[pl]\n[pl]"])
def test_a_table_that_cannot_be_read_is_told(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "plurals.toml").write_bytes(body)

    with pytest.raises(CatalogError, match="unreadable"):
        PluralTable.load(tmp_path / "plurals.toml")


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="unreadable"):
        PluralTable.load(tmp_path / "plurals.toml")


def test_a_row_that_is_no_table_is_told_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "plurals.toml").write_text('xx = 3\n[yy]\ncategories = ["one", "other"]\nplural = "n"\n')

    with pytest.raises(CatalogError) as raised:
        PluralTable.load(tmp_path / "plurals.toml")

    assert [finding.rule for finding in raised.value.findings] == ["plural-order", "plural-rule"]


@pytest.mark.parametrize(("tag", "wanted"), [("pl", "pl"), ("pl-PL", "pl"), ("pl_PL", "pl"), ("ar-EG-x-a", "ar")])
def test_a_tag_finds_its_own_row_or_that_of_its_language(tag: str, wanted: str) -> None:
    assert TABLE.rule(tag) is TABLE.rules[wanted]


def test_a_region_with_a_row_of_its_own_uses_it() -> None:
    table = PluralTable({"pt": ENGLISH, "pt-BR": PluralRule(("one", "other"), "n > 1")})

    assert table.rule("pt_BR") is table.rules["pt-BR"]


def test_a_language_without_a_row_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        TABLE.rule("qqq")


def test_a_negative_number_counts_like_its_positive_one() -> None:
    assert ENGLISH.category(-1) == "one"


@pytest.mark.parametrize("tag", sorted(TABLE.rules))
def test_every_row_maps_its_own_header_to_itself(tag: str) -> None:
    rule = TABLE.rule(tag)

    assert rule.order_from(rule.header) == list(range(len(rule.categories)))
    assert list(rule.categories) == sorted(rule.categories, key=ORDER.index)


def test_two_forms_swapped_by_another_tool_are_swapped_back() -> None:
    assert ENGLISH.order_from("nplurals=2; plural=(n == 1);") == [1, 0]


def test_a_tool_that_shares_one_form_among_two_of_ours_is_refused() -> None:
    """Its words would be wrong for one of the two numbers."""
    assert TABLE.rule("pl").order_from("nplurals=3; plural=(n==1 ? 0 : 1);") is None
