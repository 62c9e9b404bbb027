"""The draft of a year from the ledger as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from fadu.apps.officers.queries import unit
from fadu.apps.registers.leading import leading_group
from fadu.apps.registers.queries import zero_reports, zero_reports_for
from fadu.apps.reports.compiling import place
from fadu.apps.reports.compiling.compiling import compile_report, words
from fadu.apps.reports.compiling.grammar import Known
from fadu.apps.reports.compiling.values import Report
from fadu.apps.reports.queries import stated, traces
from fadu.core.figures import Period, Scope

_UNIT = ("名称", "上级单位", "行政区划代码")


def scope_of(year: int, as_of: date | None = None) -> Scope:
    """What a report on a year covers."""
    return Scope.of(Period.year(year), as_of)


def known(scope: Scope, ids: Iterable[str] | None = None) -> Known:
    """All that the ledger says for a scope, or what it says of these figures."""
    reports = zero_reports()
    particulars = {item: unit(item) for item in _UNIT}
    return Known(
        scope=scope, figures=stated(scope, ids), zero_reports={one.matter: zero_reports_for(one.matter, scope, reports)[0] for one in reports},
        unit=particulars, words={**words(scope), "group": leading_group(scope.as_of).sentence}, wider=place.wider(particulars["行政区划代码"]),
    )


def draft(scope: Scope, dated: date) -> Report:
    """The draft of the report for a scope."""
    return compile_known(known(scope), dated)


def compile_known(knows: Known, dated: date) -> Report:
    """The draft from what is known already."""
    return compile_report(knows, partial(traces, knows.scope), dated)
