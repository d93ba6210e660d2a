"""What a person reads in their language, and that a damaged catalogue never breaks a page."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from api.content.texts import Risk
from api.errors import CatalogError
from api.i18n.catalogs import Catalog, Text, load_catalog, plural_rule
from api.i18n.parts import Source
from api.i18n.review import digest, trail_path
from api.translation.extract import InterfaceMessage
from tests.factories import (
    ARABIC,
    ENGLISH,
    LONG,
    MIRRORED,
    PO_HEAD,
    POLISH,
    REGISTRY,
    ROOT,
    make_message,
    po_entry,
    write_locales,
    write_roles,
)

FEET = make_message("feet.title", "Feet")
DAYS = InterfaceMessage("ui.days", "{n} day", "{n} days")
SOURCES: dict[str, Source] = {"feet.title": ("feet", FEET), "ui.days": ("ui", DAYS)}


def polish(folder: Path, *entries: str) -> Catalog:
    return load_catalog(write_locales(folder, pl_feet=PO_HEAD + "".join(entries)), POLISH, SOURCES)


def plural_entry(*forms: str) -> str:
    lines = "".join(f'msgstr[{index}] "{form}"\n' for index, form in enumerate(forms))
    return f'msgctxt "ui.days"\nmsgid "{{n}} day"\nmsgid_plural "{{n}} days"\n{lines}\n'


def rules(catalog: Catalog) -> list[str]:
    return [finding.rule for finding in catalog.findings]


def test_a_translated_text_is_served_in_its_language(tmp_path: Path) -> None:
    catalog = polish(tmp_path, po_entry("feet.title", "Feet", "Stopy"))

    assert catalog.message("feet.title", "Feet") == Text("Stopy", "pl", fallback=False)
    assert catalog.missing == {"ui.days"}


def test_an_untranslated_text_is_served_in_english_and_says_so(tmp_path: Path) -> None:
    catalog = polish(tmp_path, po_entry("feet.title", "Feet", ""))

    assert catalog.message("feet.title", "Feet") == Text("Feet", "en", fallback=True)
    assert catalog.review("feet.title") == "missing"
    assert rules(catalog) == []


def test_words_are_never_shown_for_another_english_text(tmp_path: Path) -> None:
    catalog = polish(tmp_path, po_entry("feet.title", "Feet", "Stopy"))

    assert catalog.message("feet.title", "Hands") == Text("Hands", "en", fallback=True)


def test_a_number_takes_its_polish_form(tmp_path: Path) -> None:
    catalog = polish(tmp_path, plural_entry("{n} dzień", "{n} dni", "{n} dni razem"))

    assert [catalog.plural("ui.days", "{n} day", "{n} days", n).value for n in (1, 3, 5)] == [
        "{n} dzień",
        "{n} dni",
        "{n} dni razem",
    ]


def test_a_plural_falls_back_to_the_english_form(tmp_path: Path) -> None:
    catalog = polish(tmp_path)

    assert [catalog.plural("ui.days", "{n} day", "{n} days", n).value for n in (1, 2)] == ["{n} day", "{n} days"]


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        (po_entry("feet.title", "Feet", "Stopy", "#, fuzzy\n"), "fuzzy"),
        (po_entry("feet.title", "Foot", "Stopa"), "source-changed"),
        (po_entry("feet.title", "Feet", "<i>Stopy</i>"), "markup"),
        (po_entry("feet.gone", "Feet", "Stopy"), "unknown-id"),
        ('msgid "Feet"\nmsgstr "Stopy"\n\n', "no-id"),
        (plural_entry("{n} dzień", "{n} dni"), "plural-count"),
        (plural_entry("{n} dzień", "{n} dni", ""), "plural-count"),
    ],
)
def test_a_damaged_text_falls_back_and_is_told(tmp_path: Path, entry: str, rule: str) -> None:
    catalog = polish(tmp_path, entry)

    assert rules(catalog) == [rule]
    assert catalog.message("feet.title", "Feet").fallback
    assert catalog.plural("ui.days", "{n} day", "{n} days", 2).fallback


@pytest.mark.parametrize(
    "torn",
    [
        'msgctxt "x\nmsgid\n\n',
        'msgctxt "ui.days"\nmsgid "{n} day"\nmsgstr "{n} dni\n\n',
        'msgctxt "ui.days"\nmsgid "{n} day"\nmsgstr "{n} "dni""\n\n',
        "<<<<<<< ours\n\n",
        "\x00\x01\n\n",
    ],
)
def test_a_torn_entry_does_not_take_the_others_with_it(tmp_path: Path, torn: str) -> None:
    catalog = polish(tmp_path, torn, po_entry("feet.title", "Feet", "Stopy"))

    assert catalog.message("feet.title", "Feet").value == "Stopy"
    assert rules(catalog) == ["torn-entry"]


def test_a_finding_names_file_and_line(tmp_path: Path) -> None:
    catalog = polish(tmp_path, po_entry("feet.title", "Feet", "<i>"))

    finding = catalog.findings[0]
    lines = finding.path.read_text().split("\n")
    assert "feet.title" in "\n".join(lines[finding.line - 1 : finding.line + 2])


def test_a_text_that_stands_twice_is_told(tmp_path: Path) -> None:
    catalog = polish(tmp_path, po_entry("feet.title", "Feet", "Stopy"), po_entry("feet.title", "Feet", "Nogi"))

    assert catalog.message("feet.title", "Feet").value == "Stopy"
    assert rules(catalog) == ["duplicate-id"]


def test_a_wrong_byte_costs_only_its_own_text(tmp_path: Path) -> None:
    locales = write_locales(tmp_path)
    path = locales / "pl" / "LC_MESSAGES" / "feet.po"
    path.parent.mkdir(parents=True)
    path.write_bytes((PO_HEAD + po_entry("feet.title", "Feet", "St#py")).encode().replace(b"#py", b"\xf3py"))

    catalog = load_catalog(locales, POLISH, SOURCES)

    assert catalog.message("feet.title", "Feet").fallback
    assert "not-utf8" in rules(catalog)


def test_a_language_of_which_nothing_can_be_read_stops_the_start(tmp_path: Path) -> None:
    locales = write_locales(tmp_path, pl_feet='msgctxt "x\nmsgid\n')

    with pytest.raises(CatalogError, match="torn-entry"):
        load_catalog(locales, POLISH, SOURCES)


def test_a_language_without_files_yet_is_all_english(tmp_path: Path) -> None:
    catalog = load_catalog(write_locales(tmp_path), ARABIC, SOURCES)

    assert rules(catalog) == ["no-catalogue"]
    assert catalog.missing == set(SOURCES)


def test_english_is_itself(tmp_path: Path) -> None:
    catalog = load_catalog(tmp_path, ENGLISH, SOURCES)

    assert catalog.message("feet.title", "Feet") == Text("Feet", "en", fallback=False)
    assert catalog.review("feet.title") == "source"
    assert catalog.missing == set()


def test_the_long_language_keeps_placeholders_and_is_longer(tmp_path: Path) -> None:
    text = load_catalog(tmp_path, LONG, SOURCES).plural("ui.days", "{n} day", "{n} days together", 3)

    assert text.lang == "en-XA"
    assert "{n}" in text.value
    assert text.value.startswith("[")
    assert len(text.value) >= 1.5 * len("{n} days together")


def test_the_mirrored_language_is_right_to_left_without_direction_marks(tmp_path: Path) -> None:
    value = load_catalog(tmp_path, MIRRORED, SOURCES).message("x", "Save {size}, please").value

    assert "{size}" in value
    assert not any("a" <= char.lower() <= "z" for char in value.replace("{size}", ""))
    assert not any(char in value for char in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


def trail(locales: Path, *lines: str) -> None:
    path = trail_path(locales / "pl", "feet")
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(lines) + "\n")


def event(name: str, source: str = "Feet", target: str = "Stopy") -> str:
    by = "engine" if name == "machine-draft" else "anna"
    return (
        f'{{"id":"feet.title","ev":"{name}","src":"{digest((source,))}","tgt":"{digest((target,))}",'
        f'"by":"{by}","at":"2026-11-20"}}'
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], "translated"),
        ([event("machine-draft")], "machine-draft"),
        ([event("machine-draft"), event("peer-reviewed")], "peer-reviewed"),
        ([event("clinically-reviewed"), event("peer-reviewed")], "clinically-reviewed"),
        ([event("clinically-reviewed", target="Nogi")], "translated"),
        ([event("clinically-reviewed", source="Foot")], "translated"),
        (["{torn", event("peer-reviewed")], "peer-reviewed"),
        ([event("peer-reviewed"), event("withdrawn"), event("translated")], "translated"),
    ],
)
def test_a_review_holds_only_for_the_very_texts_it_was_made_for(
    tmp_path: Path, lines: list[str], expected: str
) -> None:
    locales = write_locales(tmp_path, pl_feet=PO_HEAD + po_entry("feet.title", "Feet", "Stopy"))
    trail(locales, *lines)
    write_roles(locales, "anna")

    assert load_catalog(locales, POLISH, SOURCES).review("feet.title") == expected


@pytest.mark.parametrize(
    ("risk", "source", "target", "shown"),
    [
        (Risk.EXERCISE, "Watch for 2 minutes.", "نشاهد لمدة دقيقتين.", True),
        (Risk.SAFETY, "2 sources differ.", "اختلف مصدران.", True),
        (Risk.SAFETY, "Call 112 within 2 minutes.", "اتصل بالرقم 112 خلال دقيقتين.", False),
        (Risk.SAFETY, "Call 112 within 2 minutes.", "اتصل بالرقم 112 خلال 2 دقيقة.", True),
        (Risk.EXERCISE, "Call 112 within 2 minutes.", "اتصل بالرقم 112 خلال دقيقتين.", True),
    ],
)
def test_a_dual_may_stand_for_its_digit_but_not_beside_a_number_to_dial(
    tmp_path: Path, risk: Risk, source: str, target: str, shown: bool
) -> None:
    """Nobody in danger should have to tell a counted word from a dialled one."""
    locales = write_locales(tmp_path, ar_feet=PO_HEAD + po_entry("feet.title", source, target))
    message = make_message("feet.title", source, risk=risk)

    assert load_catalog(locales, ARABIC, {"feet.title": message}).message("feet.title", source).fallback is not shown


def test_a_withdrawn_text_is_not_shown(tmp_path: Path) -> None:
    locales = write_locales(tmp_path, pl_feet=PO_HEAD + po_entry("feet.title", "Feet", "Stopy"))
    trail(locales, event("withdrawn"))

    assert load_catalog(locales, POLISH, SOURCES).message("feet.title", "Feet").fallback


def test_a_regional_language_takes_from_its_base_what_it_does_not_say_itself(tmp_path: Path) -> None:
    """Two thirds of Brazilian Portuguese are the Portuguese texts."""
    regional = replace(POLISH, tag="pl-PL", folder="pl_PL", base="pl")
    locales = write_locales(
        tmp_path,
        pl_feet=PO_HEAD + po_entry("feet.title", "Feet", "Stopy") + plural_entry("{n} dzień", "{n} dni", "{n} dni"),
        pl_PL_feet=PO_HEAD + po_entry("feet.title", "Feet", "Nogi"),
    )

    catalog = load_catalog(locales, regional, SOURCES)

    assert catalog.message("feet.title", "Feet") == Text("Nogi", "pl-PL", fallback=False)
    assert catalog.plural("ui.days", "{n} day", "{n} days", 5) == Text("{n} dni", "pl-PL", fallback=False)
    assert catalog.missing == set()


def test_a_base_and_what_stands_on_it_count_alike() -> None:
    """Forms of one are shown by the rule of the other."""
    for locale in REGISTRY.locales:
        if locale.below:
            folder = ROOT / "locales"
            assert plural_rule(folder, locale).categories == plural_rule(folder, locale.below).categories, locale.tag


def test_a_file_cut_or_scrambled_anywhere_never_breaks_the_reading(tmp_path: Path) -> None:
    whole = (PO_HEAD + po_entry("feet.title", "Feet", "Stopy") + plural_entry("a {n}", "b {n}", "c {n}")).encode()
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    dice = random.Random(seed)
    locales = write_locales(tmp_path, pl_feet="")
    path = locales / "pl" / "LC_MESSAGES" / "feet.po"
    for _ in range(150):
        torn = bytearray(whole[: dice.randrange(1, len(whole) + 1)])
        for _ in range(dice.randrange(4)):
            torn[dice.randrange(len(torn))] = dice.randrange(256)
        path.write_bytes(torn)
        try:
            catalog = load_catalog(locales, POLISH, SOURCES)
        except CatalogError:
            continue
        assert catalog.message("feet.title", "Feet").value
        assert catalog.plural("ui.days", "{n} day", "{n} days", 5).value


def test_a_language_without_a_plural_rule_stops_the_start(tmp_path: Path) -> None:
    locales = write_locales(tmp_path, pl_feet=PO_HEAD)
    (locales / "plurals.toml").write_text("")

    with pytest.raises(CatalogError, match="no-plural-rule"):
        plural_rule(locales, POLISH)


def test_a_text_that_stands_in_two_files_is_shown_from_the_first(tmp_path: Path) -> None:
    first, second = (PO_HEAD + po_entry("feet.title", "Feet", word) for word in ("Stopy", "Nogi"))

    catalog = load_catalog(write_locales(tmp_path, pl_a=first, pl_b=second), POLISH, SOURCES)

    assert catalog.message("feet.title", "Feet").value == "Stopy"
    assert [(finding.rule, finding.path.name) for finding in catalog.findings] == [("duplicate-id", "b.po")]


def test_a_single_text_does_not_serve_where_two_forms_are_asked_for(tmp_path: Path) -> None:
    catalog = polish(tmp_path, po_entry("feet.title", "Feet", "Stopy"))

    assert catalog.plural("feet.title", "Feet", "Feet", 2).fallback


def test_words_that_were_missed_are_remembered(tmp_path: Path) -> None:
    catalog = polish(tmp_path)
    catalog.message("ui.new", "New")

    assert catalog.missing == {*SOURCES, "ui.new"}


def test_a_computed_language_counts_as_written_by_a_machine(tmp_path: Path) -> None:
    assert load_catalog(tmp_path, LONG, SOURCES).review("feet.title") == "machine-draft"
