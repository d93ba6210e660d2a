"""What is counted over many runs, and how it is printed."""

from dataclasses import dataclass, field


@dataclass
class Count:
    """One claim about every run: how often it was tried, where it failed, and how long it took."""

    what: str
    limit_ms: float | None = None
    """What 99 of 100 runs must not exceed; None: times are only told."""
    runs: int = 0
    failures: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    """Milliseconds."""

    def add(self, held: bool, where: str) -> None:
        """Count a run."""
        self.runs += 1
        if not held:
            self.failures.append(where)

    @property
    def p99(self) -> float | None:
        """The time that 99 of 100 runs do not exceed, in milliseconds; None where nothing was timed."""
        return sorted(self.times)[max(0, -(-len(self.times) * 99 // 100) - 1)] if self.times else None

    @property
    def met(self) -> bool:
        """Whether every run held, and none is late beyond the limit; nothing tried proves nothing."""
        late = self.limit_ms is not None and (self.p99 is None or self.p99 > self.limit_ms)
        return self.runs > 0 and not self.failures and not late


def show(rows: list[tuple[str, Count]]) -> None:
    """Print the counts of each engine as a Markdown table, then where runs failed."""
    print("\n| engine | what | runs | failures | p99, ms | |\n|---|---|---|---|---|---|")
    for engine, count in rows:
        time = (
            "" if count.p99 is None else f"{count.p99:.0f}" + (f" (≤ {count.limit_ms:.0f})" if count.limit_ms else "")
        )
        mark = "ok" if count.met else "FAILED"
        print(f"| {engine} | {count.what} | {count.runs} | {len(count.failures)} | {time} | {mark} |", flush=True)
    for engine, count in rows:
        for where in count.failures[:10]:
            print(f"{engine}: {count.what}: {where}")
