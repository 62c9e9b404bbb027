"""“没有” is a statement too: a zero needs the zero report of the period."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.core.figures.relations.base import Check, Facts, Status, unknown


@dataclass(frozen=True)
class ZeroReport:
    """Where `figure` is zero a 零报告 of `matter` covers the period; where it is not, none says 无."""

    id: str
    figure: str
    matter: str

    @property
    def figures(self) -> tuple[str, ...]:
        return (self.figure,)

    def check(self, facts: Facts) -> Check:
        text = f"{facts.name(self.figure)}为零时须有零报告（{self.matter}）"
        if missing := unknown(self.id, text, self.figures, facts):
            return missing
        value, report = facts.values[self.figure] or 0, facts.zero_reports.get(self.matter, "")
        status, why = self._judge(bool(value), report)
        return Check(self.id, text, status, value, None, why, self.figures)

    def _judge(self, some: bool, report: str) -> tuple[Status, str]:
        if some and report == "无":
            return Status.BROKEN, "台账有记录，零报告却报“无”"
        if some:
            return Status.HOLDS, "台账有记录，不需要零报告"
        if report == "有":
            return Status.BROKEN, "零报告报“有”，台账却没有记录"
        if report == "无":
            return Status.HOLDS, "零报告已具报“无”"
        return Status.UNDECIDABLE, "没有覆盖本期的零报告，“无”尚无依据"
