"""Words of a draft reach the catalogue, the trail and git; two people on one string lose none."""

import errno
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest

from api.i18n.review import digest
from api.workbench import handing_in
from api.workbench.bench import Bench
from tests.api.workbench.conftest import Someone
from tests.factories import translate, write_roles

Join = Callable[..., Someone]
TEXT = "grounding.s02.body.1"
UNIT = "/languages/pl/units/grounding"


def text_of(someone: Someone, text: str = TEXT, unit: str = UNIT) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in someone.told("GET", unit)["texts"] if one["id"] == text)
    return found


def draft(someone: Someone, words: str | list[str], text: str = TEXT, unit: str = UNIT, **more: Any) -> Any:
    """Type words as the editor does: made from what stands there now."""
    now = text_of(someone, text, unit)
    forms = [words] if isinstance(words, str) else words
    seen = now["draft"]["etag"] if now["draft"] else ""
    body = {"forms": forms, "base": now["base"], "source": now["source_digest"], "seen": seen, **more}
    return someone.ask("PUT", f"/languages/pl/texts/{text}/draft", body)


def hand_in(someone: Someone, unit: str = UNIT, **body: Any) -> Any:
    return someone.told("POST", f"{unit}/hand-in", body)


def word(bench: Bench, text: str = TEXT, domain: str = "grounding") -> str:
    po = polib.pofile(str(bench.settings.locales_dir / "pl" / "LC_MESSAGES" / f"{domain}.po"))
    return str(next(entry.msgstr for entry in po if entry.msgctxt == text))


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture
def repository(bench: Bench) -> Path:
    """Put the project under git, with a hook that would stop every commit."""
    folder = bench.settings.source_dir
    git(folder, "init", "-q", "-b", "main")
    (folder / ".gitignore").write_text("data/\ncache/\n", "utf-8")
    git(folder, "add", "-A")
    git(folder, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "begin")
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch ran\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    return folder


def test_a_draft_is_shown_to_nobody_who_reads(bench: Bench, join: Join) -> None:
    anna = join("anna")
    assert draft(anna, "Autobus się spóźnia.").status_code == 200
    assert word(bench) == ""
    assert text_of(anna)["draft"]["forms"] == ["Autobus się spóźnia."]


def test_words_handed_in_are_one_commit_under_the_pseudonym(bench: Bench, join: Join, repository: Path) -> None:
    anna = join("anna")
    draft(anna, "Autobus się spóźnia.")
    authored = repository / "content" / "programme.toml"
    authored.write_text(f"{authored.read_text('utf-8')}# somebody else's work\n", "utf-8")
    git(repository, "add", "content/programme.toml")
    (repository / "notes.txt").write_text("not ours", "utf-8")

    told = hand_in(anna)

    assert told["taken"] == [TEXT]
    assert word(bench) == "Autobus się spóźnia."
    assert git(repository, "log", "-1", "--format=%h %an %ae %cn %s", "--abbrev=12").split(" ", 4) == [
        told["commit"],
        "anna",
        "anna@users.noreply.invalid",
        "anna",
        "pl grounding: 1 text translated\n",
    ]
    touched = git(repository, "show", "--name-only", "--format=", "HEAD").split()
    assert touched == ["locales/pl/LC_MESSAGES/grounding.po", "locales/pl/trail/grounding.jsonl"]
    assert git(repository, "status", "--porcelain").splitlines() == ["M  content/programme.toml", "?? notes.txt"]
    assert not (repository / "ran").exists()
    now = text_of(anna)
    assert (now["state"], now["by"], now["draft"]) == ("translated", "anna", None)


def test_files_that_somebody_else_was_changing_are_not_committed(bench: Bench, join: Join, repository: Path) -> None:
    anna = join("anna")
    draft(anna, "Autobus się spóźnia.")
    translate(bench.settings, "grounding", "grounding.s03.body.1", "Zimno jej w stopy.")
    assert hand_in(anna)["commit"] is None
    assert word(bench) == "Autobus się spóźnia."
    assert git(repository, "log", "--format=%s").splitlines() == ["begin"]


