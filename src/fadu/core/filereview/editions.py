"""The rules of one edition, read from its folder: types, fatal items, marks a document, deductions of form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.filereview.checks import CHECKS, Check
from fadu.core.filereview.conditions import CONDITIONS, Condition
from fadu.core.procedure.documents import documents
from fadu.core.procedure.facts import vocabulary
from fadu.core.procedure.guards import guards
from fadu.core.procedure.instruments import GRADES
from fadu.core.refusal import Refusal

POINTS_ANSWERED = "points_answered"  # looks at the file, not at facts: each point of the statement has its answer
ALL = "全部"


@dataclass(frozen=True)
class Type:
    """A type of file. `bonus` points are given for `bonus_for`, which the fact `bonus_fact` shows; how they enter the total was not read."""

    id: str
    name: str
    total: Decimal
    bonus: Decimal | None
    bonus_for: str
    bonus_fact: str


@dataclass(frozen=True)
class Ask:
    """A check that is made for an item, on the day of the first of these facts that is known. `check` is None for `POINTS_ANSWERED`.

    `silent`: facts whose absence means no where the case ran here, and nothing where it ran elsewhere and was entered afterwards.
    """

    name: str
    check: Check | None
    days: tuple[str, ...]
    article: str
    silent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fatal:
    """A fatal item. `how`: 自动 is settled by the facts, 兼 can be found but not ruled out by them, 人工 is for a person alone."""

    number: int
    group: str
    defect: str
    how: str
    types: frozenset[str]
    asks: tuple[Ask, ...]

    def applies(self, type: str) -> bool:
        return ALL in self.types or type in self.types


@dataclass(frozen=True)
class Scored:
    """A document of a type with its points. `lost`: whether its lack gives nought; `due`: the fact after which it must be there."""

    type: str
    name: str
    points: Decimal
    lost: bool
    papers: tuple[int, ...]
    facts: tuple[str, ...]
    unless: Condition | None
    due: str


@dataclass(frozen=True)
class Base:
    """A deduction of form; `keys` are facts that settle it when one says no, and rule it out when all say yes."""

    id: str
    points: Decimal
    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A part of the decision's points."""

    points: Decimal
    text: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True)
class Edition:
    """One edition of the rules, in force from `since` until `until` (None: without a known end). `grade`: how well its text is known."""

    id: str
    title: str
    number: str
    since: date
    until: date | None
    grade: str
    source: str
    types: Mapping[str, Type]
    fatal: tuple[Fatal, ...]
    scored: Mapping[str, tuple[Scored, ...]]
    base: tuple[Base, ...]
    decision: tuple[Part, ...]
    reviewed: bool


def edition(on: date) -> Edition:
    """The edition by which a file is reviewed on a day. Raises Refusal where none is known."""
    found = next((one for one in editions() if one.since <= on and (one.until is None or on <= one.until)), None)
    if found is None:
        first = min(one.since for one in editions())
        raise Refusal(f"{on} 没有已知的案卷评查细则", f"收录的最早一版自 {first} 起施行；更早的请按当时的细则人工评查")
    return found


@cache
def editions() -> tuple[Edition, ...]:
    """Every edition that came with Fadu. Raises pack.BadPack."""
    return read(resources.files("fadu.core.filereview").joinpath("data"))


def read(folder: Traversable) -> tuple[Edition, ...]:
    """The editions of a folder (a Path will do). Raises pack.BadPack with file, line and reason."""
    _, rows = pack.table(folder.joinpath("editions.csv"), {
        "版": pack.needed, "名称": pack.needed, "文号": pack.needed, "自": pack.day, "至": pack.maybe_day, "把握": pack.one_of(*GRADES),
    })
    return tuple(_edition(row, folder.joinpath(row["版"])) for row in rows)


