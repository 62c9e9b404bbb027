"""By which days the yearly report has to be handed in and made public; dated law data with its source (data/report-duties.csv)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from fadu.core import pack

_TABLE = resources.files("fadu.core.wording").joinpath("data", "report-duties.csv")
# What is due by which day is of high confidence; the numbers of the articles were not compared with the printed text.
BASIS = "《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）第二十四条至第二十六条（条号待核）"


@dataclass(frozen=True)
class ReportDuty:
    """What is due about the report on a year, by the end of which day of the year after; `to` and `copies` are to get it."""

    id: str
    what: str
    month: int
    day: int
    to: tuple[str, ...]
    copies: tuple[str, ...]
    confidence: str

    def due(self, year: int) -> date:
        """The last day for the report on a year."""
        return date(year + 1, self.month, self.day)


@cache
def report_duties() -> tuple[ReportDuty, ...]:
    """The duties in the order of their days."""
    columns: dict[str, pack.Reader] = {
        "编号": pack.needed, "事项": pack.needed, "月": int, "日": int, "对象": _names, "抄送": _names, "信度": pack.one_of("H", "M", "L"),
    }  # fmt: skip
    rows = pack.table(_TABLE, columns)[1]
    return tuple(ReportDuty(row["编号"], row["事项"], row["月"], row["日"], row["对象"], row["抄送"], row["信度"]) for row in rows)


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("；")))
