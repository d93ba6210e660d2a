"""How people work, and moments of such a day: read `shifts.toml`."""

from collections import Counter
from typing import Any, get_args

from api.content.models import Shift, ShiftId, Shifts
from api.content.reading import Table, array_tables
from api.content.texts import Risk
from api.content.words import Words


def read_shifts(top: Table) -> Shifts:
    """Build the ways to work; faults are noted in the file."""
    words = Words.of(top, "shifts", Risk.EXERCISE)
    title, summary = words.field(top, "title", "title"), words.field(top, "summary", "summary")
    source = top.text("source")
    shifts = []
    tables = array_tables(top, "shifts")
    names = Counter(str(table.values.get("id")) for table in tables)
    for table in tables:
        name: Any = table.choice("id", get_args(ShiftId))
        if names[name] > 1:
            table.fault("duplicate-id", f"the shift {name} stands twice; put both into one", "id")
            continue
        moments = words.numbered(table, "moments", f"{name}.moments")
        if not moments:
            table.fault("missing-field", "`moments` is missing; write one or two moments of such a day")
        shifts.append(Shift(name, words.field(table, "name", f"{name}.name"), moments))
        table.done()
    words.finish(top)
    top.done()
    return Shifts(title, summary, source, tuple(shifts))
