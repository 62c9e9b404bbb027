"""The second stage: from the computed fine to heavier, lighter, reduced or an apology scheme, with its limit, floor and cap.

Kept apart from the calculation (《行政处罚法》第三十二条): each adjustment is a row of the rule set's `adjustments`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from fadu.core.discretion import rounding
from fadu.core.discretion.forms.base import plain
from fadu.core.discretion.model import Answer, Gap, Rules, Span, Step, opening

HUNDRED = Decimal(100)
OF = {"fine": "计算罚款额", "legal_max": "法定最高罚款", "legal_min": "法定最低罚款"}


def adjust(
    rules: Rules, fine: Decimal, kind: str, *, band: Span | None, rate: Decimal | None = None, rate_key: str = "",
    cap: Decimal | None = None, floor: Decimal | None = None, excluded: Sequence[str] = (), kind_of_range: str = "amount",
) -> Answer:
    """The fine after one adjustment, or what is missing.

    `fine`: yuan, as computed. `band`: the statutory range. `rate`: the share chosen (0–1) of what the adjustment counts from;
    `rate_key`: instead of it, the row of the scheme's rates. `cap`, `floor`: further limits of the case, in yuan.
    `excluded`: facts found that shut the scheme out. Grounds and collective review are said in the steps.
    """
    steps = [opening(rules), Step(f"计算罚款额{plain(fine)}元")]
    rule = find(rules, kind)
    if rule is None:
        offered = "、".join(f"{each['kind']}（{each['label']}）" for each in rules.settings["adjustments"])
        say = f"{rules.name}没有“{kind}”这种调整" + (f"，可选：{offered}" if offered else "")
        return lacking(rules, band, steps, Gap("adjustment", "调整情形", say))
    if text := rule.get("unchanged"):
        return Answer(fine, None, band, (*steps, Step(text, rule["basis"])), (), (), rules.reviewed, rules.id)
    if text := rule.get("human"):
        return lacking(rules, band, steps, Gap("decision", rule["label"], text))
    if excluded:
        steps.append(Step(f"有排除情形（{'、'.join(excluded)}），不适用{rule['label']}，罚款额不变", rule["basis"]))
        return Answer(fine, None, band, tuple(steps), (), (), rules.reviewed, rules.id)
    share = portion(rule, rate, rate_key)
    if isinstance(share, Gap):
        return lacking(rules, band, steps, share)
    counted = {"fine": fine, "legal_max": band.high if band else None, "legal_min": band.low if band else None}[rule["of"]]
    if counted is None or (rule["of"] == "legal_min" and not counted):
        return lacking(rules, band, steps, Gap(rule["of"], OF[rule["of"]], f"{rule['label']}以{OF[rule['of']]}为基数，请给出"))
    return moved(rules, rule, fine, share, counted, band, cap, floor, steps, kind_of_range)


def find(rules: Rules, kind: str) -> Mapping[str, Any] | None:
    """The adjustment of that kind; `as` points on to the one it counts as (损害赔偿协议全部履行 counts as lighter)."""
    rule = next((each for each in rules.settings["adjustments"] if each["kind"] == kind), None)
    return find(rules, rule["as"]) if rule and "as" in rule else rule


def portion(rule: Mapping[str, Any], rate: Decimal | None, key: str) -> Decimal | Gap:
    """The share that may be used: given and inside the limits, or the scheme's row."""
    if "set" in rule:
        return Decimal(1)
    rates = rule.get("rates", [])
    if key:
        row = next((each for each in rates if each["key"] == key), None)
        if row is not None:
            return Decimal(row["percent"]) / HUNDRED
    if rate is None and len(rates) == 1:
        return Decimal(rates[0]["percent"]) / HUNDRED
    allowed = "、".join(f"{each['percent']}%（{each['key']}：{each['when']}）" for each in rates)
    least, most = Decimal(rule.get("least_percent", 0)) / HUNDRED, Decimal(rule.get("most_percent", 100)) / HUNDRED
    if rate is None:
        limits = allowed or f"{plain(least * HUNDRED)}%至{plain(most * HUNDRED)}%"
        return Gap("rate", "调整幅度", f"请选定{rule['label']}的幅度：{limits}")
    if rates and rate * HUNDRED not in {Decimal(each["percent"]) for each in rates}:
        return Gap("rate", "调整幅度", f"{rule['label']}没有{plain(rate * HUNDRED)}%这一档，可选：{allowed}")
    if not least <= rate <= most:
        limits = f"{plain(least * HUNDRED)}%至{plain(most * HUNDRED)}%"
        return Gap("rate", "调整幅度", f"{rule['label']}的幅度应为{limits}，现为{plain(rate * HUNDRED)}%")
    return rate


def moved(
    rules: Rules, rule: Mapping[str, Any], fine: Decimal, share: Decimal, counted: Decimal, band: Span | None,
    cap: Decimal | None, floor: Decimal | None, steps: list[Step], kind_of_range: str,
) -> Answer:
    """The fine moved by the share, then cap, floor, rounding and range, each said where it bites."""
    step = share * counted
    text = f"{rule['label']}：{OF[rule['of']]}{plain(counted)}元×{plain(share * HUNDRED)}%＝{plain(step)}元"
    caps = [each for each in (cap, Decimal(rule["cap"]) if "cap" in rule else None) if each is not None]
    if caps and step > min(caps):
        step = min(caps)
        text += f"，最多{plain(step)}元"
    if "set" in rule:
        result, text = counted, f"{rule['label']}：按法定最高罚款{plain(counted)}元"
    else:
        result = fine + step if rule["direction"] == "up" else fine - step
        text += f"；{plain(fine)}元{'＋' if rule['direction'] == 'up' else '－'}{plain(step)}元＝{plain(result)}元"
    steps.append(Step(text, rule["basis"]))
    floors = [each for each in (floor, lowest(rule, band)) if each is not None]
    least = max(floors, default=Decimal(0))
    room = Span(least, band.high if band else None)
    settled = rounding.clamped(rounding.rounded(result, kind_of_range, rules.settings), room)
    if settled != result:
        steps.append(Step(f"{plain(result)}元按界限和取整为{plain(settled)}元", rules.settings["rounding"].get("note", "")))
    if rule.get("collective"):
        steps.append(Step("须说明理由并经集体讨论；可用的理由：" + "、".join(rule["grounds"]), rule["basis"]))
    if not floors and rule["direction"] == "down":
        return lacking(rules, band, steps, Gap("legal_min", "法定最低罚款", "从轻不得低于法定最低罚款，请给出法定最低"))
    steps.append(Step(f"建议罚款{plain(settled)}元", "软件建议，由有权的人决定"))
    shown = band if band is None or settled >= band.low else Span(least, band.high)
    return Answer(settled, None, shown, tuple(steps), (), (), rules.reviewed, rules.id)


def lowest(rule: Mapping[str, Any], band: Span | None) -> Decimal | None:
    """The floor the rule sets. 减轻 may go below the minimum, to half of it: both readings of Hunan art. 10 are kept."""
    if band is None:
        return None
    return band.low / 2 if rule.get("floor") == "half_legal_min" else band.low


def lacking(rules: Rules, band: Span | None, steps: list[Step], gap: Gap) -> Answer:
    """No fine, and why."""
    told = Step(f"缺少：{gap.label}。{gap.say}")
    return Answer(None, None, band, (*steps, told), (gap,), (), rules.reviewed, rules.id)
