"""Classes that exclude each other add up to the whole."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.core.figures.relations.base import Check, Facts, Status, unknown


@dataclass(frozen=True)
class Total:
    """`whole` = sum of `parts`. Only for classes of which a thing has exactly one.

    `rest` counts what is in none of the classes that are spoken of; where it explains the gap, that is said and not judged.
    """

    id: str
    whole: str
    parts: tuple[str, ...]
    rest: str = ""

    @property
    def figures(self) -> tuple[str, ...]:
        return (self.whole, *self.parts, *([self.rest] if self.rest else []))

    def check(self, facts: Facts) -> Check:
        text = f"{facts.name(self.whole)}＝" + "＋".join(map(facts.name, self.parts))
        if missing := unknown(self.id, text, self.figures, facts):
            return missing
        left, right = facts.values[self.whole] or 0, sum(facts.values[part] or 0 for part in self.parts)
        rest = facts.values.get(self.rest) or 0
        if left == right:
            return Check(self.id, text, Status.HOLDS, left, right, "分类互斥，合计相等", self.figures)
        if left == right + rest:
            return Check(self.id, text, Status.INFO, left, right, f"相差{rest}，即{facts.name(self.rest)}", self.figures)
        return Check(self.id, text, Status.BROKEN, left, right, f"总数{left}，各类合计{right}", self.figures)
