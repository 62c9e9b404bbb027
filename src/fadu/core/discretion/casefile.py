"""Cases as a file lists them (`real_cases`, `synthetic_vectors`): read in, computed one by one, by id.

What a case says of its outcome (expected_fine, expected, implied, pct_or_sum of a vector) is never read as an input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from fadu.core.discretion.adjusting import adjust
from fadu.core.discretion.backtesting import Closed
from fadu.core.discretion.computing import compute, known_band
from fadu.core.discretion.model import Answer, Finding, Gap, Provision, Rules, Span, Step
from fadu.core.discretion.span import BASES
from fadu.core.discretion.waiving import waive
from fadu.core.refusal import Unreadable

CHOICES = ("factors", "choices", "options", "levels")
STATED = re.compile(r"stated_percent|total_pct|pct_total|(.*_)?sum(_.*)?")
SAME_AMOUNT = {"illegal_gains": "illegal_income", "total_investment": "investment"}
MULTIPLES = (("min_multiple", "max_multiple"), ("min_x", "max_x"), ("min_times", "max_times"))
NOT_AMOUNTS = ("legal_min", "legal_max", "party", *(name for pair in MULTIPLES for name in pair))
PARTIES = {
    "公民": "citizen", "个人": "citizen", "自然人": "citizen", "person": "citizen", "individual": "citizen",
    "法人": "organisation", "单位": "organisation", "组织": "organisation", "organization": "organisation", "company": "organisation",
}


def cases(document: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every case of the file with its id, in order. Raises Unreadable where the file isn't of this form or an id comes twice."""
    if not isinstance(document, Mapping):
        raise Unreadable("案例文件应含 real_cases、synthetic_vectors 或者 cases", "请按裁量案例文件的格式填写")
    lists = [document.get(name) for name in ("real_cases", "cases", "synthetic_vectors", "vectors", "examples")]
    seen: set[str] = set()
    found = False
    for each in lists:
        rows = each.get("vectors") if isinstance(each, Mapping) else each
        if rows is None:
            continue
        if not isinstance(rows, list):
            raise Unreadable("案例应是列表", "请按裁量案例文件的格式填写")
        found = found or bool(rows)
        for number, case in enumerate(rows, 1):
            if not isinstance(case, Mapping) or case.get("id") in (None, ""):
                raise Unreadable(f"第{number}个案例没有 id", "请给每个案例一个不重复的 id")
            key = str(case["id"])
            if key in seen:
                raise Unreadable(f"id “{key}”重复", "请给每个案例一个不重复的 id")
            seen.add(key)
            yield key, case
    if not found:
        raise Unreadable("案例文件里没有案例", "请在 real_cases 或者 synthetic_vectors 下列出案例")


def answer(case: Mapping[str, Any], packs: Mapping[str, Rules], default: str) -> Answer:
    """One case computed. `default`: the rule set of a case that names a table and no rule set. Raises Unreadable for what can't be read."""
    if "facts" in case and not case.get("table") and "base_fine" not in case:
        return waived(case)
    law = provision(case)
    amounts = money(case)
    name = str(case.get("ruleset") or (default if case.get("table") else ""))
    rules = packs.get(name)
    if rules is None and "base_fine" in case and mapping(case, "adjustment").get("rate") is not None:
        rules = outside(name, mapping(case, "adjustment"))
    if rules is None:
        say = f"没有收录裁量基准“{name}”，已收录：{'、'.join(packs)}" if name else f"请写明所用的裁量基准：{'、'.join(packs)}"
        step = (Step("处罚条款：" + str(mapping(case, "statutory").get("law", "未写明"))), Step(f"缺少：裁量基准。{say}"))
        return Answer(None, None, known_band(law, amounts), step, (Gap("ruleset", "裁量基准", say),))
    if "base_fine" in case:
        return adjusted(case, rules, known_band(law, amounts))
    context = mapping(case, "ctx")
    party = str(case.get("party") or context.get("party") or "")
    first = compute(
        rules, text(case.get("table")).removeprefix("表"), text(case.get("variant")), findings=findings(case), amounts=amounts, provision=law,
        party=PARTIES.get(party, party), decided_on=day(case.get("decision_date")), stated=stated(case),
    )
    if first.fine is None or not case.get("adjustment"):
        return first
    second = adjusted({**case, "base_fine": first.fine}, rules, first.band)
    return replace(second, percent=first.percent, steps=(*first.steps, *second.steps[1:]), neighbours=first.neighbours)


