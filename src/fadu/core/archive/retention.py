"""How long a file is kept. The classes are data; which class a file has a person says, since the rule that assigns them was not read."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources

from fadu.core import pack
from fadu.core.days import add_months
from fadu.core.refusal import Refusal


@cache
def classes() -> dict[str, int | None]:
    """Class -> years, None for ever. Raises pack.BadPack."""
    _, rows = pack.table(resources.files("fadu.core.archive").joinpath("data/retention.csv"), {"期限": pack.needed, "年": pack.maybe_whole})
    return {row["期限"]: row["年"] for row in rows}


def kept_until(name: str, archived_on: date) -> date | None:
    """The first day on which a file of this class may be appraised for destruction, None for never.

    Counted from the first of January after archiving, the later of the two readings: whether the period begins with the day of archiving or
    with the year after it was not read, and a file kept too long harms nobody. Raises Refusal for an unknown class.
    """
    if name not in classes():
        raise Refusal(f"没有“{name}”这种保管期限", f"应为 {'、'.join(classes())}")
    years = classes()[name]
    return None if years is None else add_months(date(archived_on.year + 1, 1, 1), 12 * years)[0]
