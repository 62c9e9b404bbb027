"""Which tables there are: named by the building at start-up, since the record knows nothing of its neighbours."""

from __future__ import annotations

from collections.abc import Mapping

from fadu.apps.record.tables import Table

_tables: dict[str, Table] = {}


def install(tables: Mapping[str, Table]) -> None:
    """Replace the list of tables by sheet name, in the order in which people read them."""
    _tables.clear()
    _tables.update(tables)


def tables() -> Mapping[str, Table]:
    """Tables by sheet name."""
    return _tables


def table(sheet: str) -> Table | None:
    """The table of a sheet, None where there is no such sheet."""
    return _tables.get(sheet)