def test_a_new_language_comes_whole_with_its_first_hand_in(join: Join, repository: Path) -> None:
    """Whoever added the language has not committed its empty files: nobody's changes stand in them."""
    paths = ["locales/pl/LC_MESSAGES/grounding.po", "locales/pl/trail/grounding.jsonl"]
    git(repository, "rm", "--quiet", "--cached", "--ignore-unmatch", *paths)
    git(repository, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "--no-verify", "-m", "earlier")
    anna = join("anna")
    draft(anna, "Autobus się spóźnia.")

    told = hand_in(anna)

    assert told["commit"]
    assert git(repository, "show", "--name-only", "--format=", "HEAD").split() == paths


def test_without_git_there_is_a_patch_and_a_file(bench: Bench, join: Join, tmp_path: Path) -> None:
    anna = join("anna")
    draft(anna, "Autobus się spóźnia.")
    patch = anna.ask("GET", f"{UNIT}/patch").text
    po = anna.ask("GET", f"{UNIT}/po").text
    assert word(bench) == ""
    folder = bench.settings.source_dir
    (tmp_path / "change.patch").write_text(patch, "utf-8")
    subprocess.run(["git", "apply", str(tmp_path / "change.patch")], cwd=folder, check=True)
    assert word(bench) == "Autobus się spóźnia."
    assert (folder / "locales/pl/LC_MESSAGES/grounding.po").read_text("utf-8") == po
    assert text_of(anna)["by"] == "anna"
    assert hand_in(anna)["commit"] is None


