"""The class of surface water at a section (GB 3838-2002, single factor), and of a river or basin by the share of its sections.

    section({"pH": 8, "DO": Decimal("9.5"), "CODMn": Decimal("3.2"), "NH3N": Decimal("0.59")}, "河流", date(2024, 2, 1)).water_class   # III

Whether a water is a river (河流) or a lake (湖库) is told by the register of sections, never by its name: a watercourse called 湖 can be
assessed by the limits of rivers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from fadu.core import pack
from fadu.core.figures.rounding import Number, percent, rounded
from fadu.core.indices.packs import decimal, maybe_decimal, read, version, yes
from fadu.core.refusal import Refusal

__all__ = ["ASIDE", "CLASSES", "KINDS", "Basin", "Excess", "Limit", "Section", "assessed", "basin", "basin_of_few", "limits", "section", "source"]

RIVER, LAKE = "河流", "湖库"
KINDS = (RIVER, LAKE)
CLASSES = ("I", "II", "III", "IV", "V", "劣V")
ASIDE = ("TN", "FC", "water_temp")  # printed, and never part of the class (环办〔2011〕22号)
SATURATION = "DO_saturation"  # percent; DO is class I from 90 % on
_FEW = 5  # from so many sections on a basin is assessed by shares
_MOST_POLLUTANTS = 3


@dataclass(frozen=True, slots=True)
class Limit:
    """An item of table 1. `order`: "不高于" (at most), "不低于" (at least), "范围" (inside the first pair, whatever the class)."""

    code: str
    name: str
    kind: str
    unit: str
    order: str
    bounds: tuple[tuple[Decimal, ...], ...]
    is_judged: bool
    is_toxic: bool

    def place(self, value: Number) -> int:
        """Position of the class in CLASSES."""
        if self.order == "范围":
            low, high = self.bounds[0]
            return 0 if low <= value <= high else len(CLASSES) - 1
        keeps = (value <= bound[0] if self.order == "不高于" else value >= bound[0] for bound in self.bounds)
        return next((place for place, kept in enumerate(keeps) if kept), len(CLASSES) - 1)

    @property
    def class_iii(self) -> Decimal:
        """The limit of class III; of pH there is none."""
        return self.bounds[2][0]


@dataclass(frozen=True, slots=True)
class Excess:
    """An item worse than class III: its class and how many times over the limit of class III (None for pH and DO)."""

    code: str
    name: str
    water_class: str
    multiple: Decimal | None


@dataclass(frozen=True, slots=True)
class Section:
    """A section assessed: class, class of each item, the items that decide it, the main pollutants (worse than III only).

    `missing` are those of the 21 items that have no value; `aside` those that have one and never count.
    """

    water_class: str
    items: Mapping[str, str]
    deciding: tuple[str, ...]
    pollutants: tuple[Excess, ...]
    missing: tuple[str, ...]
    aside: tuple[str, ...]

    @property
    def quality(self) -> str:
        """优, 良好, 轻度污染 …"""
        return _qualities()[self.water_class][0]

    @property
    def colour(self) -> str:
        return _qualities()[self.water_class][1]


@dataclass(frozen=True, slots=True)
class Basin:
    """Sections of a river or basin by class: counts, shares in percent with one decimal (each rounded by itself: they may add up to
    99.9 or 100.1), and the quality, None below five sections, which are assessed by their mean values (`basin_of_few`)."""

    total: int
    counts: Mapping[str, int]
    shares: Mapping[str, Decimal]
    good: int
    good_share: Decimal
    quality: str | None


def _bound(cell: str) -> tuple[Decimal, ...]:
    """A limit, or the two ends of a range written 6-9."""
    return tuple(decimal(part) for part in cell.split("-"))


@cache
def limits() -> tuple[Limit, ...]:
    """The items of GB 3838-2002 table 1, but for the water temperature. Raises BadPack."""
    rows = read("water-limits.csv", {
        "序号": pack.whole, "代码": pack.needed, "名称": pack.needed, "水体": pack.one_of("", *KINDS), "单位": pack.text,
        "比较": pack.one_of("不高于", "不低于", "范围"), **dict.fromkeys(CLASSES[:-1], _bound), "参评": yes, "优先": yes,
    })
    found = []
    for row in rows:
        bounds = tuple(row[name] for name in CLASSES[:-1])
        if list(bounds) != sorted(bounds, reverse=row["比较"] == "不低于"):
            raise row.refuse("限值应当由 I 类到 V 类逐级放宽")
        found.append(Limit(row["代码"], row["名称"], row["水体"], row["单位"], row["比较"], bounds, row["参评"], row["优先"]))
    return tuple(found)


@cache
def assessed(kind: str) -> Mapping[str, Limit]:
    """The 21 items that make a class, by code, for 河流 or 湖库."""
    if kind not in KINDS:
        raise Refusal(f"水体类型“{kind}”不是{'、'.join(KINDS)}", "请按断面名录填写，不要按名称里有没有“湖”字判断")
    return {each.code: each for each in limits() if each.is_judged and each.kind in ("", kind)}


@cache
def _qualities() -> Mapping[str, tuple[str, str]]:
    rows = read("water-classes.csv", {"类别": pack.one_of(*CLASSES), "断面状况": pack.needed, "颜色": pack.needed})
    return {row["类别"]: (row["断面状况"], row["颜色"]) for row in rows}


def section(values: Mapping[str, Number | None], kind: str, on: date) -> Section:
    """The class of a section: the worst of its items. `values` by item code in the units of the standard (mg/L; pH; DO_saturation in
    percent). Refusal for an unknown item, a negative value, or where no item that counts has a value."""
    version("water.limits", on)
    known = assessed(kind)
    given = {code: value for code, value in values.items() if value is not None}
    _check(given, known)
    places = {code: known[code].place(value) for code, value in given.items() if code in known}
    if given.get(SATURATION, 0) >= 90:
        places["DO"] = 0
    if not places:
        raise Refusal("没有一项参评项目有值", f"参评的 {len(known)} 项：{'、'.join(known)}", "环办〔2011〕22号")
    worst = max(places.values())
    return Section(
        water_class=CLASSES[worst], items={code: CLASSES[place] for code, place in places.items()},
        deciding=tuple(code for code, place in places.items() if place == worst),
        pollutants=_pollutants(places, given, known), missing=tuple(code for code in known if code not in places),
        aside=tuple(code for code in given if code in ASIDE),
    )


def _check(given: Mapping[str, Number], known: Mapping[str, Limit]) -> None:
    for code, value in given.items():
        if code not in known and code not in ASIDE and code != SATURATION:
            raise Refusal(f"不认识的项目“{code}”", f"可用：{'、'.join((*known, *ASIDE, SATURATION))}")
        if value < 0 and code != "water_temp":
            raise Refusal(f"{code} 的值 {value} 为负", "请核对监测数据；低于检出限的按检出限的一半填写，或写作 <检出限")
        if code == "pH" and value > 14:
            raise Refusal(f"pH 的值 {value} 大于 14", "请核对监测数据")


def _pollutants(places: Mapping[str, int], given: Mapping[str, Number], known: Mapping[str, Limit]) -> tuple[Excess, ...]:
    """Worse than III: toxic ones first, then those of the worst class, then the larger multiple; at most three."""
    found = []
    for code, place in places.items():
        if place > CLASSES.index("III"):
            one = known[code]
            multiple = (Decimal(given[code]) - one.class_iii) / one.class_iii if one.order == "不高于" else None
            found.append((not one.is_toxic, -place, -(multiple or 0), Excess(code, one.name, CLASSES[place], multiple and rounded(multiple, 2))))
    return tuple(excess for *_, excess in sorted(found, key=lambda each: each[:3])[:_MOST_POLLUTANTS])


@cache
def _basin_rules() -> tuple[tuple[str, Decimal | None, Decimal | None], ...]:
    rows = read("water-basin.csv", {"状况": pack.needed, "优于": maybe_decimal, "劣于": maybe_decimal})
    return tuple((row["状况"], row["优于"], row["劣于"]) for row in rows)


def basin(classes: Iterable[str]) -> Basin:
    """Sections by class, their shares and what they say of a river or basin. Refusal for an unknown class or no section."""
    listed = list(classes)
    if unknown := [each for each in listed if each not in CLASSES]:
        raise Refusal(f"水质类别“{unknown[0]}”不认识", f"可用：{'、'.join(CLASSES)}")
    if not listed:
        raise Refusal("没有断面，不能评价", "请先录入断面的水质类别")
    total, counts = len(listed), Counter(listed)
    good, worst = sum(counts[each] for each in CLASSES[:3]), counts["劣V"]
    quality = next(
        name for name, least, most in _basin_rules()
        if (least is None or good * 100 >= least * total) and (most is None or worst * 100 >= most * total)
    )
    return Basin(
        total, {each: counts[each] for each in CLASSES}, {each: _share(counts[each], total) for each in CLASSES}, good, _share(good, total),
        quality if total >= _FEW else None,
    )


def _share(part: int, whole: int) -> Decimal:
    found = percent(part, whole)
    assert found is not None
    return found


def basin_of_few(sections: Sequence[Mapping[str, Number | None]], kind: str, on: date) -> Section:
    """Fewer than five sections: each item is averaged over the sections that have it, then assessed as one section."""
    if len(sections) >= _FEW:
        raise Refusal(f"{len(sections)} 个断面，应当按断面类别比例评价", f"不足 {_FEW} 个断面时才按均值评价", "环办〔2011〕22号")
    return section(averaged(sections), kind, on)


def averaged(sections: Sequence[Mapping[str, Number | None]]) -> dict[str, Number | None]:
    """The mean of each item over the sections that have a value for it, not rounded."""
    values: dict[str, list[Decimal]] = {}
    for one in sections:
        for code, value in one.items():
            if value is not None:
                values.setdefault(code, []).append(Decimal(value))
    return {code: sum(them, Decimal(0)) / len(them) for code, them in values.items()}


@cache
def _source_limits() -> Mapping[str, tuple[str, Decimal]]:
    rows = read("water-sources.csv", {"名称": pack.needed, "代码": pack.needed, "单位": pack.needed, "限值": decimal})
    return {row["代码"]: (row["名称"], row["限值"]) for row in rows}


def source(values: Mapping[str, Number | None], kind: str, on: date) -> tuple[str, ...]:
    """What a drinking-water source does not attain: items worse than class III and items above table 2; empty where it attains all.

    Items of table 2: SO4, Cl, NO3N, Fe, Mn.
    """
    extra = _source_limits()
    found = section({code: value for code, value in values.items() if code not in extra}, kind, on)
    over = [code for code, each in found.items.items() if CLASSES.index(each) > CLASSES.index("III")]
    for code, (_, most) in extra.items():
        value = values.get(code)
        if value is not None and value > most:
            over.append(code)
    return tuple(over)
