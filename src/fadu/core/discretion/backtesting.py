"""Back-test: what another benchmark would have said in cases already closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from fadu.core.discretion.computing import compute
from fadu.core.discretion.model import Finding, Gap, Provision, Rules


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed case as the new benchmark needs it, and the fine that was imposed, in yuan."""

    id: str
    fine: Decimal
    table: str
    findings: Mapping[str, Finding]
    column: str = ""
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    provision: Provision | None = None
    party: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One case: the fine imposed, the fine of the new benchmark, what was missing."""

    id: str
    before: Decimal
    after: Decimal | None
    missing: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class BackTest:
    """The differences. Totals and the median count only the cases that could be computed."""

    rows: tuple[Compared, ...]
    computed: int
    higher: int
    lower: int
    equal: int
    before: Decimal
    after: Decimal
    median_change: Decimal | None
    missing: Mapping[str, int]


def backtest(rules: Rules, cases: Iterable[Closed]) -> BackTest:
    """Compute every case afresh and sum up; a case that can't be computed is listed with what it lacks, never guessed."""
    rows = tuple(again(rules, case) for case in cases)
    pairs = [(row.before, row.after) for row in rows if row.after is not None]
    changes = [after - before for before, after in pairs]
    lacks: dict[str, int] = {}
    for row in rows:
        for gap in row.missing:
            lacks[gap.key] = lacks.get(gap.key, 0) + 1
    return BackTest(
        rows=rows, computed=len(pairs), higher=sum(change > 0 for change in changes), lower=sum(change < 0 for change in changes),
        equal=changes.count(Decimal(0)), before=sum((before for before, _ in pairs), Decimal(0)),
        after=sum((after for _, after in pairs), Decimal(0)), median_change=median(changes) if changes else None, missing=lacks,
    )


def again(rules: Rules, case: Closed) -> Compared:
    """One case under the new benchmark."""
    found = compute(
        rules, case.table, case.column, findings=case.findings, amounts=case.amounts, provision=case.provision, party=case.party
    )
    return Compared(case.id, case.fine, found.fine, found.missing)
