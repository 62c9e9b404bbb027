"""Penalty provisions by violation and validity: what a statute says about the fine, in one line of the pack each.

Every number stands in `data/provisions.csv`; this module reads it and refuses a pack that contradicts itself, the register
of statutes, or the list of codes. Money is in yuan, multiples in times, shares of investment in percent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.law import citations, statutes, violations
from fadu.core.law.sources import DATA, read_labels, sources, yes

__all__ = ["Catalogue", "Fine", "Money", "Provision", "catalogue", "load"]

Money = tuple[Decimal, Decimal]
"""Least and most, in yuan."""

LANES = ("primary", "parallel", "subordinate")
TRIGGERS = ("direct", "after_refusal", "if_serious")
SHARES = ("percent_of_investment", "multiple_of_value", "multiple_of_gains", "per_day")
KINDS = ("fixed_range", *SHARES, "none", "elsewhere")


@dataclass(frozen=True, slots=True)
class Fine:
    """How a fine is found. `fixed_range`: low to high in yuan. `percent_of_investment`, `multiple_of_*`, `per_day`: low to high
    percent or times of `base`. `none`: no fine. `elsewhere`: another law sets the amount, the catalogue does not know it.
    A base smaller than `floor` counts as `floor`; below `threshold` the range `below` replaces the multiple; `per` multiplies
    by the number of units."""

    kind: str
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    base: str = ""
    floor: Decimal | None = None
    threshold: Decimal | None = None
    below: Money | None = None
    per: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision while it is in force. `lane`: primary = normally cited, parallel = in force for the same act besides,
    subordinate = a surviving lower rule beside the Code. `scope` "" = anybody. `severe`, `severe_person`, `refusal` replace fine
    and personal fine in severe cases or after refusal. `text` is False where the entry is from memory."""

    violation: str
    statute: str
    begins: date
    ends: date | None
    lane: str
    scope: str
    duty: str
    penalty: str
    fine: Fine
    optional: bool
    trigger: str
    correct: bool
    sanctions: tuple[str, ...]
    daily: bool
    person: Money | None
    severe: Money | None
    severe_person: Money | None
    refusal: Fine | None
    detention: str
    text: bool
    source: str
    checked: date
    note: str
    line: int

    def on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.begins <= day and (self.ends is None or day <= self.ends)

    @property
    def citation(self) -> str:
        """《…》第…条 as documents print it."""
        return citations.cite(f"{self.statute} {self.penalty}")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The two packs together: the violations, and the provisions of each."""

    packs: tuple[pack.Pack, ...]
    violations: Mapping[str, violations.Violation]
    provisions: Mapping[str, tuple[Provision, ...]]

    @property
    def reviewed(self) -> bool:
        """Whether every pack is signed by two people."""
        return all(one.reviewed for one in self.packs)


@cache
def catalogue() -> Catalogue:
    """The packs that ship with the package."""
    return load(DATA, statutes.book())


def load(folder: Traversable, book: statutes.Book) -> Catalogue:
    """Violations and provisions of the packs in a folder, checked against the statutes. Raises BadPack."""
    head_of_violations, known = violations.load(folder)
    codes, registered = read_labels(folder), sources(folder)
    head, rows = pack.table(folder / "provisions.csv", _columns(codes))
    grouped: dict[str, list[Provision]] = {id: [] for id in known}
    for row in rows:
        if row["违法行为"] not in known:
            raise row.refuse(f"目录里没有违法行为“{row['违法行为']}”")
        if row["来源"] not in registered:
            raise row.refuse(f"来源“{row['来源']}”未登记")
        provision = _provision(row, codes, head.checked_on)
        _within(row, provision, book)
        _apart(row, provision, grouped[provision.violation])
        grouped[provision.violation].append(provision)
    for id, held in grouped.items():
        if not held:
            raise pack.BadPack("violations.csv", known[id].line, f"违法行为“{id}”没有任何罚则")
    return Catalogue((head_of_violations, head), known, {id: tuple(held) for id, held in grouped.items()})


def _provision(row: pack.Row, codes: Mapping[str, Mapping[str, str]], checked: date) -> Provision:
    if row["止"] and row["止"] < row["起"]:
        raise row.refuse(f"止日 {row['止']} 早于起日 {row['起']}")
    for code in row["其他处罚"]:
        if code not in codes["sanction"]:
            raise row.refuse(f"“其他处罚”有不认识的代码“{code}”")
    return Provision(
        violation=row["违法行为"], statute=row["法律"], begins=row["起"], ends=row["止"], lane=row["层次"], scope=row["适用对象"],
        duty=row["义务条款"], penalty=row["罚则条款"], fine=_fine(row), optional=row["可以罚款"], trigger=row["触发"],
        correct=row["责令改正"], sanctions=row["其他处罚"], daily=row["按日计罚"],
        person=_pair(row, "个人"), severe=_pair(row, "严重"), severe_person=_pair(row, "严重个人"), refusal=_refusal(row),
        detention=row["拘留依据"], text=row["核实"] == "text", source=row["来源"], checked=row["核对"] or checked,
        note=row["说明"], line=row.line,
    )


def _fine(row: pack.Row) -> Fine:
    kind, base = row["罚款方式"], row["基数"]
    if (kind in SHARES) != bool(base):
        raise row.refuse(f"罚款方式 {kind} {'需要' if kind in SHARES else '不需要'}基数")
    amount = _pair(row, "")
    if (amount is None) != (kind in ("none", "elsewhere")):
        raise row.refuse(f"罚款方式 {kind} {'需要' if amount is None else '不需要'}下限和上限")
    below = _pair(row, "起点下")
    if (row["倍数起点"] is None) != (below is None):
        raise row.refuse("“倍数起点”和“起点下下限、起点下上限”应同时填写")
    low, high = amount or (Decimal(0), Decimal(0))
    return Fine(kind, low, high, base, row["基数不足按"], row["倍数起点"], below, row["计数单位"])


def _refusal(row: pack.Row) -> Fine | None:
    amount, base = _pair(row, "拒改"), row["拒改基数"]
    if amount is None:
        if base:
            raise row.refuse("有“拒改基数”而没有“拒改下限、拒改上限”")
        return None
    kind = "fixed_range" if not base else "multiple_of_gains" if base == "illegal_gains" else "multiple_of_value"
    return Fine(kind, *amount, base, row["拒改基数不足按"])


def _pair(row: pack.Row, name: str) -> Money | None:
    low, high = row[f"{name}下限"], row[f"{name}上限"]
    if low is None and high is None:
        return None
    if low is None or high is None:
        raise row.refuse(f"“{name}下限、{name}上限”应同时填写")
    if low > high:
        raise row.refuse(f"“{name}下限”{low} 大于“{name}上限”{high}")
    return low, high


def _within(row: pack.Row, provision: Provision, book: statutes.Book) -> None:
    """A provision lives no longer than its statute."""
    statute = book.statutes.get(provision.statute)
    if statute is None:
        raise row.refuse(f"名录里没有法律“{provision.statute}”（应写简称）")
    if not statute.versions or provision.begins < statute.versions[0].begins.first:
        raise row.refuse(f"起日 {provision.begins} 早于《{statute.short}》所列的最早版本")
    end = statute.versions[-1].ends
    if end and (provision.ends is None or provision.ends > end.last):
        raise row.refuse(f"止日晚于《{statute.short}》的废止（{end.written} 止）")


def _apart(row: pack.Row, provision: Provision, others: Iterable[Provision]) -> None:
    """In one lane and for one group, one provision at a time: else the choice would be an accident."""
    for other in others:
        if (other.lane, other.scope) != (provision.lane, provision.scope):
            continue
        if other.begins <= (provision.ends or date.max) and provision.begins <= (other.ends or date.max):
            raise row.refuse(f"与第 {other.line} 行（{other.citation}）的施行期间重叠")


def _number(cell: str) -> Decimal | None:
    if not cell:
        return None
    try:
        number = Decimal(cell)
    except InvalidOperation:
        raise ValueError(f"应为数，现为“{cell}”") from None
    if not number.is_finite() or number < 0:
        raise ValueError(f"应为不小于 0 的数，现为“{cell}”")
    return number


def _places(cell: str) -> str:
    citations.places(cell)
    return cell


def _duty(cell: str) -> str:
    """Places, or - where the duty was not determined."""
    return cell if cell == "-" else _places(cell)


def _columns(codes: Mapping[str, Mapping[str, str]]) -> Mapping[str, pack.Reader]:
    base = pack.one_of("", *codes["base"])
    numbers = dict.fromkeys(("个人下限", "个人上限", "严重下限", "严重上限", "严重个人下限", "严重个人上限", "拒改下限", "拒改上限"), _number)
    return {
        "违法行为": pack.needed, "法律": pack.needed, "起": pack.day, "止": pack.maybe_day, "层次": pack.one_of(*LANES),
        "适用对象": pack.one_of("", *codes["scope"]), "义务条款": _duty, "罚则条款": _places, "罚款方式": pack.one_of(*KINDS),
        "下限": _number, "上限": _number, "基数": base, "基数不足按": _number, "倍数起点": _number,
        "起点下下限": _number, "起点下上限": _number, "计数单位": pack.one_of("", *codes["per"]),
        "可以罚款": yes, "触发": pack.one_of(*TRIGGERS), "责令改正": yes, "其他处罚": pack.many, "按日计罚": yes,
        **numbers, "拒改基数": base, "拒改基数不足按": _number,
        "拘留依据": pack.text, "核实": pack.one_of("text", "recalled"), "来源": pack.needed, "核对": pack.maybe_day, "说明": pack.text,
    }
