"""Classes that exclude each other add up to the whole."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.core.figures.relations.base import Check, Facts, Status, unknown


@dataclass(frozen=True)
class Total:
    """`whole` = sum of `parts`. Only for classes of which a thing has exactly one."""

    id: str
    whole: str
    parts: tuple[str, ...]

    def check(self, facts: Facts) -> Check:
        figures = (self.whole, *self.parts)
        text = f"{facts.name(self.whole)}＝" + "＋".join(map(facts.name, self.parts))
        if missing := unknown(self.id, text, figures, facts):
            return missing
        left, right = facts.values[self.whole], sum(facts.values[part] or 0 for part in self.parts)
        holds = left == right
        why = "分类互斥，合计相等" if holds else f"总数{left}，各类合计{right}"
        return Check(self.id, text, Status.HOLDS if holds else Status.BROKEN, left, right, why, figures)
