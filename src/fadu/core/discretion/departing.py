"""Leaving the computed value: whether a memo is needed, who must approve, and where the law allows no leaving at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fadu.core.discretion.adjusting import find
from fadu.core.discretion.forms.base import plain
from fadu.core.discretion.model import Gap, Rules, Span
from fadu.core.discretion.span import bounds
from fadu.core.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Departure:
    """What a proposed fine needs beside the calculation.

    `kind`: none | adjustment | breakthrough. `by`: yuan above (+) or below (−) the computed fine. `needs`: (key, what) in order.
    `level`: who decides. `missing`: set where the benchmark has no rule for leaving it.
    """

    kind: str
    by: Decimal
    level: str
    needs: tuple[tuple[str, str], ...]
    basis: str
    missing: Gap | None = None


def departure(rules: Rules, computed: Decimal, proposed: Decimal, band: Span, ground: str = "") -> Departure:
    """Which memo and which approval the proposed fine needs; `ground`: the kind of adjustment it rests on, if any.

    Raises Refusal above the statutory maximum, and below the minimum without the ground of a reduced penalty (《行政处罚法》第三十二条)
    or beyond what the benchmark allows for it.
    """
    by = proposed - computed
    if band.high is not None and proposed > band.high:
        raise Refusal(f"拟罚款{plain(proposed)}元高于法定最高，法定幅度{bounds(band.low, band.high)}", "请改在法定幅度内", "《行政处罚法》第四条")
    if by == 0:
        return Departure("none", by, "", (), "")
    rule = find(rules, ground) if ground else None
    if ground and rule is None:
        raise Refusal(f"{rules.name}没有“{ground}”这种调整", "请选用基准规定的调整情形，或者按偏离基准处理", rules.doc_no)
    if proposed < band.low and (rule is None or rule.get("of") != "legal_min"):
        reason = f"拟罚款{plain(proposed)}元低于法定最低{plain(band.low)}元"
        raise Refusal(reason, "只有具备减轻处罚情形才可以低于法定最低", "《行政处罚法》第三十二条")
    if rule is not None:
        if within(rule, by, proposed, computed, band):
            return Departure("adjustment", by, str(approver(rules)), (("ground", f"{rule['label']}的事实和证据"), *needed(rules)), rule["basis"])
        if proposed < band.low:
            raise Refusal(f"减轻的数额超过本基准允许的{rule['most_percent']}%", "请提高拟罚款额", rules.name + rule["basis"])
    setting = rules.settings["departure"]
    if not setting:
        gap = Gap("departure", "偏离程序", f"{rules.name}没有规定偏离基准的程序，请提请法制审核和集体讨论")
        return Departure("breakthrough", by, "", (("memo", "偏离说明"),), "《行政处罚法》第五十七条", gap)
    return Departure("breakthrough", by, setting["level"], needed(rules), setting["basis"])


def within(rule: Mapping[str, Any], by: Decimal, proposed: Decimal, computed: Decimal, band: Span) -> bool:
    """Whether the move is of the ground's direction and not larger than it allows."""
    if "set" in rule:
        return proposed == band.high
    if "most_percent" not in rule:
        return False
    counted = {"fine": computed, "legal_max": band.high or Decimal(0), "legal_min": band.low}[rule["of"]]
    return (by > 0) == (rule["direction"] == "up") and abs(by) * 100 <= Decimal(rule["most_percent"]) * counted


def needed(rules: Rules) -> tuple[tuple[str, str], ...]:
    """Memo, collective decision, reasons, file: as the benchmark says."""
    setting = rules.settings["departure"]
    return tuple((key, what) for key, what in setting["needs"]) if setting else (("memo", "偏离说明"),)


def approver(rules: Rules) -> str:
    """The level of approval."""
    setting = rules.settings["departure"]
    return setting["level"] if setting else ""
