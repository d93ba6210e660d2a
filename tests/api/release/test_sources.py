"""Everything a release is made from: what is refused, what is told, and the id that follows from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.content.loader import load_programme
from api.errors import BuildError, ContentError
from api.i18n import parts
from api.i18n.catalogs import Catalog
from api.narration.clips import Recording, take_in
from api.narration.ledger import narration_folder
from api.narration.script import all_ids, scripts
from api.release import sources
from api.release.memo import Memo
from api.release.sources import all_messages, fingerprints, known_pictures, load_sources, messages_by_domain
from api.settings import Settings
from tests.factories import ENGLISH, TODAY, make_checkout, translate
from tests.recordings import record

EXPIRED = date(2027, 1, 31)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_checkout(tmp_path)


def add(settings: Settings, name: str, text: str = "x") -> None:
    path = settings.source_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + (path.read_text() if path.is_file() else ""))


def test_a_sound_checkout_is_loaded_without_a_word(settings: Settings) -> None:
    loaded = load_sources(settings, TODAY)

    assert [locale.tag for locale in loaded.offered] == ["en", "pl"]
    assert list(loaded.catalogs) == ["en", "pl"]
    assert loaded.warnings == ()
    assert loaded.fingerprints.release == fingerprints(settings, TODAY).release


def test_computed_languages_are_offered_only_on_demand(settings: Settings) -> None:
    loaded = load_sources(replace(settings, pseudo_locales=True), TODAY)

    assert [locale.tag for locale in loaded.offered] == ["en", "pl", "en-XA"]
    assert loaded.catalogs["en-XA"].message("ui.nav.back", "Back").value.startswith("[")


def test_languages_that_a_server_does_not_want_are_not_offered(settings: Settings) -> None:
    loaded = load_sources(replace(settings, languages=("en",)), TODAY)

    assert [locale.tag for locale in loaded.offered] == ["en"]
    assert list(loaded.catalogs) == ["en"]
    assert loaded.fingerprints.release != fingerprints(settings, TODAY).release


def test_a_front_end_that_was_not_built_is_told_with_its_remedy(settings: Settings) -> None:
    (settings.pwa_dir / "dist" / "build.json").unlink()

    with pytest.raises(BuildError, match="run `make build`"):
        load_sources(settings, TODAY)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content/exercises/feet/exercise.toml", "speed = 2\n"),
        ("content/pages/help.toml", "code = \n"),
    ],
)
def test_broken_content_is_never_loaded(settings: Settings, name: str, text: str) -> None:
    add(settings, name, text)

    with pytest.raises(ContentError, match=Path(name).name):
        load_sources(settings, TODAY)


def test_content_that_breaks_a_rule_is_never_loaded(settings: Settings) -> None:
    (settings.content_dir / "exercises" / "feet" / "design.md").unlink()

    with pytest.raises(ContentError, match="no-design"):
        load_sources(settings, TODAY)


def test_a_picture_without_a_drawing_is_never_loaded(settings: Settings) -> None:
    (settings.pwa_dir / "pictures" / "scenes" / "bus-dawn.svg").unlink()

    with pytest.raises(ContentError, match="undrawn-picture"):
        load_sources(settings, TODAY)


def test_an_expired_service_is_told_and_never_keeps_the_programme_from_people(settings: Settings) -> None:
    """A server that is started late must not fall silent about help."""
    loaded = load_sources(settings, EXPIRED)

    assert [finding.rule for finding in loaded.warnings] == ["service-expired"]


def test_damage_in_a_catalogue_is_told_beside_the_rest(settings: Settings) -> None:
    translate(settings, "ui", "ui.nav.back", "<b>Wstecz</b>")

    loaded = load_sources(settings, TODAY)

    assert [(finding.rule, finding.path.name) for finding in loaded.warnings] == [("markup", "ui.po")]


def test_every_text_knows_the_file_it_is_translated_in(settings: Settings) -> None:
    messages = all_messages(load_programme(settings.content_dir), settings.pwa_dir)

    assert messages["feet.title"][0] == "feet"
    assert messages["services.nl.name"][0] == "services"
    assert messages["ui.nav.back"][0] == "ui"
    assert messages["ui.days"][1].text == "{n} day"


def test_texts_are_grouped_by_file_in_the_order_of_reading(settings: Settings) -> None:
    grouped = messages_by_domain(all_messages(load_programme(settings.content_dir), settings.pwa_dir))

    assert list(grouped) == [
        "programme",
        "grounding",
        "feet",
        "second",
        "sorting",
        "help",
        "listening",
        "unplanned",
        "call",
        "pictures",
        "services",
        "ui",
    ]
    assert [message.id for message in grouped["feet"]][:2] == ["feet.title", "feet.summary"]


def test_the_drawn_pictures_are_the_scenes(settings: Settings) -> None:
    assert known_pictures(settings.pwa_dir) == {"bus-dawn"}


CHANGES: dict[str, Callable[[Settings], object]] = {
    "content": lambda at: add(at, "content/programme.toml", "# x\n"),
    "a catalogue": lambda at: translate(at, "ui", "ui.nav.back", "Wstecz"),
    "a review": lambda at: add(at, "locales/pl/trail/ui.jsonl"),
    "a template": lambda at: add(at, "pwa/templates/page.html", "<p>"),
    "a drawing": lambda at: add(at, "pwa/pictures/palette.css", "\n"),
    "an icon": lambda at: add(at, "pwa/icons/icon.svg"),
    "a script": lambda at: add(at, "pwa/dist/main.js"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_id_changes_with_every_input(settings: Settings, change: str) -> None:
    """A phone that kept a release must notice that there is another."""
    before = fingerprints(settings, TODAY).release

    CHANGES[change](settings)

    assert fingerprints(settings, TODAY).release != before


@pytest.mark.parametrize(
    "name", ["content/README.md", "locales/pot/ui.pot", "pwa/src/main.ts", "tests/x.py", "pwa/templates/x.pyc"]
)
def test_the_id_stays_with_what_makes_no_difference(settings: Settings, name: str) -> None:
    """An update costs people data; none is offered for nothing."""
    before = fingerprints(settings, TODAY).release

    add(settings, name)

    assert fingerprints(settings, TODAY).release == before


@pytest.mark.parametrize(("place", "same"), [("workbench", True), ("migrations/versions", True), ("release", False)])
def test_what_translators_work_with_is_no_new_release_for_phones(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, same: bool
) -> None:
    package = tmp_path / "package"
    (package / place).mkdir(parents=True)
    monkeypatch.setattr(sources, "PACKAGE", package)
    before = fingerprints(settings, TODAY).release
    (package / place / "changed.py").write_text("new", "utf-8")
    assert (fingerprints(settings, TODAY).release == before) is same


def test_a_language_that_is_not_offered_changes_nothing(settings: Settings) -> None:
    """Translators write for months before a language is shown; phones must not be told of a new release each time."""
    before = fingerprints(settings, TODAY)

    add(settings, "locales/nl/LC_MESSAGES/ui.po")

    assert fingerprints(settings, TODAY) == before


@pytest.mark.parametrize(
    ("name", "pages", "languages"),
    [
        ("locales/pl/trail/ui.jsonl", [], ["pl"]),
        ("locales/pl/narration/clips.jsonl", ["pl"], ["pl"]),
        ("pwa/templates/page.html", ["en", "pl"], ["en", "pl"]),
    ],
)
def test_each_language_has_a_fingerprint_of_its_own(
    settings: Settings, name: str, pages: list[str], languages: list[str]
) -> None:
    before = fingerprints(settings, TODAY)

    add(settings, name)

    after = fingerprints(settings, TODAY)
    assert [tag for tag in before.pages if before.pages[tag] != after.pages[tag]] == pages
    assert [tag for tag in before.languages if before.languages[tag] != after.languages[tag]] == languages


def test_what_is_known_is_not_read_again(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    translate(settings, "ui", "ui.nav.back", "<b>Wstecz</b>")
    folder = tmp_path_factory.mktemp("memo")
    first = load_sources(settings, TODAY, Memo(folder))
    monkeypatch.setattr(sources, "extract_interface", pytest.fail)
    monkeypatch.setattr(parts, "read_po", pytest.fail)
    monkeypatch.setattr(sources, "check_programme", pytest.fail)

    again = load_sources(settings, TODAY, Memo(folder))

    assert again.tongues == first.tongues
    assert again.catalogs == first.catalogs
    assert [(finding.rule, finding.path) for finding in again.warnings] == [
        ("markup", settings.locales_dir / "pl" / "LC_MESSAGES" / "ui.po")
    ]


def test_a_renamed_file_is_another_release(settings: Settings) -> None:
    add(settings, "pwa/icons/a.svg")
    before = fingerprints(settings, TODAY).release
    (settings.pwa_dir / "icons" / "a.svg").rename(settings.pwa_dir / "icons" / "b.svg")

    assert fingerprints(settings, TODAY).release != before


@pytest.mark.parametrize("changes", [{"pseudo_locales": True}, {"default_language": "pl"}])
def test_the_id_changes_with_what_the_server_was_told(settings: Settings, changes: dict[str, bool | str]) -> None:
    assert fingerprints(replace(settings, **changes), TODAY).release != fingerprints(settings, TODAY).release  # type: ignore[arg-type]


def test_the_id_changes_with_the_programs_that_make_the_bytes(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprints(settings, TODAY).release
    monkeypatch.setattr(sources, "version", lambda name: f"{name} of another day")

    assert fingerprints(settings, TODAY).release != before


@pytest.mark.parametrize(("today", "same"), [(date(2026, 11, 24), True), (date(2027, 1, 30), True), (EXPIRED, False)])
def test_the_id_changes_on_the_day_after_the_last_one_of_a_service(settings: Settings, today: date, same: bool) -> None:
    """The help page says since when a number is not checked, so it is another page on that day."""
    assert (fingerprints(settings, today).release == fingerprints(settings, TODAY).release) is same


def test_an_id_is_short_and_the_same_in_every_folder(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = make_checkout(tmp_path_factory.mktemp("elsewhere"))

    assert fingerprints(elsewhere, TODAY).release == fingerprints(settings, TODAY).release
    assert len(fingerprints(settings, TODAY).release) == 12


def test_a_recording_of_todays_words_is_in_the_release_and_one_of_other_words_is_not(
    settings: Settings, tmp_path: Path
) -> None:
    programme = load_programme(settings.content_dir)
    english = Catalog(ENGLISH, compute=str)
    said = {script.id: script for script in scripts(programme, english)}
    recording = Recording("feet.s01", record(tmp_path / "feet.s01.wav"))
    folder = narration_folder(settings.locales_dir, "en")
    take_in(folder, said, all_ids(programme), [recording], by="quiet-river", voice="person", at=TODAY)

    loaded = load_sources(settings, TODAY)
    (found,) = loaded.voices["en"].values()
    assert (found.clip.id, set(found.bodies)) == ("feet.s01", {"ogg", "m4a"})
    assert loaded.voices["pl"] == {}
    path = settings.content_dir / "exercises" / "feet" / "exercise.toml"
    path.write_text(path.read_text().replace("How is it now?", "How is it today?"))
    assert load_sources(settings, TODAY).voices["en"] == {}
