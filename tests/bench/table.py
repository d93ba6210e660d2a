"""One row of the printed table, and how the table looks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A measured figure, what it is held to, and what it was compared with."""

    what: str
    figure: str
    target: str
    met: bool | None = None
    baseline: str = ""

    @property
    def mark(self) -> str:
        """Return how the row ended: met, missed, or only told."""
        return {True: "ok", False: "MISSED", None: "-"}[self.met]


def show(title: str, rows: list[Row]) -> None:
    """Print rows under a title as a Markdown table."""
    print(f"\n## {title}\n\n| what | figure | target | | baseline |\n|---|---|---|---|---|")
    for row in rows:
        print(f"| {row.what} | {row.figure} | {row.target} | {row.mark} | {row.baseline} |", flush=True)


def kilobytes(count: float) -> str:
    """Return bytes as kilobytes of 1,000, as data plans count."""
    return f"{count / 1000:.1f} KB"
