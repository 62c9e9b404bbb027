"""Which officers go to an object: drawn by hash among those the rules allow.

The rules: two at least (《行政处罚法》第四十二条), no one who must stand aside (第四十三条), not the pair of the last visit, loads spread as
the plan says. The hash is of the seed and the object, so without a load rule a pair depends on no other object.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence

from fadu.core.refusal import Refusal
from fadu.core.sampling.frame import Row, listed
from fadu.core.sampling.planning import Plan
from fadu.core.sampling.tickets import number

TRIES = 64  # by hash over all of a level; then among those that fit, so that the search ends
ARTICLE = "《中华人民共和国行政处罚法》第四十二条、第四十三条"


class Pool:
    """The officers who can be sent, by the number of objects they already have (`even`), or all on one level (`none`)."""

    def __init__(self, ids: Sequence[str], plan: Plan, recused: Mapping[str, frozenset[str]]) -> None:
        self.ids = sorted(ids)
        self.plan = plan
        self.recused = recused
        self.levels: list[list[int]] = [list(range(len(self.ids)))]
        self.loads = [0] * len(self.ids)

    def take(self, seed: str, row: Row, round: int) -> tuple[str, ...]:
        """The officers of one object, in the order drawn. Raises Refusal where fewer fit than are needed."""
        needed = self.plan.officers_per_object
        barred = self.recused.get(row["id"], frozenset()) | frozenset(listed(row, "avoid"))
        last = frozenset(listed(row, "last_officers")) if self.plan.rotation else frozenset()
        attempts = iter(range(1 << 30))
        taken: list[int] = []
        for level in self.levels:
            while len(taken) < needed:
                at = self.one(level, taken, barred, last, (number(seed, row["id"], round, attempt) for attempt in attempts))
                if at is None:
                    break
                taken.append(at)
        if len(taken) < needed:
            raise Refusal(
                f"对象 {row['id']} 能派的人员只有 {len(taken)} 名，应有 {needed} 名（须回避、证件、轮换或者任务上限所限）",
                "请补充有执法证的人员，或者调整回避、轮换和任务上限后重新冻结名录", ARTICLE,
            )
        for at in taken:
            self.charge(at)
        return tuple(self.ids[at] for at in taken)

    def one(
        self, level: Sequence[int], taken: Sequence[int], barred: frozenset[str], last: frozenset[str], numbers: Iterator[int]
    ) -> int | None:
        """One officer of a level who fits, or None where nobody does."""

        def fits(at: int) -> bool:
            if at in taken or self.ids[at] in barred:
                return False
            full = len(taken) + 1 == self.plan.officers_per_object
            return not (full and last and {self.ids[at], *(self.ids[each] for each in taken)} == last)

        if not level:
            return None
        for _ in range(TRIES):
            at = level[next(numbers) % len(level)]
            if fits(at):
                return at
        fitting = [at for at in level if fits(at)]
        return fitting[next(numbers) % len(fitting)] if fitting else None

    def charge(self, at: int) -> None:
        """Count one more object for an officer, who leaves the pool at the plan's maximum."""
        before = self.loads[at]
        self.loads[at] += 1
        full = self.plan.max_per_officer is not None and self.loads[at] >= self.plan.max_per_officer
        even = self.plan.load == "even"
        if not (even or full):
            return
        level = self.levels[before if even else 0]
        del level[bisect_left(level, at)]
        if full:
            return
        if len(self.levels) == before + 1:
            self.levels.append([])
        insort(self.levels[before + 1], at)
