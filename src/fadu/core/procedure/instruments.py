"""The instruments (laws, orders, notices) that procedure rests on, and how an article of one is cited with its confidence.

A reference is written `CF:60` (instrument and article), with `/S` where the article is less or better known than its instrument.
Grades: V read in a copy of the text, S seen in a secondary source, R recalled and not re-read, I inferred.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.law.numerals import spell

GRADES = {"V": "", "S": "（二手来源，未核原文）", "R": "（凭记忆，未核原文）", "I": "（推断）"}


@dataclass(frozen=True)
class Instrument:
    """A law or another rule, in force from `since` to `until` (None: without a known end)."""

    id: str
    short: str
    title: str
    number: str
    since: date | None
    until: date | None
    grade: str
    exceptions: Mapping[int, str]
    source: str
    note: str

    def in_force(self, day: date) -> bool | None:
        """Whether it is in force on a day; None where its beginning is not known."""
        if self.since is None:
            return None
        return self.since <= day and (self.until is None or day <= self.until)


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by id. Raises pack.BadPack."""
    return read(resources.files("fadu.core.procedure").joinpath("data/instruments.csv"))


def read(path: Traversable) -> Mapping[str, Instrument]:
    """The instruments of a table (a Path will do). Raises pack.BadPack."""
    _, rows = pack.table(path, {
        "代号": pack.needed, "简称": pack.needed, "名称": pack.needed, "文号": pack.text, "施行": pack.maybe_day,
        "失效前一日": pack.maybe_day, "可信度": pack.one_of(*GRADES), "条文例外": _exceptions, "来源": pack.needed, "说明": pack.text,
    })
    found: dict[str, Instrument] = {}
    for row in rows:
        if row["代号"] in found:
            raise row.refuse(f"代号 {row['代号']} 重复")
        if row["施行"] and row["失效前一日"] and row["失效前一日"] < row["施行"]:
            raise row.refuse("失效早于施行")
        found[row["代号"]] = Instrument(*(row[name] for name in row.cells))
    return found


def _exceptions(cell: str) -> Mapping[int, str]:
    """`S=51-52 57；R=53-56` as article -> grade."""
    found: dict[int, str] = {}
    for part in filter(None, cell.split("；")):
        grade, equals, articles = part.partition("=")
        if grade not in GRADES or not equals:
            raise ValueError(f"应写作 S=51-52 57 这样，现为“{part}”")
        for each in articles.split():
            first, _, last = each.partition("-")
            found.update(dict.fromkeys(range(int(first), int(last or first) + 1), grade))
    return found


@dataclass(frozen=True)
class Reference:
    """One article, or a run of articles, of an instrument."""

    instrument: Instrument
    article: str
    grade: str

    def __str__(self) -> str:
        return f"《{self.instrument.title}》{_article(self.article)}"

    def cited(self) -> str:
        """The article with what is to be said about its source."""
        return f"{self}{GRADES[self.grade]}"


def reference(written: str) -> Reference:
    """Read `CF:60` or `B30:57/S`. Raises ValueError where there is no such instrument or grade."""
    body, _, grade = written.partition("/")
    id, colon, article = body.partition(":")
    instrument = instruments().get(id)
    if instrument is None or not colon or not article:
        raise ValueError(f"不认识的依据“{written}”，应写作 规范代号:条")
    if grade and grade not in GRADES:
        raise ValueError(f"不认识的可信度“{grade}”")
    return Reference(instrument, article, grade or _grade(instrument, article))


def _grade(instrument: Instrument, article: str) -> str:
    number = re.match(r"\d+", article)
    return instrument.exceptions.get(int(number[0]), instrument.grade) if number else instrument.grade


def references(cell: str) -> tuple[Reference, ...]:
    """References separated by ;. Raises ValueError."""
    return tuple(reference(part.strip()) for part in cell.split(";") if part.strip())


def _article(written: str) -> str:
    if written == "-":
        return ""
    if re.fullmatch(r"\d+(-\d+)?(,\d+(-\d+)?)*", written):
        return "、".join("至".join(f"第{spell(int(end))}条" for end in run.split("-")) for run in written.split(","))
    item = re.fullmatch(r"(合法性)(\d+)", written)
    return f"{item[1]}第{item[2]}项" if item else f"（{written}）"
