"""From what was found to the option of the table: by key, by measured number, by several facts at once; or what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from fadu.core.discretion.forms.base import plain
from fadu.core.discretion.model import Column, Factor, Finding, Gap, Option, Step
from fadu.core.discretion.proof import COUNTED

UNKNOWN = "unknown"
NO_EVIDENCE = "未注明证据"


def choose(column: Column, factor: Factor, finding: Finding | None, settings: Mapping[str, Any]) -> tuple[Option, Step] | Gap:
    """The option of one factor and the step that says so, or the gap.

    A factor that nothing was found for is never taken as the lightest, unless the rule set says so of a factor looked into in vain
    (Guangdong art. 5) and the finding is "unknown".
    """
    if finding is None:
        return Gap(factor.key, factor.label, f"请认定“{factor.label}”：{offered(factor)}")
    found = resolve(column, factor, finding, settings)
    if isinstance(found, Gap):
        return found
    option, why = found
    points = "" if option.points is None else f"，{plain(option.points)}"
    return option, Step(f"{factor.label}：{option.label}{points}（证据：{finding.evidence or NO_EVIDENCE}）", why)


def resolve(column: Column, factor: Factor, finding: Finding, settings: Mapping[str, Any]) -> tuple[Option, str] | Gap:
    """The option and the rule by which it was chosen."""
    value = finding.value
    if isinstance(value, tuple):
        return heavier(column, factor, finding, settings)
    if value == UNKNOWN and factor.option(UNKNOWN) is None:
        rule = settings.get("unknown_option")
        if not rule:
            return Gap(factor.key, factor.label, f"“{factor.label}”查不清，本基准没有规定按哪一档；请补充调查")
        return min(factor.options, key=lambda option: weight(factor, option)), str(rule)
    if finding.measure:
        return looked_up(column, factor, finding)
    if isinstance(value, str) and (option := factor.option(value) or factor.labelled(value)):
        return option, ""
    return in_interval(factor, value, settings)


def heavier(column: Column, factor: Factor, finding: Finding, settings: Mapping[str, Any]) -> tuple[Option, str] | Gap:
    """Several facts at once: the heavier option, where the rule set says so of this factor."""
    several = settings.get("several", {})
    rule = several.get(factor.key) or several.get("*")
    values = finding.value if isinstance(finding.value, tuple) else ()
    if not rule or not values:
        return Gap(factor.key, factor.label, f"“{factor.label}”只能选一项，本基准没有规定几项并存时怎么取")
    options = []
    for value in values:
        found = resolve(column, factor, Finding(value, finding.evidence, finding.measure), settings)
        if isinstance(found, Gap):
            return found
        options.append(found[0])
    return max(options, key=lambda option: weight(factor, option)), str(rule)


def weight(factor: Factor, option: Option) -> tuple[Decimal, int]:
    """How heavy an option is: its value, else its place in the document."""
    return option.points if option.points is not None else Decimal(0), factor.options.index(option)


def in_interval(factor: Factor, value: str | Decimal | tuple[str, ...], settings: Mapping[str, Any]) -> tuple[Option, str] | Gap:
    """The option whose interval holds the number; on a border that two own, the heavier (closure "both")."""
    number = as_number(value)
    if number is None or not factor.unit:
        return Gap(factor.key, factor.label, f"“{factor.label}”没有选项“{value}”，可选：{offered(factor)}")
    if factor.unit in COUNTED and number != number.to_integral_value():
        return Gap(factor.key, factor.label, f"“{factor.label}”应为整数，现为{number}{factor.unit}")
    options = [option for option in factor.options if option.interval is not None and option.interval.holds(number)]
    if not options:
        return Gap(factor.key, factor.label, f"“{factor.label}”{number}{factor.unit}不在任何一档内：{offered(factor)}")
    return max(options, key=lambda option: weight(factor, option)), str(settings.get("closure_basis", ""))


def looked_up(column: Column, factor: Factor, finding: Finding) -> tuple[Option, str] | Gap:
    """The option a measured quantity stands for. On the border of two options a human chooses."""
    rows = [row for row in column.lookups.get(factor.key, ()) if row.measure == finding.measure]
    number = as_number(finding.value)
    if not rows or number is None:
        measures = "、".join(dict.fromkeys(f"{row.measure}（{row.label}）" for row in column.lookups.get(factor.key, ())))
        return Gap(factor.key, factor.label, f"“{factor.label}”不能按“{finding.measure}”换算" + (f"，可用：{measures}" if measures else ""))
    keys = [row.option for row in rows if row.interval.holds(number)]
    label = rows[0].label
    if len(keys) != 1:
        say = "落在两档的交界上，请选定一档" if keys else "没有对应的档"
        return Gap(factor.key, factor.label, f"“{factor.label}”{label}{number}{say}")
    option = factor.option(keys[0])
    if option is None:
        return Gap(factor.key, factor.label, f"“{factor.label}”{label}{number}没有超标，不适用本表")
    return option, f"{label}{number}"


def as_number(value: str | Decimal | tuple[str, ...]) -> Decimal | None:
    """A finite number of zero or more, or None."""
    if isinstance(value, tuple):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


def offered(factor: Factor) -> str:
    """The options to choose from, as an officer reads them."""
    return "、".join(f"{option.key}（{option.label}）" for option in factor.options)