def closed(key: str, case: Mapping[str, Any]) -> Closed:
    """A closed case for a back-test: as any other case of the file, with the fine that was `imposed`, in yuan. Raises Unreadable without it."""
    fine = number(case.get("imposed"))
    if fine is None:
        raise Unreadable(f"案例 {key} 没有写明实际罚款（imposed）", "回测要有已作出的罚款额，请填写 imposed: 元")
    context = mapping(case, "ctx")
    party = str(case.get("party") or context.get("party") or "")
    return Closed(
        key, fine, text(case.get("table")).removeprefix("表"), findings(case), text(case.get("variant")), money(case), provision(case),
        PARTIES.get(party, party),
    )


def waived(case: Mapping[str, Any]) -> Answer:
    """No penalty: the fine is 0 where a rule fits, else unknown."""
    under = " ".join(text(case.get(name)) for name in ("ruleset", "place")).strip()
    found = waive(mapping(case, "facts"), under=under, rule=text(case.get("rule")))
    if found.effect:
        return Answer(Decimal(0), None, Span(Decimal(0), Decimal(0)), found.steps, ())
    gaps = found.missing or (Gap("table", "裁量表", "不符合不予处罚的情形，请按裁量表计算罚款"),)
    told = tuple(Step(f"缺少：{gap.label}。{gap.say}") for gap in gaps)
    return Answer(None, None, known_band(provision(case), money(case)), (*found.steps, *told), gaps)


def outside(name: str, rule: Mapping[str, Any]) -> Rules:
    """A scheme that isn't in the packs, of which the case itself states rate, cap and floor: it counts as the case states it."""
    label = name or "未写明的办法"
    stated = {"kind": text(rule.get("kind")), "label": text(rule.get("kind")), "direction": "down", "of": "fine", "floor": "legal_min",
              "basis": f"{label}：没有收录，幅度按案例载明的计算，请核对原文"}
    settings = {"adjustments": [stated], "rounding": {"amount": {"unit": 1, "mode": "half_up"}}}
    return Rules(label, "", label, "", None, None, "案例载明", "案例", False, settings, {}, {})


def adjusted(case: Mapping[str, Any], rules: Rules, band: Span | None) -> Answer:
    """A second stage on a computed fine."""
    rule = mapping(case, "adjustment")
    fine = number(case.get("base_fine"))
    if fine is None:
        return Answer(None, None, band, (Step("缺少：计算罚款额。"),), (Gap("base_fine", "计算罚款额", "请给出调整前的罚款额"),))
    rate = number(rule.get("rate", rule.get("r")))
    percent = next((found for name in ("pct", "percent", "pct_of_max", "pct_of_min") if (found := number(rule.get(name))) is not None), None)
    if rate is None and percent is not None:
        rate = percent / 100
    excluded = rule.get("excluded") or ()
    return adjust(
        rules, fine, text(rule.get("kind")), band=band, rate=rate, rate_key=text(rule.get("rate_key", rule.get("when"))),
        cap=number(rule.get("cap")), floor=number(rule.get("floor")), excluded=tuple(map(str, excluded)),
    )


