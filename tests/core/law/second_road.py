"""The same question answered a second time, from the raw lines of provisions.csv and with arithmetic of its own.

It knows less than the package (no parallel lanes, no groups) and says so with None; where it speaks, both must agree.
"""

from __future__ import annotations

import csv
from fractions import Fraction
from importlib import resources

LINES = resources.files("fadu.core.law").joinpath("data/provisions.csv").read_text("utf-8").splitlines()
ROWS = list(csv.DictReader(line for line in LINES if not line.startswith("#")))
BY_VIOLATION: dict[str, list[dict]] = {}
for _row in ROWS:
    BY_VIOLATION.setdefault(_row["违法行为"], []).append(_row)
CODE = "2026-08-15"
KEYS = {"total_investment": "investment"}


def plain(violation: str) -> bool:
    """Whether the violation has nothing but rules for anybody, and lower rules beside the Code."""
    return all(not row["适用对象"] and row["层次"] != "parallel" for row in BY_VIOLATION[violation])


def live(violation: str, day: str) -> dict | None:
    rows = [row for row in BY_VIOLATION[violation] if row["起"] <= day <= (row["止"] or "9999")]
    rows.sort(key=lambda row: row["层次"] == "subordinate")
    return rows[0] if rows else None


def amount(row: dict, facts: dict) -> tuple[Fraction, Fraction, Fraction]:
    """Ceiling, floor, personal ceiling."""
    person = Fraction(row["个人上限"] or 0)
    if (row["触发"], facts["refused"]) == ("after_refusal", False) or (row["触发"], facts["severe"]) == ("if_serious", False):
        return Fraction(0), Fraction(0), Fraction(0)
    if row["严重上限"] and facts["severe"]:
        return Fraction(row["严重上限"]), Fraction(row["严重下限"]), Fraction(row["严重个人上限"] or person)
    prefix = "拒改" if row["拒改上限"] and facts["refused"] else ""
    low, high = Fraction(row[f"{prefix}下限"] or 0), Fraction(row[f"{prefix}上限"] or 0)
    base = row[f"{prefix}基数"]
    if base:
        value = Fraction(facts[KEYS.get(base, base)])
        if not prefix and row["倍数起点"] and value < Fraction(row["倍数起点"]):
            return Fraction(row["起点下上限"]), Fraction(row["起点下下限"]), person
        value = max(value, Fraction(row[f"{prefix}基数不足按"] or 0))
        share = 100 if row["罚款方式"] == "percent_of_investment" and not prefix else 1
        low, high = low * value / share, high * value / share
    counted = row["计数单位"] or row["罚款方式"] == "per_day"
    times = Fraction(facts["units"]) if counted and not prefix else 1
    return high * times, low * times, person


def answer(violation: str, began: str, ended: str, decided: str, facts: dict) -> tuple | None:
    """(choice, statute, article, floor, ceiling), or None where this road does not speak."""
    then, now = live(violation, ended), live(violation, decided)
    if then is None or now is None:
        return ("not_punishable", None, None, None, None) if then is None and now else None
    if "elsewhere" in (then["罚款方式"], now["罚款方式"]):
        return None
    old, new = amount(then, facts), amount(now, facts)
    if then is now:
        choice = "new" if then["起"] > began or ended >= CODE else "old"
        if choice == "new" and then["起"] <= began and any(row["起"] > decided for row in BY_VIOLATION[violation]):
            choice = "old"
        return _shown(choice, then, old)
    if new == old:
        kinds_then, kinds_now = (set(row["其他处罚"].split("、")) - {"detention", ""} for row in (then, now))
        besides = (row for row in BY_VIOLATION[violation] if row["层次"] == "subordinate")
        kinds_now |= {kind for row in besides for kind in row["其他处罚"].split("、") if kind} if decided >= CODE else set()
        optional = now["可以罚款"] and not then["可以罚款"] and kinds_now == kinds_then
        lighter = kinds_now < kinds_then or bool(optional)
    else:
        lighter = new < old
    return _shown("new", now, new) if lighter else _shown("old", then, old)


def _shown(choice: str, row: dict, found: tuple[Fraction, Fraction, Fraction]) -> tuple:
    return choice, row["法律"], row["罚则条款"], found[1], found[0]
