"""Whatever happens to a text, in any order: nothing is approved that nobody approved, and no translation is lost.

Edits, reverts, changes of the English that its author calls cosmetic or not, a text that goes and comes back,
approvals, withdrawals, snapshots, and files of exchange that come back after all that. What people see of the exercise
is of one time, and never what a change for safety has overtaken.
"""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polib
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from api.content.texts import Message, Severity
from api.i18n.catalogs import Text, load_catalog, plural_rule
from api.i18n.gate import hold_back
from api.i18n.review import LADDER
from api.translation.exchange.comparing import compare, gather, take
from api.translation.publish import publish
from api.translation.retired import read_retired
from api.translation.sync import sync
from api.translation.trail import record, state_of
from tests.factories import POLISH, REGISTRY, TODAY, make_message, write_locales, write_roles

if TYPE_CHECKING:
    from api.translation.exchange.model import Exchange

ID, TITLE = "feet.in", make_message("feet.title", "Feet")
# Pairs that differ in their looks only, and others that turn the sense round.
ENGLISH = ("Breathe in slowly.", "Breathe in slowly!", "Breathe out slowly.", "Wait here.", "Wait here, please.")
SAME_SENSE = ({ENGLISH[0], ENGLISH[1]}, {ENGLISH[3], ENGLISH[4]})
POLISH_WORDS = ("Wdychaj powoli.", "Wydychaj powoli.", "Zaczekaj tutaj.", "Poczekaj.")
TITLES = ("Stopy", "Twoje stopy")
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
        self.exports: list[Exchange] = []
        # What the English was, and what its author could say of each change.
        self.english: list[tuple[str, Severity]] = [(ENGLISH[0], Severity.COSMETIC)]
        # Translations that stood, words that stood together, and how each snapshot was written.
        self.stood: set[tuple[str, str]] = set()
        self.seen: set[tuple[str, str]] = set()
        self.snapshots: dict[Path, bytes] = {}
        self.sync()
        self.write(TITLE.id, TITLES[0])

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def sync(self) -> None:
        sync(self.locales, REGISTRY, {"feet": list(self.messages)}, today=TODAY)

    @property
    def messages(self) -> tuple[Message, ...]:
        return (self.message, TITLE) if self.there else (TITLE,)

    @property
    def sources(self) -> dict[str, tuple[str, Message]]:
        return {message.id: ("feet", message) for message in self.messages}

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
        last = self.english[-1][0]
        if text != last:
            credible = severity is not Severity.COSMETIC or {last, text} in SAME_SENSE
            self.english.append((text, severity if credible else Severity.MEANING))
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
        self.write(ID, words)

    @rule(words=st.sampled_from(TITLES))
    def a_translator_writes_the_title(self, words: str) -> None:
        self.write(TITLE.id, words)

    def write(self, message_id: str, words: str) -> None:
        po = polib.pofile(str(self.path), wrapwidth=78)
        for entry in po:
            if entry.msgctxt == message_id:
                entry.msgstr = words
                entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        po.save()
        self.sync()

    @rule()
    def somebody_publishes(self) -> None:
        catalog = load_catalog(self.locales, POLISH, self.sources)
        publish(self.locales, catalog, self.sources, "feet", {}, by="jan", at=TODAY)

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
        found = compare(replace(out, units=units), self.locales / "pl", self.sources, plural_rule(self.locales, POLISH))
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
    def what_people_see_is_of_one_time_and_not_overtaken(self) -> None:
        if not hasattr(self, "folder") or not self.there:
            return
        if pair := self.pair():
            self.stood.add(pair)
            self.seen.add((pair[1], self.title()))
        shown, title = self.shown()
        if shown.fallback:
            assert title.fallback or not self.is_overtaken(), "an exercise that safety has overtaken goes as a whole"
        elif not pair or pair[1] != shown.value or title.value != self.title():
            assert (shown.value, title.value) in self.seen, "of two times"
            made_from = {english for english, polish in self.stood if polish == shown.value}
            assert any(not self.is_safety_since(english) for english in made_from)
        else:
            assert pair[0] == self.message.text

    def title(self) -> str:
        return next(entry.msgstr for entry in polib.pofile(str(self.path)) if entry.msgctxt == TITLE.id)

    def is_overtaken(self) -> bool:
        entry = self.entry()
        return bool(entry and entry.previous_msgid) and self.is_safety_since(entry.previous_msgid)  # type: ignore[union-attr]

    def is_safety_since(self, english: str) -> bool:
        last = max(number for number, (text, _) in enumerate(self.english) if text == english)
        return any(severity is Severity.SAFETY for _, severity in self.english[last + 1 :])

    def shown(self) -> tuple[Text, Text]:
        catalog = load_catalog(self.locales, POLISH, self.sources)
        served = hold_back(catalog, self.sources, {}, self.locales)
        return served.message(ID, self.message.text), served.message(TITLE.id, TITLE.text)

    @invariant()
    def a_snapshot_never_changes(self) -> None:
        if not hasattr(self, "folder"):
            return
        there = {path: path.read_bytes() for path in (self.locales / "pl" / "published").glob("*")}
        assert self.snapshots.items() <= there.items()
        self.snapshots = there


TestHistories = Histories.TestCase
# To explain a failure Hypothesis would follow every line of every run, which takes five times as long.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
TestHistories.settings = settings(max_examples=60, stateful_step_count=25, phases=PHASES)
