"""Which tables there are: named by the building at start-up, since the record knows nothing of its neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fadu.apps.record.tables import Table

_tables: Mapping[str, Table] = MappingProxyType({})


def install(tables: Mapping[str, Table]) -> None:
    """Name the tables by sheet name, in the order in which people read them. What is given may grow: it is asked each time."""
    global _tables  # noqa: PLW0603
    _tables = tables


def tables() -> Mapping[str, Table]:
    """Tables by sheet name."""
    return _tables


def bureau() -> str:
    """The name of the unit as its own register says it, "" where it is not known."""
    unit = table("单位")
    names = unit.rows().filter(item="名称", withdrawn=False).values_list("value", flat=True) if unit else ()
    return str(next(iter(names), ""))


def table(sheet: str) -> Table | None:
    """The table of a sheet, None where there is no such sheet."""
    return _tables.get(sheet)
