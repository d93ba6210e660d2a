"""Whatever happens to a text, in any order: nothing is approved that nobody approved, and no translation is lost.

Edits, reverts, changes of the English that its author calls cosmetic or not, a text that goes and comes back,
approvals, withdrawals, and files of exchange that come back after all that.
"""

import tempfile
from dataclasses import replace
from pathlib import Path

import polib
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from api.content.texts import Severity
from api.i18n.catalogs import load_catalog, plural_rule
from api.i18n.review import LADDER
from api.translation.exchange.comparing import compare, gather, take
from api.translation.retired import read_retired
from api.translation.sync import sync
from api.translation.trail import record, state_of
from tests.factories import POLISH, REGISTRY, TODAY, make_message, write_locales, write_roles

ID = "feet.in"
# Pairs that differ in their looks only, and others that turn the sense round.
ENGLISH = ("Breathe in slowly.", "Breathe in slowly!", "Breathe out slowly.", "Wait here.", "Wait here, please.")
SAME_SENSE = ({ENGLISH[0], ENGLISH[1]}, {ENGLISH[3], ENGLISH[4]})
POLISH_WORDS = ("Wdychaj powoli.", "Wydychaj powoli.", "Zaczekaj tutaj.", "Poczekaj.")
CHECKED = LADDER[LADDER.index("peer-reviewed") :]


class Histories(RuleBasedStateMachine):
    """One text, its translation, and what people state of it."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.locales = write_locales(Path(self.folder.name))
        write_roles(self.locales, "jan", "peer-reviewed", "clinically-reviewed")
        self.message = make_message(ID, ENGLISH[0])
        self.there = True
        # Pairs of texts that somebody approved.
        self.approved: set[tuple[str, str]] = set()
        self.exports = []  # type: ignore[var-annotated]
        self.sync()

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def sync(self) -> None:
        other = make_message("feet.title", "Feet")
        sync(self.locales, REGISTRY, {"feet": [*([self.message] if self.there else []), other]}, today=TODAY)

    @property
    def path(self) -> Path:
        return self.locales / "pl" / "LC_MESSAGES" / "feet.po"

    def entry(self) -> polib.POEntry | None:
        return next((entry for entry in polib.pofile(str(self.path)) if entry.msgctxt == ID), None)

    def words(self) -> str:
        entry = self.entry()
        return entry.msgstr if entry else ""

    def pair(self) -> tuple[str, str] | None:
        """Return the texts as they stand, where the one is a translation of the other."""
        entry = self.entry()
        return (entry.msgid, entry.msgstr) if entry and entry.msgstr and not entry.fuzzy else None

    def kept(self, words: str) -> bool:
        retired = (forms for item in read_retired(self.locales / "pl").values() for forms in item.target)
        return not words or words == self.words() or words in retired

    @rule(text=st.sampled_from(ENGLISH), severity=st.sampled_from(list(Severity)))
    def the_author_writes(self, text: str, severity: Severity) -> None:
        before, pair = self.words(), self.pair()
        self.message, self.there = make_message(ID, text, severity=severity), True
        self.sync()

        assert self.kept(before)
        now = self.pair()
        if pair and now and pair[0] != now[0]:
            assert severity is Severity.COSMETIC, "what its author does not call cosmetic is marked"
            assert {pair[0], now[0]} in SAME_SENSE, "a mark was left behind from an earlier change"
            if pair in self.approved:
                self.approved.add(now)

    @rule()
    def the_author_takes_it_out(self) -> None:
        before = self.words()
        self.there = False
        self.sync()

        assert self.kept(before)

    @rule()
    def sync_again(self) -> None:
        before = self.path.read_bytes()
        self.sync()

        assert self.path.read_bytes() == before

    @precondition(lambda self: self.there)
    @rule(words=st.sampled_from(POLISH_WORDS))
    def a_translator_writes(self, words: str) -> None:
        po = polib.pofile(str(self.path), wrapwidth=78)
        for entry in po:
            if entry.msgctxt == ID:
                entry.msgstr = words
                entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        po.save()
        self.sync()

    @precondition(lambda self: self.pair())
    @rule(event=st.sampled_from(CHECKED[:2]))
    def a_reviewer_states(self, event: str) -> None:
        self.state(event)
        self.approved.add(self.pair())  # type: ignore[arg-type]

    @precondition(lambda self: self.pair())
    @rule()
    def somebody_withdraws(self) -> None:
        self.state("withdrawn")
        self.approved.discard(self.pair())  # type: ignore[arg-type]

    def state(self, event: str) -> None:
        english, polish = self.pair()  # type: ignore[misc]
        record(
            self.locales, POLISH, "feet", id=ID, event=event, source=(english,), target=(polish,), by="jan", at=TODAY
        )

    @rule()
    def a_file_goes_out(self) -> None:
        self.exports.append(gather(self.locales / "pl", ["feet"], "pl", plural_rule(self.locales, POLISH)))

    @precondition(lambda self: self.exports)
    @rule(which=st.integers(0, 9), words=st.sampled_from(POLISH_WORDS))
    def it_comes_back(self, which: int, words: str) -> None:
        out = self.exports[which % len(self.exports)]
        units = tuple(replace(unit, forms=(words,)) if unit.id == ID else unit for unit in out.units)
        before, pair, english = self.words(), self.pair(), self.entry()
        sources = {ID: ("feet", self.message)} if self.there else {}
        found = compare(replace(out, units=units), self.locales / "pl", sources, plural_rule(self.locales, POLISH))
        take(self.locales / "pl", [one for one in found if one.verdict in ("new", "changed")])
        self.sync()

        if self.words() == before:
            return
        made_from = next(unit for unit in out.units if unit.id == ID)
        assert english is not None
        assert made_from.source == (english.msgid,), "words for another English came in"
        assert pair is None or made_from.forms == (before,), "newer words went unseen"

    @invariant()
    def nothing_counts_as_approved_that_nobody_approved(self) -> None:
        if not hasattr(self, "folder") or not (pair := self.pair()):
            return
        english, polish = pair
        state = state_of(self.locales, POLISH, "feet", ID, source=(english,), target=(polish,))
        assert (state in CHECKED) == (pair in self.approved), f"{pair}: {state}"

    @invariant()
    def what_people_see_is_a_translation_of_todays_english(self) -> None:
        if not hasattr(self, "folder") or not self.there:
            return
        catalog = load_catalog(self.locales, POLISH, {ID: self.message})
        shown = catalog.message(ID, self.message.text)
        pair = self.pair()
        assert shown.fallback or (pair and shown.value == pair[1] and pair[0] == self.message.text)


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=60, stateful_step_count=25)