def test_where_nothing_can_be_written_the_drafts_stay_and_the_patch_helps(
    bench: Bench, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = join("anna")
    draft(anna, "Autobus się spóźnia.")

    def full(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr(handing_in, "take", full)
        answer = anna.ask("POST", f"{UNIT}/hand-in", {})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "read-only")
    assert text_of(anna)["draft"]["forms"] == ["Autobus się spóźnia."]
    assert word(bench) == ""
    assert "+msgstr" in anna.ask("GET", f"{UNIT}/patch").text


def test_on_a_machine_without_git_words_are_in_the_files(
    bench: Bench, join: Join, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = join("anna")
    draft(anna, "Autobus się spóźnia.")
    monkeypatch.setenv("PATH", str(repository / "nothing"))
    assert hand_in(anna)["commit"] is None
    assert word(bench) == "Autobus się spóźnia."


def test_two_people_on_one_string_see_each_other_and_neither_loses_a_word(bench: Bench, join: Join) -> None:
    anna, ben = join("anna"), join("ben")
    draft(anna, "Autobus się spóźnia.")
    assert [one["by"] for one in draft(ben, "Autobus jest spóźniony.").json()["others"]] == ["anna"]
    assert text_of(anna)["others"][0]["forms"] == ["Autobus jest spóźniony."]

    assert hand_in(anna)["taken"] == [TEXT]
    told = hand_in(ben)
    assert told["taken"] == []
    assert [(one["theirs"], one["by"]) for one in told["disputed"]] == [(["Autobus się spóźnia."], "anna")]
    assert word(bench) == "Autobus się spóźnia."
    assert text_of(ben)["draft"]["conflict"]

    told = hand_in(ben, over={TEXT: told["disputed"][0]["base"]})
    assert told["taken"] == [TEXT]
    assert word(bench) == "Autobus jest spóźniony."
    assert text_of(anna)["draft"]["forms"] == ["Autobus się spóźnia."]


def test_a_choice_over_words_that_changed_again_is_asked_again(bench: Bench, join: Join) -> None:
    anna, ben = join("anna"), join("ben")
    draft(ben, "Autobus jest spóźniony.")
    draft(anna, "Autobus się spóźnia.")
    hand_in(anna)
    seen = hand_in(ben)["disputed"][0]["base"]
    draft(anna, "Autobus ma opóźnienie.")
    hand_in(anna)
    told = hand_in(ben, over={TEXT: seen})
    assert [one["theirs"] for one in told["disputed"]] == [["Autobus ma opóźnienie."]]
    assert word(bench) == "Autobus ma opóźnienie."


def test_two_devices_of_one_person_do_not_overwrite_each_other(join: Join) -> None:
    anna = join("anna")
    first = draft(anna, "Na telefonie.").json()["etag"]
    draft(anna, "Na komputerze.")
    late = draft(anna, "Znów na telefonie.", seen=first)
    assert late.status_code == 409
    told = late.json()
    assert (told["mine"]["forms"], told["theirs"]["forms"]) == (["Znów na telefonie."], ["Na komputerze."])
    assert draft(anna, "Oba.", seen=told["theirs"]["etag"]).status_code == 200


def test_what_arrives_twice_is_kept_once(join: Join) -> None:
    """A phone that got no answer sends again."""
    anna = join("anna")
    assert draft(anna, "Raz.", seen="").status_code == 200
    assert draft(anna, "Raz.", seen="").status_code == 200


def test_words_for_an_english_of_yesterday_are_stale(bench: Bench, join: Join) -> None:
    anna = join("anna")
    draft(anna, "Autobus się spóźnia.", source="0123456789ab")
    assert hand_in(anna)["stale"] == [TEXT]
    assert word(bench) == ""


@pytest.mark.parametrize("words", ["<b>Autobus</b>", "Autobus o 7", "https://example.org", "\u202eautobus", "\ue000"])
def test_damaged_words_are_refused_with_a_reason_and_stay_a_draft(bench: Bench, join: Join, words: str) -> None:
    anna = join("anna")
    draft(anna, words)
    assert hand_in(anna)["refused"][0]["reasons"][0]
    assert word(bench) == ""
    assert text_of(anna)["draft"]["forms"] == [words]


def test_what_the_rules_block_is_refused_and_what_they_doubt_is_not(bench: Bench, join: Join) -> None:
    rules = bench.settings.locales_dir / "rules.toml"
    row = '[[rules]]\nid = "{0}"\nlevel = "{0}"\nkind = "pattern"\npattern = "{1}"\nreason = "“{{found}}” is bad"\n'
    rules.write_text(row.format("block", "kurde") + row.format("warn", "bus"), "utf-8")
    anna = join("anna")
    assert [one["level"] for one in anna.told("GET", "/rules")["rules"]] == ["block", "warn"]
    draft(anna, "Ten kurde autobus.")
    assert hand_in(anna)["refused"] == [{"id": TEXT, "reasons": ["“kurde” is bad"]}]
    draft(anna, "Ten autobus.")
    assert hand_in(anna)["taken"] == [TEXT]


def test_plural_forms_come_all_or_not_at_all(join: Join) -> None:
    anna, unit = join("anna"), "/languages/pl/units/ui"
    draft(anna, ["{n} dzień", "{n} dni"], "ui.days", unit)
    assert hand_in(anna, unit)["refused"][0]["id"] == "ui.days"
    draft(anna, ["{n} dzień", "{n} dni", "{n} dni"], "ui.days", unit)
    assert hand_in(anna, unit)["taken"] == ["ui.days"]


def test_the_words_of_a_machine_that_somebody_read_and_kept_are_theirs(bench: Bench, join: Join) -> None:
    translate(bench.settings, "grounding", TEXT, "Autobus się spóźnia.")
    trail = bench.settings.locales_dir / "pl" / "trail" / "grounding.jsonl"
    trail.parent.mkdir(exist_ok=True)
    pair = f'"src":"{digest(["The bus is late."])}","tgt":"{digest(["Autobus się spóźnia."])}"'
    trail.write_text(f'{{"id":"{TEXT}","ev":"machine-draft",{pair},"by":"draft-machine","at":"2026-11-01"}}\n', "utf-8")
    anna = join("anna")
    assert text_of(anna)["state"] == "machine-draft"
    draft(anna, "Autobus się spóźnia.")
    assert hand_in(anna)["taken"] == [TEXT]
    assert (text_of(anna)["state"], text_of(anna)["by"]) == ("translated", "anna")


def test_only_the_named_drafts_are_handed_in(join: Join) -> None:
    anna = join("anna")
    draft(anna, "Autobus się spóźnia.")
    draft(anna, "Zimno jej w stopy.", "grounding.s03.body.1")
    assert hand_in(anna, ids=[TEXT])["taken"] == [TEXT]
    assert text_of(anna, "grounding.s03.body.1")["draft"]


def test_a_review_counts_by_the_list_of_roles_and_never_for_own_words(
    bench: Bench, join: Join, repository: Path
) -> None:
    anna, rita, ben = join("anna", "reviewer"), join("rita", "reviewer"), join("ben", "reviewer")
    write_roles(bench.settings.locales_dir, "rita", "anna")
    draft(anna, "Autobus się spóźnia.")
    hand_in(anna)

    def state(someone: Someone, event: str = "peer-reviewed") -> Any:
        told = someone.told("POST", f"{UNIT}/statements", {"event": event, "ids": [TEXT]})
        return [one["reason"] for one in told["refused"]] or told["commit"]

    assert state(anna) == ["own-words"]
    assert state(ben) == ["no-role"]
    assert state(rita) == git(repository, "rev-parse", "--short=12", "HEAD").strip()
    assert text_of(ben)["state"] == "peer-reviewed"
    assert state(rita) == ["said-already"]
    assert rita.ask("POST", f"{UNIT}/statements", {"event": "clinically-reviewed", "ids": [TEXT]}).status_code == 403
    assert state(ben, "withdrawn")
    assert text_of(anna)["state"] == "withdrawn"


def test_what_git_or_a_desktop_tool_changed_is_seen_at_once(bench: Bench, join: Join) -> None:
    anna = join("anna")
    text_of(anna)
    translate(bench.settings, "grounding", TEXT, "Z innego narzędzia.")
    assert text_of(anna)["target"] == ["Z innego narzędzia."]
    work = anna.told("GET", "/work")["languages"][0]["units"]
    assert next(one for one in work if one["domain"] == "grounding")["translated"] == 1


def test_a_question_is_open_until_somebody_answers(join: Join) -> None:
    anna, ben = join("anna"), join("ben")
    place = f"/languages/pl/texts/{TEXT}/notes"
    asked = anna.told("POST", place, {"kind": "question", "text": "Which bus?"})

    def open_ones() -> int:
        units = ben.told("GET", "/work")["languages"][0]["units"]
        return int(next(one for one in units if one["domain"] == "grounding")["questions"])

    assert open_ones() == 1
    ben.told("POST", place, {"kind": "answer", "text": "To work.", "answers": asked["id"]})
    assert open_ones() == 0
    assert [one["by"] for one in text_of(anna)["notes"]] == ["anna", "ben"]
    other = "/languages/pl/texts/grounding.s03.body.1/notes"
    assert ben.ask("POST", other, {"kind": "answer", "text": "x", "answers": asked["id"]}).status_code == 422


def test_a_file_of_another_tool_becomes_drafts(join: Join) -> None:
    anna = join("anna")
    for ending, kind in (("csv", "text/csv"), ("po", "text/x-gettext-translation"), ("xlf", "application/xliff+xml")):
        text = anna.ask("GET", f"/export/pl.{ending}").text
        headers = {"content-type": kind}
        unchanged = anna.ask("POST", "/languages/pl/import", content=text.encode(), headers=headers).json()
        assert unchanged["rows"] == []
    table = anna.ask("GET", "/export/pl.csv").text
    filled = table.replace("The bus is late.,,,", "The bus is late.,,Autobus się spóźnia.,", 1)
    assert filled != table
    send = {"content": filled.encode(), "headers": {"content-type": "text/csv"}}
    told = anna.ask("POST", "/languages/pl/import", **send).json()
    assert (told["counts"], told["taken"]) == ({"new": 1}, [])
    assert text_of(anna)["draft"] is None
    assert anna.ask("POST", "/languages/pl/import?write=1", **send).json()["taken"] == [TEXT]
    assert text_of(anna)["draft"]["forms"] == ["Autobus się spóźnia."]
    assert hand_in(anna)["taken"] == [TEXT]
