"""The visits of a year spread over its quarters, so that the plan of a class is neither done at once nor left to December."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fadu.core.sampling.drawing import Drawn
from fadu.core.sampling.planning import QUARTERS


def shares(count: int, first: int = 1) -> dict[int, int]:
    """How many of `count` visits each quarter has, from the quarter `first` (1 to 4) on: as even as can be, the earlier ones take the rest."""
    left = range(first, QUARTERS + 1)
    each, more = divmod(count, len(left))
    return {quarter: each + (place < more) for place, quarter in enumerate(left)}


def spread(drawn: Sequence[Drawn], first: int = 1) -> list[int]:
    """For each object drawn its quarter: the draw's own where the mode is quarterly; otherwise the smallest tickets of a class go first.

    A 补抽 goes after those drawn before it. Nothing but the draw enters, so anyone who has the draw can repeat it.
    """
    sizes = Counter((each.cls, each.supplement) for each in drawn if each.quarter is None)
    queues = {key: [q for q, size in shares(count, first).items() for _ in range(size)] for key, count in sizes.items()}
    places: Counter[tuple[str, int | None]] = Counter()
    found = []
    for each in drawn:
        if each.quarter is not None:
            found.append(each.quarter)
            continue
        key = each.cls, each.supplement
        found.append(queues[key][places[key]])
        places[key] += 1
    return found
