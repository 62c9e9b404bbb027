"""The plan of a draw: per class how many, officers per object, and the rules that bind the draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation
from typing import Any

from fadu.core.refusal import Refusal, Unreadable

MODES = {
    "each_once_per_year": "每个对象一年一次", "pct_per_quarter": "每季度按比例", "pct_per_year": "每年按比例",
    "per_officer_per_year": "每年按执法人员数的倍数",
}
ROUNDINGS = {"ceil": ROUND_CEILING, "floor": ROUND_FLOOR}
RULE_KEYS = {"mode", "value", "rounding", "replacement"}
PLAN_KEYS = {"classes", "officers_per_object", "on", "load", "max_per_officer", "rotation", "cap_per_object", "supplements"}
TEXT_KEYS = {"title", "year", "office", "basis", "note", "seed_source"}
LOADS = ("none", "even")
QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """How many of one class: a mode of MODES, its value (a share from 0 to 1, or objects per officer), rounding, replacement."""

    mode: str
    value: Decimal
    rounding: str
    replacement: bool

    def quota(self, size: int, officers: int) -> int:
        """How many to draw; in the mode pct_per_quarter, how many each quarter. `size`: objects of the class, skipped ones included."""
        if self.mode == "each_once_per_year":
            return size
        wanted = self.value * (officers if self.mode == "per_officer_per_year" else size)
        return min(size, int(wanted.to_integral_value(ROUNDINGS[self.rounding])))

    def year(self, size: int, officers: int) -> int:
        """How many visits of the class the year has: the figure a yearly plan reports."""
        return self.quota(size, officers) * (QUARTERS if self.mode == "pct_per_quarter" else 1)


@dataclass(frozen=True, slots=True)
class Supplement:
    """A continued draw (补抽): so many more of a class, and why."""

    cls: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that was read and makes sense. `written`: as the file has it, for the digest."""

    classes: Mapping[str, Rule]
    officers_per_object: int
    on: date | None
    load: str
    max_per_officer: int | None
    rotation: bool
    cap_per_object: int | None
    supplements: tuple[Supplement, ...]
    written: Mapping[str, Any]


def plan(written: Any) -> Plan:
    """The plan from its JSON. Raises Unreadable where it isn't one, Refusal where it can't be carried out; a key nobody knows is refused."""
    if not isinstance(written, Mapping) or not isinstance(written.get("classes"), Mapping) or not written["classes"]:
        raise Unreadable("计划应写明各类别的抽取办法（classes）", '例如 {"classes": {"key": {"mode": "each_once_per_year"}}}')
    known(written, PLAN_KEYS | TEXT_KEYS, "计划")
    written = exact(written)
    load = written.get("load", "none")
    if load not in LOADS:
        raise Refusal(f"不认识的任务分配办法“{load}”", f"可用：{'、'.join(LOADS)}")
    rotation = written.get("rotation", True)
    if not isinstance(rotation, bool):
        raise Refusal("“rotation”应为 true 或者 false", "请改正计划")
    supplements = written.get("supplements", [])
    if not isinstance(supplements, list):
        raise Unreadable("“supplements”应为列表", "请改正计划")
    people = whole(written, "officers_per_object", 2) or 0
    if people < 2:
        raise Refusal("每个对象至少派两名执法人员", "请把 officers_per_object 改为 2 以上", "《中华人民共和国行政处罚法》第四十二条")
    classes = {str(name): rule(str(name), each) for name, each in written["classes"].items()}
    return Plan(
        classes=classes, officers_per_object=people, on=on(written.get("on")), load=load,
        max_per_officer=whole(written, "max_per_officer", None), rotation=rotation, cap_per_object=whole(written, "cap_per_object", None),
        supplements=tuple(supplement(each, classes) for each in supplements), written=written,
    )


def exact(value: Any) -> Any:
    """The same with decimals for floats: a float has several texts for one number, so it can't be hashed."""
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, Mapping):
        return {str(name): exact(each) for name, each in value.items()}
    return [exact(each) for each in value] if isinstance(value, list) else value


def rule(name: str, written: Any) -> Rule:
    """One class's rule."""
    if not isinstance(written, Mapping) or written.get("mode") not in MODES:
        raise Refusal(f"类别 {name} 的抽取办法不认识", "可用：" + "、".join(f"{mode}（{what}）" for mode, what in MODES.items()))
    known(written, RULE_KEYS, f"类别 {name}")
    rounding = written.get("rounding", "ceil")
    if rounding not in ROUNDINGS:
        raise Refusal(f"类别 {name} 的取整办法不认识：{rounding}", f"可用：{'、'.join(ROUNDINGS)}")
    replacement = written.get("replacement", False)
    if not isinstance(replacement, bool):
        raise Refusal(f"类别 {name} 的“replacement”应为 true 或者 false", "请改正计划")
    mode = written["mode"]
    if mode == "each_once_per_year":
        return Rule(mode, Decimal(1), rounding, replacement)
    value = decimal(written.get("value"), f"类别 {name} 的“value”")
    if mode.startswith("pct") and value > 1:
        raise Refusal(f"类别 {name} 的比例 {value} 大于 1", "比例写作小数，例如 0.25 表示 25%")
    return Rule(mode, value, rounding, replacement)


def supplement(written: Any, classes: Mapping[str, Rule]) -> Supplement:
    """One 补抽 of the plan."""
    if not isinstance(written, Mapping) or set(written) != {"class", "count", "reason"}:
        raise Unreadable("补抽应写明 class、count、reason", "请改正计划的 supplements")
    if written["class"] not in classes:
        raise Refusal(f"补抽的类别 {written['class']} 不在计划里", f"计划里有：{'、'.join(classes)}")
    count = whole(written, "count", None)
    if not count or not str(written["reason"]).strip():
        raise Refusal("补抽应写明个数和理由", "请写明补抽几个、为什么")
    return Supplement(written["class"], count, str(written["reason"]))


def known(written: Mapping[str, Any], keys: set[str], where: str) -> None:
    """A key we don't understand may be a rule that would be passed over in silence, so it is refused."""
    if strange := sorted(set(map(str, written)) - keys):
        raise Refusal(f"{where}里有不认识的内容：{'、'.join(strange)}", f"可用：{'、'.join(sorted(keys))}")


def whole(written: Mapping[str, Any], name: str, default: int | None) -> int | None:
    """A whole number of one or more."""
    value = written.get(name, default)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise Refusal(f"“{name}”应为一以上的整数，现为 {value}", "请改正计划")
    return value


def decimal(value: Any, where: str) -> Decimal:
    """A number above zero; text and JSON numbers alike."""
    try:
        number = Decimal(str(value)) if not isinstance(value, bool) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number <= 0:
        raise Refusal(f"{where}应为大于零的数字，现为 {value}", "请改正计划")
    if Decimal(str(float(number))) != number:  # the file holds it as a JSON number, which must come back the same
        raise Refusal(f"{where}的小数位数过多：{value}", "请改正计划")
    return number


def on(value: Any) -> date | None:
    """The day on which certificates are judged."""
    try:
        return date.fromisoformat(value) if value is not None else None
    except (TypeError, ValueError):
        raise Refusal(f"“on”应为日期，现为 {value}", "请写作 2026-01-31") from None
