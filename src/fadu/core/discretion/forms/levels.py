"""Levels put into a formula (等级公式: Henan, Shandong, the national two-dimensional overlay).

The formulas were not captured from any source and are not guessed: whoever has the official annex passes the formula as a function
of the levels by group and the statutory range. Without it there is no fine, only the levels.
"""

from __future__ import annotations

from collections.abc import Iterator

from fadu.core.discretion.forms.base import Outcome, Work, missing, points
from fadu.core.discretion.model import Column, Gap

LEVELS = range(1, 6)


def prove(column: Column) -> Iterator[str]:
    """Every option has a level from 1 to 5."""
    for factor in column.factors:
        for option in factor.options:
            if option.points is None or option.points not in LEVELS:
                yield f"因素“{factor.label}”的选项“{option.label}”的等级不是1至5"


def derive(work: Work) -> Outcome:
    """The formula's fine; the levels of one group in falling order."""
    setting = work.settings.get("formula", {})
    name = setting.get("name", "")
    formula = work.formulas.get(name)
    levels = grouped(work, setting.get("promote"))
    shown = "，".join(f"{group}：{'、'.join(map(str, values))}" for group, values in levels.items())
    if formula is None:
        return missing(Gap("formula", setting.get("label", "等级公式"), f"等级已定（{shown}），公式未收录，不猜；请取得官方附件"))
    fine = formula(levels, work.span)
    return Outcome(fine, fine, None, f"等级 {shown}；按{setting.get('label', name)}计算＝{fine:f}元")


def grouped(work: Work, promote: list[str] | None) -> dict[str, tuple[int, ...]]:
    """Levels by group. `promote` [A, B]: of several in A the highest stays, the rest join B (豫环文〔2020〕177号)."""
    found: dict[str, list[int]] = {}
    for factor in work.column.factors:
        found.setdefault(factor.group, []).append(int(points(work.chosen[factor.key])))
    for values in found.values():
        values.sort(reverse=True)
    if promote and promote[0] in found:
        lead, rest = promote
        found[rest] = sorted(found.get(rest, []) + found[lead][1:], reverse=True)
        found[lead] = found[lead][:1]
    return {group: tuple(values) for group, values in found.items()}
