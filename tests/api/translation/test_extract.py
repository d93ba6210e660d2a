"""Interface messages in templates: every literal one is found, every other one is refused."""

from pathlib import Path

import pytest

from api.content.texts import Risk
from api.errors import CatalogError
from api.translation.extract import InterfaceMessage, extract_interface


def extracted(folder: Path, **templates: str) -> list[InterfaceMessage]:
    for name, text in templates.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return extract_interface(folder)


def test_a_message_brings_its_id_english_and_note(tmp_path: Path) -> None:
    found = extracted(tmp_path, page='<p>\n{# i18n: one word #}\n{{ t("ui.nav.back", "Back") }}')

    assert [(message.id, message.text, message.plural, message.note, message.line) for message in found] == [
        ("ui.nav.back", "Back", None, "one word", 3)
    ]


def test_a_counting_message_brings_its_plural(tmp_path: Path) -> None:
    found = extracted(tmp_path, page='{{ tn("ui.days", "{n} day", "{n} days", count) }}')

    assert (found[0].text, found[0].plural) == ("{n} day", "{n} days")


def test_values_for_placeholders_are_no_words(tmp_path: Path) -> None:
    found = extracted(tmp_path, page='{{ t("ui.size", "Size: {size}", size=pack.size) }}')

    assert found[0].text == "Size: {size}"


def test_a_message_used_twice_is_one(tmp_path: Path) -> None:
    found = extracted(tmp_path, a='{{ t("ui.x", "Yes") }}', b='{{ t("ui.x", "Yes") }}')

    assert [message.path.name for message in found] == ["a.html"]


@pytest.mark.parametrize(
    ("message_id", "risk"),
    [
        ("ui.nav.back", Risk.INTERFACE),
        ("ui.help.call", Risk.SAFETY),
        ("ui.privacy.short", Risk.SAFETY),
        ("ui.check.strain", Risk.EXERCISE),
        ("ui.helpful", Risk.INTERFACE),
    ],
)
def test_words_about_help_and_privacy_are_safety_texts(tmp_path: Path, message_id: str, risk: Risk) -> None:
    """Unapproved words of this class are shown together with their English."""
    assert extracted(tmp_path, page=f'{{{{ t("{message_id}", "Words") }}}}')[0].risk is risk


@pytest.mark.parametrize(
    ("template", "rule"),
    [
        ('{{ t(name, "Back") }}', "not-literal"),
        ('{{ t("ui.x", words) }}', "not-literal"),
        ('{{ t("ui.x", "a" ~ b) }}', "not-literal"),
        ('{{ t("ui.x") }}', "not-literal"),
        ('{{ tn("ui.x", "{n} day", n) }}', "not-literal"),
        ('{{ t("nav.back", "Back") }}', "bad-id"),
        ('{{ t("ui.Nav", "Back") }}', "bad-id"),
        ('{{ t("ui.x", " Back") }}', "spaces"),
        ('{{ t("ui.x", "") }}', "spaces"),
        ('{{ tn("ui.x", "{day}", "{n} days", n) }}', "placeholder"),
        ('{{ t("ui.x", "A") }}{{ t("ui.x", "B") }}', "two-texts"),
        ("{% if %}", "template-syntax"),
    ],
)
def test_what_would_be_lost_is_refused(tmp_path: Path, template: str, rule: str) -> None:
    with pytest.raises(CatalogError, match=rule):
        extracted(tmp_path, page=template)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as raised:
        extracted(tmp_path, a="{{ t(x, y) }}", b='{{ t("x", "y") }}')

    assert [finding.rule for finding in raised.value.findings] == ["not-literal", "bad-id"]


def test_a_template_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes("{{ t('ui.x', 'é') }}".encode("latin-1"))

    with pytest.raises(CatalogError, match="not-utf8"):
        extract_interface(tmp_path)


def test_a_broken_template_is_told_at_its_line_beside_the_others(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as raised:
        extracted(tmp_path, a="<p>\n{% if %}", b="{{ t(x, y) }}")

    found = [(finding.path.name, finding.line, finding.rule) for finding in raised.value.findings]
    assert found == [("a.html", 2, "template-syntax"), ("b.html", 1, "not-literal")]


@pytest.mark.parametrize("call", ["{{ t() }}", '{{ tn("ui.x") }}', "{{ t(none) }}"])
def test_a_call_without_its_words_is_told(tmp_path: Path, call: str) -> None:
    with pytest.raises(CatalogError, match="not-literal"):
        extracted(tmp_path, page=call)


def test_templates_in_folders_are_read_and_code_beside_them_is_not(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "home.html").write_text('{{ t("ui.home", "Home") }}')
    (tmp_path / "names.py").write_bytes(b"\xff")

    assert [message.id for message in extract_interface(tmp_path)] == ["ui.home"]


def test_words_beside_the_calls_are_no_messages(tmp_path: Path) -> None:
    found = extracted(tmp_path, page='{# t("ui.a", "A") #}{{ that("ui.b", "B") }}{{ words.m(step.title) }}')

    assert found == []


def test_a_plural_may_say_more_than_its_singular(tmp_path: Path) -> None:
    found = extracted(tmp_path, page='{{ tn("ui.x", "one day", "{n} days", n) }}')

    assert (found[0].text, found[0].plural) == ("one day", "{n} days")


def test_a_note_explains_a_placeholder(tmp_path: Path) -> None:
    found = extracted(tmp_path, page='{# i18n: {n} = days #}\n{{ tn("ui.x", "{n} day", "{n} days", n) }}')

    assert found[0].note == "{n} = days"
