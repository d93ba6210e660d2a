"""How long a look into the translation memory takes, over as many segments as a large programme would ever have."""

import random
import time

from api.settings import Settings
from api.translation.memory import Memory, Segment, remembered
from tests.bench.table import Row

SEGMENTS, LOOKS, SEED, TARGET = 50_000, 300, 7, 0.1


def memory_rows(settings: Settings) -> list[Row]:
    """Return the time of a look-up over real segments and more that are made of their words."""
    chance = random.Random(SEED)
    real = list(remembered(settings.locales_dir / "pl"))
    started = time.perf_counter()
    memory = Memory(grown(real, SEGMENTS, chance))
    built = time.perf_counter() - started
    times = sorted(_timed(memory, chance.choice(real).source[0]) for _ in range(LOOKS))
    late = times[int(LOOKS * 0.99)]
    return [
        Row(f"memory: index {SEGMENTS:,} segments", f"{built:.2f} s", ""),
        Row("memory look-up over 50,000 segments, median", f"{times[LOOKS // 2] * 1000:.1f} ms", ""),
        Row("memory look-up over 50,000 segments, p99", f"{late * 1000:.1f} ms", "≤ 100 ms", met=late <= TARGET),
    ]


def grown(real: list[Segment], count: int, chance: random.Random) -> list[Segment]:
    """Return so many segments: the real ones, and such in which two real ones are cut together."""
    made = list(real)
    while len(made) < count:
        one, other = (chance.choice(real).source[0].split() for _ in range(2))
        words = one[: len(one) // 2 + 1] + other[len(other) // 2 :]
        made.append(Segment(f"made.{len(made)}", (" ".join(words),), ("x",)))
    return made


def _timed(memory: Memory, english: str) -> float:
    started = time.perf_counter()
    memory.near(english)
    return time.perf_counter() - started
