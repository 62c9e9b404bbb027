"""Statutes and their versions: what is in force on a day, what repealed it, under which names people know it.

    statutes.book().standing("环评法", date(2026, 9, 1)).text
    # 已废止：《环境影响评价法》2026-08-14 止，由《生态环境法典》取代

A day before the first version that the pack lists is *unknown*, not "not yet", unless that version is the first there was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Literal

from fadu.core import pack
from fadu.core.law.sources import DATA, sources, unique, yes
from fadu.core.refusal import Refusal

__all__ = ["Book", "Match", "Span", "Standing", "Statute", "Version", "book", "in_force", "load"]

Status = Literal["in_force", "not_yet", "repealed", "unknown"]
Kind = Literal["official", "short", "alias", "wrong"]

_DAY = timedelta(days=1)
# What follows a title where an edition is meant, as the official database prints it: (2021年修订), (2018年第二次修正).
_EDITION = re.compile(r"\((?:\d{4}年?)?(?:第.次)?(?:修订|修正|修改)\)$")


@dataclass(frozen=True, slots=True)
class Span:
    """A day of which perhaps only the month or year is known: `written`, its earliest and its latest meaning."""

    written: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Version:
    """One version: in force from `begins` to `ends` (its last day; None = no end known)."""

    begins: Span
    ends: Span | None
    note: str


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute, regulation, rule, interpretation or standard. `articles` = how many it has, None where not known; `text_date` =
    the day (or month, year) on which the latest text was adopted, empty where not known."""

    short: str
    official: str
    level: str
    issuer: str
    code: str
    aliases: tuple[str, ...]
    wrong: tuple[str, ...]
    original: bool
    articles: int | None
    replaced_by: str
    replaced_part: str
    replaced_articles: str
    text_date: str
    confidence: str
    source: str
    checked: date
    note: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A name that was looked up: whose it is and what kind of name. `wrong` is a common mistake for the statute."""

    given: str
    kind: Kind
    statute: Statute


@dataclass(frozen=True, slots=True)
class Standing:
    """A statute on a day. `version` is the one in force, None where none is or where the day is not decided by the data."""

    statute: Statute
    on: date
    status: Status
    version: Version | None
    text: str


@dataclass(frozen=True)
class Book:
    """The whole pack; look-ups take any name of a statute."""

    pack: pack.Pack
    statutes: Mapping[str, Statute]
    names: Mapping[str, tuple[tuple[Kind, Statute], ...]]
    codes: Mapping[str, Statute]

    def find(self, name: str) -> Match:
        """The statute that `name` means (《》, 中华人民共和国, blanks and the edition do not matter). Refusal with suggestions."""
        plain = _plain(name)
        found = self.names.get(plain) or self.names.get(_EDITION.sub("", plain), ())
        if len(found) == 1:
            return Match(name, *found[0])
        if found:
            raise Refusal(f"“{name}”有多个版本", f"请写明：{'、'.join(statute.short for _, statute in found)}")
        near = "、".join(f"《{short}》" for short in self.suggest(name))
        raise Refusal(f"名录里没有“{name}”", f"是否指{near}？" if near else "请用全称或简称，或核对后补入名录")

    def suggest(self, name: str) -> tuple[str, ...]:
        """Up to three short names whose writing is close to `name`."""
        near = get_close_matches(_plain(name), self.names, n=5, cutoff=0.5)
        return tuple(dict.fromkeys(statute.short for key in near for _, statute in self.names[key]))[:3]

    def search(self, words: str) -> tuple[Statute, ...]:
        """The statutes of which one name holds all the words, in the order of the pack."""
        wanted = [_plain(word) for word in words.split()]
        hits = {statute.short for name, held in self.names.items() if all(word in name for word in wanted) for _, statute in held}
        return tuple(statute for short, statute in self.statutes.items() if short in hits)

    def standing(self, name: str, on: date) -> Standing:
        """The statute that `name` means, on a day. Refusal where the name is unknown."""
        return _standing(self.find(name).statute, on)

    def in_force(self, name: str, on: date) -> bool:
        """Whether it is in force. Refusal where the name is unknown or the data does not decide the day."""
        standing = self.standing(name, on)
        if standing.status == "unknown":
            raise Refusal(standing.text, "请核对国家法律法规数据库，并补入名录")
        return standing.status == "in_force"

    def repealed_on(self, day: date) -> tuple[Statute, ...]:
        """The statutes that are out of force from this day on."""
        ends = ((statute, statute.versions[-1].ends) for statute in self.statutes.values() if statute.versions)
        return tuple(statute for statute, end in ends if end is not None and end.first == end.last == day - _DAY)

    def predecessors(self, short: str) -> tuple[Statute, ...]:
        """The statutes that `short` replaced."""
        return tuple(statute for statute in self.statutes.values() if statute.replaced_by == short)


def in_force(name: str, on: date) -> bool:
    """Whether the statute that `name` means is in force on a day; see `Book.in_force`."""
    return book().in_force(name, on)


@cache
def book() -> Book:
    """The pack that ships with the package."""
    return load(DATA)


def load(folder: Traversable) -> Book:
    """The pack in a folder: statutes.csv, versions.csv, sources.csv. Raises BadPack."""
    head, rows = pack.table(folder / "statutes.csv", _COLUMNS)
    versions: dict[str, list[tuple[pack.Row, Version]]] = {row["简称"]: [] for row in rows}
    _, lines = pack.table(folder / "versions.csv", {"法律": pack.needed, "起": _span, "止": _maybe_span, "说明": pack.text})
    for line in lines:
        if line["法律"] not in versions:
            raise line.refuse(f"名录里没有法律“{line['法律']}”")
        versions[line["法律"]].append((line, Version(line["起"], line["止"], line["说明"])))
    known = sources(folder)
    entries = []
    for row in rows:
        if row["来源"] not in known:
            raise row.refuse(f"来源“{row['来源']}”未登记")
        if row["后法"] and row["后法"] not in versions:
            raise row.refuse(f"名录里没有后法“{row['后法']}”")
        entries.append((row, row["简称"], _statute(row, _in_order(versions[row["简称"]]), head.checked_on)))
    statutes = unique(entries, "简称")
    coded = [(row, one.code, one) for row, _, one in entries if one.code]
    return Book(head, statutes, _names(entries), unique(coded, "代号"))


def _statute(row: pack.Row, versions: tuple[Version, ...], checked: date) -> Statute:
    if row["后法"] and not (versions and versions[-1].ends):
        raise row.refuse(f"有后法“{row['后法']}”而最后一个版本没有止日")
    return Statute(
        short=row["简称"], official=row["全称"], level=row["层级"], issuer=row["制定机关"], code=row["代号"],
        aliases=row["别称"], wrong=row["误称"], original=row["首版"], articles=row["条数"],
        replaced_by=row["后法"], replaced_part=row["后法部分"], replaced_articles=row["后法条文"],
        text_date=row["文本日期"].written if row["文本日期"] else "",
        confidence=row["信度"], source=row["来源"], checked=row["核对"] or checked, note=row["说明"], versions=versions,
    )


def _in_order(versions: list[tuple[pack.Row, Version]]) -> tuple[Version, ...]:
    for row, version in versions:
        if version.ends and version.ends.last < version.begins.first:
            raise row.refuse(f"止日 {version.ends.written} 早于起日 {version.begins.written}")
    for (_, before), (row, after) in pairwise(versions):
        if before.ends is None or before.ends.last >= after.begins.first:
            raise row.refuse(f"版本期间与上一版本重叠（{after.begins.written} 起）")
        if before.ends.first + _DAY < after.begins.first:
            raise row.refuse(f"与上一版本之间有空档（{before.ends.written} 之后、{after.begins.written} 之前）")
    return tuple(version for _, version in versions)


def _names(entries: list[tuple[pack.Row, str, Statute]]) -> Mapping[str, tuple[tuple[Kind, Statute], ...]]:
    found: dict[str, tuple[tuple[Kind, Statute], ...]] = {}
    kinds: tuple[tuple[Kind, str], ...] = (("official", "全称"), ("short", "简称"), ("alias", "别称"), ("wrong", "误称"))
    for kind, column in kinds:
        for row, _, statute in entries:
            for name in row[column] if isinstance(row[column], tuple) else (row[column],):
                held = found.get(_plain(name), ())
                others = [other for _, other in held if other is not statute]
                # Editions of a standard share their title; any other name means one statute.
                if others and not (kind == "official" and statute.level == "标准"):
                    raise row.refuse(f"名称“{name}”已属于“{others[0].short}”")
                if len(others) == len(held):
                    found[_plain(name)] = (*held, (kind, statute))
    return found


def _standing(statute: Statute, on: date) -> Standing:
    name = f"《{statute.short}》"
    if not statute.versions:
        return Standing(statute, on, "unknown", None, f"情况不明：{name}的施行日期未查到")
    first = statute.versions[0].begins
    if on < first.first:
        if statute.original:
            return Standing(statute, on, "not_yet", None, f"尚未施行：{name}自 {first.written} 起施行")
        return Standing(statute, on, "unknown", None, f"情况不明：名录只列{name} {first.written} 起的版本")
    for version in statute.versions:
        status = _during(version, on)
        if status == "in_force":
            return Standing(statute, on, status, version, f"现行有效：{name}{version.begins.written} 起施行的版本{_until(version)}")
        if status == "unknown":
            return Standing(statute, on, status, None, f"情况不明：{name}的起止只知 {version.begins.written}—{_written(version.ends)}")
    after = f"，由《{statute.replaced_by}》取代" if statute.replaced_by else ""
    return Standing(statute, on, "repealed", None, f"已废止：{name}{_written(statute.versions[-1].ends)} 止{after}")


def _during(version: Version, on: date) -> Status:
    if on < version.begins.first or (version.ends and on > version.ends.last):
        return "repealed"
    exact_end = version.ends is None or version.ends.first == version.ends.last
    if on < version.begins.last or (version.ends and not exact_end and on >= version.ends.first):
        return "unknown"
    return "in_force"


def _until(version: Version) -> str:
    return f"，{version.ends.written} 止" if version.ends else ""


def _written(end: Span | None) -> str:
    return end.written if end else ""


def _plain(name: str) -> str:
    """A name without what people leave out or write in two ways."""
    table = str.maketrans({"（": "(", "）": ")", "《": None, "》": None, " ": None, "\u3000": None, "、": None})
    return name.translate(table).removeprefix("中华人民共和国")


def _span(cell: str) -> Span:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", cell)
    if match is None:
        raise ValueError(f"应为日期（YYYY-MM-DD，不知道日、月的可以省略），现为“{cell}”")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"没有“{cell}”这一天") from None
    if day:
        return Span(cell, first, first)
    following = date(first.year + 1, 1, 1) if not month or month == 12 else date(first.year, month + 1, 1)
    return Span(cell, first, following - _DAY)


def _maybe_span(cell: str) -> Span | None:
    return _span(cell) if cell else None


def _bars(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


_COLUMNS: Mapping[str, pack.Reader] = {
    "简称": pack.needed, "全称": pack.needed, "层级": pack.needed, "制定机关": pack.needed, "代号": pack.text,
    "别称": _bars, "误称": _bars, "首版": yes, "条数": pack.maybe_whole,
    "后法": pack.text, "后法部分": pack.text, "后法条文": pack.text, "文本日期": _maybe_span,
    "信度": pack.one_of("H", "M", "L"), "来源": pack.needed, "核对": pack.maybe_day, "说明": pack.text,
}

