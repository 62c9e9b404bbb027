"""Looking back over several draws: who was never or always drawn, which officers met again and again, and what chance would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, comb, exp, floor, prod, sqrt

from fadu.core.sampling.drawing import Draw

WIDTH = 3.0  # standard deviations: outside it chance alone puts about one count in 370
RARE = 0.01  # the chance that any pair at all meets more often than `pair_limit`


@dataclass(frozen=True, slots=True)
class Count:
    """How many objects, how many chance would give, and the range it keeps to (three standard deviations)."""

    seen: int
    expected: float
    low: int
    high: int

    @property
    def odd(self) -> bool:
        """Outside the range."""
        return not self.low <= self.seen <= self.high


@dataclass(frozen=True, slots=True)
class Fairness:
    """`objects`: those in every frame, which alone can be compared. `pairs`: (two officers, visits together), most often first."""

    objects: int
    never: Count
    always: Count
    pairs: tuple[tuple[tuple[str, str], int], ...]
    pair_mean: float
    pair_limit: int


def fairness(draws: Sequence[Draw]) -> Fairness:
    """Compare draws of several years (at least one) with chance, object by object from the share of its class drawn in each.

    An object that was passed over (positive list, cap) had no chance in that year, and counts so. Objects of a class drawn in full are
    always drawn by rule; they are in the expectation too.
    """
    chances = [chance(draw) for draw in draws]
    hits = [{each.object for each in draw.drawn} for draw in draws]
    common = sorted(set.intersection(*(set(each) for each in chances))) if chances else []
    never = [prod(1 - year[id] for year in chances) for id in common]
    always = [prod(year[id] for year in chances) for id in common]
    pairs = Counter(pair for draw in draws for each in draw.drawn for pair in combinations(sorted(each.officers), 2))
    possible = comb(len({row["id"] for draw in draws for row in draw.officers if row["id"] not in draw.unfit}), 2)
    mean = pairs.total() / possible if possible else 0.0
    return Fairness(
        len(common), count(sum(not any(id in hit for hit in hits) for id in common), never),
        count(sum(all(id in hit for hit in hits) for id in common), always),
        tuple(sorted(pairs.items(), key=lambda each: (-each[1], each[0]))), mean, limit(mean, possible),
    )


def chance(draw: Draw) -> dict[str, float]:
    """By object the share of its class that was drawn, of those that could be."""
    free = Counter(row["class"] for row in draw.objects if row["id"] not in draw.skipped)
    taken = Counter(cls for cls, _ in {(each.cls, each.object) for each in draw.drawn})
    return {row["id"]: 0.0 if row["id"] in draw.skipped else taken[row["class"]] / free[row["class"]] for row in draw.objects}


def count(seen: int, chances: Iterable[float]) -> Count:
    """An observed count beside its expectation, each object for itself."""
    listed = list(chances)
    mean = sum(listed)
    # Rounding errors of a sum of ones must not turn a certainty into a range of its own.
    spread = WIDTH * sqrt(max(sum(each * (1 - each) for each in listed), 0.0)) + 1e-6
    return Count(seen, mean, max(0, ceil(mean - spread)), floor(mean + spread))


def limit(mean: float, pairs: int) -> int:
    """The most visits together that chance gives any pair, except in one of a hundred draws (Poisson)."""
    if not pairs:
        return 0
    term, below, at = exp(-mean), 0.0, 0
    while (1 - below - term) * pairs > RARE and at < 10_000:
        below += term
        at += 1
        term *= mean / at
    return at