def provision(case: Mapping[str, Any]) -> Provision | None:
    """The range of the penalty article: `statutory` (min, max, or a range in words) or the legal_min, legal_max of `ctx`."""
    law, context = mapping(case, "statutory"), mapping(case, "ctx")
    if "legal_max" in context or "legal_min" in context:
        return Provision("amount", number(context.get("legal_min")), number(context.get("legal_max")))
    kind, _, base = text(law.get("kind")).partition("_of_")
    if not base:
        base = next((name for name in context if name in BASES or name in SAME_AMOUNT), "base")
    base = SAME_AMOUNT.get(base, base)
    for least, most in MULTIPLES:
        if most in context or most in law:
            source = context if most in context else law
            return Provision("multiple", number(source.get(least)), number(source.get(most)), base, number(law.get("floor_cost")))
    if kind == "percent" and "max_pct" in law:
        return Provision("percent", number(law.get("min_pct")), number(law.get("max_pct")), base)
    if law.get("min") is not None or law.get("max") is not None:
        return Provision("amount", number(law.get("min")), number(law.get("max")))
    return worded(text(law.get("range")))


def worded(words: str) -> Provision | None:
    """`1%-5% of investment`, `3x-5x of disposal_cost`."""
    found = re.fullmatch(r"([\d.]+)\s*(%|x|倍)?\s*[-–~至]\s*([\d.]+)\s*(%|x|倍)(?:\s*of\s*)?\s*(\S.*)", words.strip())
    if not found:
        return None
    base = found[5].strip().replace(" ", "_")
    kind = "percent" if found[4] == "%" else "multiple"
    return Provision(kind, Decimal(found[1]), Decimal(found[3]), SAME_AMOUNT.get(base, base))


def money(case: Mapping[str, Any]) -> dict[str, Decimal]:
    """The amounts of `ctx`, in yuan."""
    found = {}
    for key, value in mapping(case, "ctx").items():
        if key not in NOT_AMOUNTS and value is not None:
            amount = number(value)
            if amount is not None:
                found[SAME_AMOUNT.get(key, key)] = amount
    return found


def findings(case: Mapping[str, Any]) -> dict[str, Finding]:
    """Factor -> finding: an option, a number, a list, or {option | value, measure, evidence}."""
    given: Any = next((case[name] for name in CHOICES if case.get(name) is not None), {})
    if isinstance(given, list):  # circumstances that are there; of the others nothing is claimed
        given = dict.fromkeys(given, True)
    if not isinstance(given, Mapping):
        raise Unreadable("factors 应写作 因素: 选项", "请逐项写明各裁量因素的选项")
    return {str(key): finding(value) for key, value in given.items() if value is not None}


def finding(value: Any) -> Finding:
    """One finding as the file writes it."""
    if isinstance(value, Mapping):
        inner = finding(value.get("option", value.get("value")))
        return replace(inner, evidence=text(value.get("evidence")), measure=text(value.get("measure")))
    if isinstance(value, list):
        return Finding(tuple(text(each) for each in value))
    return Finding({True: "yes", False: "no"}[value] if isinstance(value, bool) else text(value))


def stated(case: Mapping[str, Any]) -> Decimal | None:
    """The total percentage a real decision (one with a grade of evidence) states, where it doesn't tell the factors apart."""
    if any(case.get(name) is not None for name in CHOICES) or not case.get("evidence"):
        return None
    given = {**case, **mapping(case, "inputs")}
    return next((number(value) for name, value in given.items() if value is not None and STATED.fullmatch(str(name))), None)


def mapping(case: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A part of the case that is itself a mapping; empty where it isn't given. Raises Unreadable where it is something else."""
    value = case.get(name)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise Unreadable(f"“{name}”应写作 名称: 值", f"请改正“{name}”")
    return value


def number(value: Any) -> Decimal | None:
    """A number, None where there is none. Raises Unreadable for a text that isn't one, or a number below zero."""
    if value is None or isinstance(value, bool):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise Unreadable(f"“{value}”不是数字", "请填写不带单位的数字（元）") from None
    if not found.is_finite() or found < 0:
        raise Unreadable(f"“{value}”不是零以上的数字", "请填写零以上的数字")
    return found


def text(value: Any) -> str:
    """A YAML scalar as text."""
    return "" if value is None else str(value)


def day(value: Any) -> date | None:
    """A date as YAML gives it, or written as text."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Unreadable(f"“{value}”不是日期", "请写作 2026-08-15") from None
