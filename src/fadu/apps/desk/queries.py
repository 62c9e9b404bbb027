"""What the first page shows: how far the ledger is, what the law says of it, what was done last."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.apps.record import lists, queries, registry

LATEST = 6


@dataclass(frozen=True)
class Desk:
    """`years` are those with penalty cases or inspections, latest first."""

    rows: int
    registers: int
    findings: int
    entries: int
    years: list[int]
    latest: list[queries.SealView]
    broken: list[queries.FindingView]


def desk() -> Desk:
    """The desk of a bureau."""
    sheets = lists.sheets()
    found = queries.findings(grade="finding")
    years = sorted({year for name in ("案件", "检查", "信访") for year in lists.years(registry.tables()[name])}, reverse=True)
    return Desk(
        rows=sum(sheet.rows for sheet in sheets), registers=sum(bool(sheet.rows) for sheet in sheets), findings=len(found),
        entries=queries.head()[0], years=years, latest=queries.latest(LATEST), broken=found[:LATEST],
    )
