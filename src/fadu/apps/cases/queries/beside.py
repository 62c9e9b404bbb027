"""The rows of the registers that hang on a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.apps.cases.models import Case
from fadu.apps.record import registry


@dataclass(frozen=True)
class Beside:
    """The rows of the other registers that name the case, as snapshots."""

    transfers: Sequence[Mapping[str, Any]] = ()
    appeals: Sequence[Mapping[str, Any]] = ()
    measures: Sequence[Mapping[str, Any]] = ()


def beside(case: Case) -> Beside:
    """Transfers, appeals and measures of a case that stand, in the order of their numbers."""
    return Beside(_of("移送", case), _of("复议诉讼", case), _of("配套措施", case))


def _of(sheet: str, case: Case) -> list[dict[str, Any]]:
    table = registry.table(sheet)
    assert table is not None, sheet
    return [dict(one.snapshot) for one in table.read(table.rows().filter(case=case, withdrawn=False).order_by("number"))]
