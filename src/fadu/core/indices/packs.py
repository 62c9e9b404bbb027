"""The packs of this room: where they lie, how their cells are read, and which version of a rule holds on a day.

    version("air.aqi", date(2026, 3, 1)).code   # HJ 633-2026

A standard is chosen by the day that was measured, never by the day of the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.figures.period import Period
from fadu.core.refusal import Refusal

__all__ = ["DATA", "Version", "decimal", "maybe_decimal", "number_or_word", "read", "reviewed", "version", "versions", "within", "yes"]

DATA: Traversable = resources.files("fadu.core.indices").joinpath("data")
CONFIDENCE = ("H", "M", "L")


def decimal(cell: str) -> Decimal:
    """A number of a pack, as written."""
    try:
        value = Decimal(cell.strip())
    except InvalidOperation:
        raise ValueError(f"应为数，现为“{cell}”") from None
    if not value.is_finite():
        raise ValueError(f"应为数，现为“{cell}”")
    return value


def maybe_decimal(cell: str) -> Decimal | None:
    """A number or none."""
    return decimal(cell) if cell.strip() else None


def number_or_word(cell: str) -> int | str:
    """A whole number, or a word that says what else to do."""
    return int(cell) if cell.strip().isdigit() else pack.needed(cell)


def yes(cell: str) -> bool:
    """是 or nothing."""
    return bool(pack.one_of("", "是")(cell))


def read(name: str, columns: Mapping[str, pack.Reader]) -> list[pack.Row]:
    """The rows of one pack of this room. Raises BadPack."""
    return pack.table(DATA / name, columns)[1]


@cache
def reviewed() -> bool:
    """Whether every pack of this room was signed by two people."""
    return all(pack.header(each.name, each.read_text("utf-8")).reviewed for each in DATA.iterdir() if each.name.endswith(".csv"))


@dataclass(frozen=True, slots=True)
class Version:
    """A standard, or one stage of it, in force from `first` to `last` (None = no end known). `unknown` names what of it was never read."""

    use: str
    code: str
    stage: str
    first: date
    last: date | None
    confidence: str
    unknown: tuple[str, ...]
    note: str

    @property
    def name(self) -> str:
        """GB 3095-2026（过渡阶段）."""
        return f"{self.code}（{self.stage}）" if self.stage else self.code

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@cache
def versions() -> Mapping[str, tuple[Version, ...]]:
    """The versions by what they are used for, earliest first. Raises BadPack."""
    rows = read("versions.csv", {
        "用途": pack.needed, "编号": pack.text, "阶段": pack.text, "起": pack.day, "止": pack.maybe_day, "信度": pack.one_of(*CONFIDENCE),
        "未知": pack.many, "说明": pack.text,
    })
    found: dict[str, list[Version]] = {}
    for row in rows:
        one = Version(row["用途"], row["编号"], row["阶段"], row["起"], row["止"], row["信度"], row["未知"], row["说明"])
        before = found.setdefault(one.use, [])
        if before and (before[-1].last is None or before[-1].last >= one.first):
            raise row.refuse(f"{one.name} 与前一版本的适用期重叠")
        before.append(one)
    return {use: tuple(them) for use, them in found.items()}


def version(use: str, day: date) -> Version:
    """The version in force on the measured day. Refusal before the first one that is carried."""
    known = versions()[use]
    for one in known:
        if one.covers(day):
            return one
    raise Refusal(f"{day.isoformat()} 适用的标准没有收录（最早为 {known[0].first.isoformat()} 起的 {known[0].name}）", "请核对日期，或者补入规则包")


def within(use: str, period: Period) -> Version:
    """The one version in force over a whole period. Refusal where the period lies under two of them."""
    first, last = version(use, period.first), version(use, period.last)
    if first is not last:
        raise Refusal(
            f"{period.label}跨过 {last.first.isoformat()}：前后适用 {first.name or '旧算法'} 和 {last.name or '新算法'}", "请把时段从这一天分开统计"
        )
    return first
