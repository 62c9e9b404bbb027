"""No penalty (不予处罚): which rule of the law or of a list fits the facts, and which fact is missing."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from fadu.core import pack
from fadu.core.discretion.model import Gap, Step
from fadu.core.pack import UNREVIEWED

NATIONAL = ("APL33", "MEE-2019-42")
LISTED = ("清单", "目录")
OPS: Mapping[str, Callable[[Any, Any], Any]] = {"=": operator.eq, "<": operator.lt, "<=": operator.le, ">=": operator.ge}


@dataclass(frozen=True, slots=True)
class Waiver:
    """Whether there is to be no penalty: `effect` shall | may, or None where no rule is met; and what is missing."""

    effect: str | None
    rule: str
    steps: tuple[Step, ...]
    missing: tuple[Gap, ...]


def waive(facts: Mapping[str, Any], *, under: str = "", rule: str = "") -> Waiver:
    """Test the facts against the list named (`under`: its name or place, as printed; `rule`: an entry's id), then the national rules.

    A list of slight violations that isn't in the data stands for slightness, not for its own conditions: first violation and correction
    must still be found (《行政处罚法》第三十三条), and the step says the list must be read. An act beyond a measure of the list isn't on it.
    """
    head, data = table()
    known = normal(data, facts)
    entries = [each for each in data["waivers"] if named(each, under, rule)]
    steps = [Step("不予处罚情形：" + (under or "《行政处罚法》第三十三条") + ("" if head.reviewed else f"；{UNREVIEWED}"))]
    if any(word in under for word in LISTED) and "slight" not in known and not beyond(entries, known):
        steps.append(Step("列入轻微违法清单的，危害后果视为轻微；请核对清单原文" + ("" if entries else "（本清单没有收录）")))
        known["slight"] = True
    entries += [each for each in data["waivers"] if each["id"].startswith(NATIONAL) and each not in entries]
    nearest: tuple[Gap, ...] = ()
    for entry in entries:
        unmet, gaps = against(data, entry, known)
        if not unmet and not gaps:
            word = "应当" if entry["effect"] == "shall" else "可以"
            steps.extend(Step(f"{label(data, fact)}：{said(known[fact])}") for fact, _, _ in entry["conditions"])
            steps.append(Step(f"符合“{entry['item']}”，{word}不予行政处罚（no_penalty）", f"{entry['basis']}；可信度{entry['confidence']}"))
            steps.append(Step("须说明理由、集体讨论、教育当事人；由有权的人决定", "《行政处罚法》第三十三条第三款"))
            return Waiver(entry["effect"], entry["id"], tuple(steps), ())
        steps.append(Step(f"不符合“{entry['item']}”：" + "、".join([*unmet, *(f"{gap.label}未查明" for gap in gaps)]), entry["basis"]))
        if gaps and not unmet and (not nearest or len(gaps) < len(nearest)):
            nearest = gaps
    return Waiver(None, "", tuple(steps), nearest)


@cache
def table() -> tuple[pack.Pack, dict[str, Any]]:
    """The rules of no penalty. Raises BadPack."""
    head, data, line_of = pack.document(resources.files("fadu.core.discretion").joinpath("data/waivers.json"))
    for entry in data["waivers"]:
        for fact, op, _ in entry["conditions"]:
            if fact not in data["facts"] or op not in OPS:
                raise pack.BadPack("waivers.json", line_of(entry["id"]), f"条目 {entry['id']} 的条件“{fact} {op}”不认识")
    return head, data


def named(entry: Mapping[str, Any], under: str, rule: str) -> bool:
    """Whether the entry is the one meant, or of the list meant."""
    return entry["id"] in rule.split() or any(name in under for name in entry["lists"])


def beyond(entries: Sequence[Mapping[str, Any]], known: Mapping[str, Any]) -> bool:
    """Whether a measure that was found lies beyond what an entry of the list allows (0.11 t where it says 0.1 t)."""
    measures = [(known.get(fact), op, value) for each in entries for fact, op, value in each["conditions"] if op != "="]
    return any(found is not None and not holds(found, op, value) for found, op, value in measures)


def normal(data: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts in the words of the table, with what they imply; a fact given outright is never overwritten by an implied one."""
    known = dict(facts)
    for name, spellings in data["same"].items():
        for each in spellings:
            if each in known:
                known.setdefault(name, known[each])
    if "weight_kg" in known:
        known.setdefault("weight_t", Decimal(str(known["weight_kg"])) / 1000)
    for each in data["implies"]:
        if all(fact in known and same(known[fact], value) for fact, value in each["if"].items()):
            for fact, value in each["then"].items():
                if fact not in known or (fact in each["if"]):
                    known[fact] = value
    return known


def same(left: Any, right: Any) -> bool:
    """Equal, and a boolean only to a boolean (1 is not true here)."""
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


def against(data: Mapping[str, Any], entry: Mapping[str, Any], known: Mapping[str, Any]) -> tuple[list[str], tuple[Gap, ...]]:
    """Conditions not met, and facts not known."""
    unmet, gaps = [], []
    for fact, op, value in entry["conditions"]:
        if fact not in known or known[fact] is None:
            gaps.append(Gap(fact, label(data, fact), f"请查明：{label(data, fact)}"))
        elif not holds(known[fact], op, value):
            unmet.append(f"{label(data, fact)}{said(known[fact])}")
    return unmet, tuple(gaps)


def holds(found: Any, op: str, value: Any) -> bool:
    """One condition."""
    if op == "=":
        return same(found, value)
    if isinstance(found, bool) or not isinstance(found, int | float | Decimal):
        return False
    return bool(OPS[op](Decimal(str(found)), Decimal(str(value))))


def label(data: Mapping[str, Any], fact: str) -> str:
    """The fact's Chinese name."""
    return str(data["facts"].get(fact, fact))


def said(value: Any) -> str:
    """A fact's value in Chinese."""
    return {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value)
