"""Something that is said to be done every week."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.core.figures.relations.base import Check, Facts, Status, unknown


@dataclass(frozen=True)
class Weekly:
    """`figure`, a number of weeks, is all the weeks that begin in the period; fewer is said, not judged (leave, illness)."""

    id: str
    figure: str

    @property
    def figures(self) -> tuple[str, ...]:
        return (self.figure,)

    def check(self, facts: Facts) -> Check:
        text = f"{facts.name(self.figure)}＝统计期的周数"
        if missing := unknown(self.id, text, self.figures, facts):
            return missing
        done = facts.values[self.figure] or 0
        if done == facts.weeks:
            return Check(self.id, text, Status.HOLDS, done, facts.weeks, "每周都达到", self.figures)
        return Check(self.id, text, Status.INFO, done, facts.weeks, f"{facts.weeks}周中{done}周达到，不能写“每周”", self.figures)
