"""The tier of a provision that the facts of a case fall into, and which of two tiers is lighter (R5)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fadu.core.law.cases import Facts
from fadu.core.law.provisions import Fine, Money, Provision
from fadu.core.law.sources import label

__all__ = ["Comparison", "Tier", "Unsettled", "compare", "heavier", "tier", "yuan"]

NOTHING = (Decimal(0), Decimal(0))

_FACTS_OF = {
    "total_investment": ("investment",),
    # Whoever knows only one disposal cost in such a case knows that of the substitute.
    "agent_disposal_cost": ("agent_disposal_cost", "disposal_cost"),
}


class Unsettled(Exception):
    """The tier can't be found: the facts that are missing, or a question for legal review."""

    def __init__(self, missing: tuple[str, ...] = (), question: str = "") -> None:
        super().__init__(question or "、".join(missing))
        self.missing = missing
        self.question = question


@dataclass(frozen=True, slots=True)
class Tier:
    """What a provision threatens for the facts: unit fine and personal fine in yuan, in words, how the amount was found.
    `at_least` marks an amount for one unit where the number of units is not known."""

    name: str
    fine: Money
    person: Money | None
    how: str
    at_least: bool = False

    @property
    def words(self) -> str:
        """The tier and its amounts for a person to read."""
        fine = "不罚款，只责令改正或作其他处理" if self.fine == NOTHING else f"罚款{_range(self.fine)}"
        person = f"，个人罚款{_range(self.person)}" if self.person else ""
        return f"{self.name}：{fine}{person}" + (f"（{self.how}）" if self.how else "")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether the new tier is lighter (None: not decided by the rule), and the reason."""

    lighter: bool | None
    reason: str


def tier(provision: Provision, facts: Facts) -> Tier:
    """The tier for the facts. Raises Unsettled where a fact that decides it is not known."""
    if provision.trigger == "after_refusal" and not _flag(facts.refused, "refused"):
        return Tier("未拒不改正", NOTHING, None, "拒不改正才罚款")
    if provision.trigger == "if_serious" and not _flag(facts.severe, "severe"):
        return Tier("情节不严重", NOTHING, None, "情节严重才罚款")
    if provision.severe and _flag(facts.severe, "severe"):
        return Tier("情节严重", provision.severe, provision.severe_person or provision.person, "")
    if provision.refusal and _flag(facts.refused, "refused"):
        return _tier("拒不改正", provision.refusal, provision, facts)
    return _tier("一般情形", provision.fine, provision, facts)


def _flag(value: bool | None, name: str) -> bool:
    if value is None:
        raise Unsettled((name,))
    return value


def _tier(name: str, fine: Fine, provision: Provision, facts: Facts) -> Tier:
    if fine.kind == "elsewhere":
        raise Unsettled(question=f"{provision.citation}的罚款数额由其他法律或地方规定确定，目录没有该数额")
    if fine.kind == "none":
        return Tier(name, NOTHING, provision.person, "")
    amount, how = (fine.low, fine.high), ""
    if fine.base:
        amount, how = _share(fine, facts)
    if not fine.per and not (fine.kind == "per_day" and facts.units):
        return Tier(name, amount, provision.person, how + ("，每日" if fine.kind == "per_day" else ""))
    # One case describes one conduct, so "each time" is once unless more are counted; machines, metres are never assumed.
    units = facts.units or Decimal(1)
    unit = label("per", fine.per) if fine.per else "日"
    how = "，".join(filter(None, (how, f"每{unit}{_range(amount)}，按 {_plain(units)} {unit}计")))
    return Tier(name, (amount[0] * units, amount[1] * units), provision.person, how, facts.units is None and fine.per != "occasion")


def _share(fine: Fine, facts: Facts) -> tuple[Money, str]:
    keys = _FACTS_OF.get(fine.base, (fine.base,))
    base = next((facts.money[key] for key in keys if key in facts.money), None)
    if base is None:
        raise Unsettled(keys[:1])
    name = label("base", fine.base)
    if fine.threshold is not None and fine.below and base < fine.threshold:
        return fine.below, f"{name}{yuan(base)}，不足{yuan(fine.threshold)}"
    counted, how = base, f"{name}{yuan(base)}"
    if fine.floor is not None and base < fine.floor:
        counted, how = fine.floor, f"{name}{yuan(base)}，不足{yuan(fine.floor)}按{yuan(fine.floor)}计"
    percent = fine.kind == "percent_of_investment"
    share = Decimal(100) if percent else Decimal(1)
    unit = "%" if percent else "倍"
    how += f"的{_plain(fine.low)}{unit}—{_plain(fine.high)}{unit}" if fine.low != fine.high else f"的{_plain(fine.low)}{unit}"
    return (counted * fine.low / share, counted * fine.high / share), how


def compare(new: tuple[Provision, Tier], old: tuple[Provision, Tier], verdict: str, besides: frozenset[str]) -> Comparison:
    """R5: ceiling, floor, ceiling of the personal fine, then kind of sanction.

    `besides` are sanctions that surviving regulations add to the new law (R7). Detention is left out: another authority
    decides it. Where the kinds can't be ordered, the catalogue's verdict for the ordinary case decides, if it is clear.
    """
    for what, after, before in _numbers(new[1], old[1]):
        if after != before:
            side = "低于" if after < before else "高于"
            return Comparison(after < before, f"{what}：新法 {yuan(after)}，{side}旧法 {yuan(before)}")
    new_kinds = (frozenset(new[0].sanctions) | besides) - {"detention"}
    old_kinds = frozenset(old[0].sanctions) - {"detention"}
    if new_kinds < old_kinds:
        return Comparison(True, f"罚款相同；新法不再有{_kinds(old_kinds - new_kinds)}，处罚种类较轻")
    if new_kinds == old_kinds:
        if new[0].optional and not old[0].optional and new[1].fine != NOTHING:
            return Comparison(True, "数额和种类相同；罚款由“应当”改为“可以”，新法较轻")
        return Comparison(False, "罚款和处罚种类相同，新法不较轻")
    added = f"罚款相同；新法增加{_kinds(new_kinds - old_kinds)}"
    if new_kinds > old_kinds or verdict in ("same", "new_heavier"):
        return Comparison(False, f"{added}，不较轻")
    dropped = f"{added}，但不再有{_kinds(old_kinds - new_kinds)}"
    return Comparison(True if verdict == "new_lighter" else None, f"{dropped}，{label('verdict', verdict)}")


def heavier(one: Tier, other: Tier) -> bool:
    """Whether the first tier is heavier by its numbers."""
    return next((a > b for _, a, b in _numbers(one, other) if a != b), False)


def _numbers(one: Tier, other: Tier) -> tuple[tuple[str, Decimal, Decimal], ...]:
    person = (one.person or NOTHING)[1], (other.person or NOTHING)[1]
    return (
        ("单位罚款上限", one.fine[1], other.fine[1]),
        ("单位罚款下限", one.fine[0], other.fine[0]),
        ("个人罚款上限", *person),
    )


def _kinds(codes: frozenset[str]) -> str:
    return "、".join(sorted(label("sanction", code) for code in codes))


def _range(money: Money) -> str:
    low, high = money
    return yuan(high) if low == high else f"{yuan(high)}以下" if not low else f"{yuan(low)}—{yuan(high)}"


def yuan(amount: Decimal) -> str:
    """An amount in words: 万元 from ten thousand on."""
    return f"{_plain(amount / 10000)}万元" if amount >= 10000 else f"{_plain(amount)}元"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