def _edition(row: pack.Row, folder: Traversable) -> Edition:
    head, types = pack.table(folder.joinpath("types.csv"), {
        "代号": pack.needed, "名称": pack.needed, "总分": points, "加分": lambda cell: points(cell) if cell else None, "加分条件": pack.text,
        "加分事实": _key_or_none,
    })
    known = {one["代号"]: Type(*(one[name] for name in one.cells)) for one in types}
    _, fatal = pack.table(folder.joinpath("fatal.csv"), {
        "序号": pack.whole, "分组": pack.needed, "缺陷": pack.needed, "判断": pack.one_of("自动", "兼", "人工"), "适用": pack.many, "核查": asks,
    })
    for one in fatal:
        if strange := set(one["适用"]) - known.keys() - {ALL}:
            raise one.refuse(f"没有类型 {min(strange)}")
        if one["判断"] != "人工" and not one["核查"]:
            raise one.refuse("判断不是人工，却没有核查")
    _, base = pack.table(folder.joinpath("base.csv"), {"代号": pack.needed, "扣分": points, "内容": pack.needed, "核查": pack.many})
    _, decision = pack.table(folder.joinpath("decision.csv"), {"分值": points, "内容": pack.needed, "核查": asks})
    return Edition(
        row["版"], row["名称"], row["文号"], row["自"], row["至"], row["把握"], head.source, known,
        tuple(Fatal(f["序号"], f["分组"], f["缺陷"], f["判断"], frozenset(f["适用"]), f["核查"]) for f in fatal),
        _scored(folder.joinpath("scored.csv"), known),
        tuple(Base(b["代号"], b["扣分"], b["内容"], b["核查"]) for b in base),
        tuple(Part(d["分值"], d["内容"], d["核查"]) for d in decision), head.reviewed,
    )


def _scored(path: Traversable, types: Mapping[str, Type]) -> Mapping[str, tuple[Scored, ...]]:
    """The documents by type; their points must add up to the total that the rules state."""
    _, rows = pack.table(path, {
        "类型": pack.one_of(*types), "文书": pack.needed, "分值": points, "缺失": pack.one_of("零分", "人工"), "目录序号": _papers,
        "事实": pack.many, "不适用": _condition, "应有": pack.needed,
    })
    found: dict[str, tuple[Scored, ...]] = {}
    for row in rows:
        one = Scored(
            row["类型"], row["文书"], row["分值"], row["缺失"] == "零分", row["目录序号"], row["事实"], row["不适用"], row["应有"],
        )
        found[one.type] = (*found.get(one.type, ()), one)
    for id, type in types.items():
        if (sum_ := sum(one.points for one in found.get(id, ()))) != type.total:
            raise pack.BadPack(path.name, 1, f"{type.name}各文书合计 {sum_} 分，细则为 {type.total} 分")
    return found


def points(cell: str) -> Decimal:
    """Points: a decimal above nought."""
    try:
        found = Decimal(cell)
    except InvalidOperation:
        raise ValueError(f"应为分数，现为“{cell}”") from None
    if not found > 0:
        raise ValueError(f"应大于零，现为“{cell}”")
    return found


def asks(cell: str) -> tuple[Ask, ...]:
    """`G21@decided_on;G14@filed_on|…~collective_on`: checks, each with the facts whose day it is made on, and those that may be silent."""
    return tuple(_ask(one) for one in cell.split(";") if one)


def _ask(cell: str) -> Ask:
    whole, _, silent = cell.partition("~")
    id, _, days = whole.partition("@")
    if id not in guards() and id not in CHECKS and id != POINTS_ANSWERED:
        raise ValueError(f"没有前置条件或者核查 {id}")
    keys = tuple(days.split("|"))
    if strange := [key for key in keys if key not in vocabulary() or vocabulary()[key].form != "日期"]:
        raise ValueError(f"{strange[0]} 不是词表里的日期")
    unsaid = tuple(filter(None, silent.split("|")))
    if strange := [key for key in unsaid if key not in vocabulary()]:
        raise ValueError(f"词表里没有 {strange[0]}")
    guard = guards().get(id)
    return Ask(id, guard.check if guard else CHECKS.get(id), keys, guard.article() if guard else "", unsaid)


def _key_or_none(cell: str) -> str:
    if cell and cell not in vocabulary():
        raise ValueError(f"词表里没有 {cell}")
    return cell


def _condition(cell: str) -> Condition | None:
    if cell and cell not in CONDITIONS:
        raise ValueError(f"没有条件 {cell}")
    return CONDITIONS.get(cell)


def _papers(cell: str) -> tuple[int, ...]:
    numbers = tuple(pack.whole(one) for one in pack.many(cell))
    if strange := [one for one in numbers if one not in documents()]:
        raise ValueError(f"文书目录里没有 {strange[0]}")
    return numbers
