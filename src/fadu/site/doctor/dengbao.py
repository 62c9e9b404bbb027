"""GB/T 22239-2019, levels 2 and 3: the rows that the software answers itself, each with what was seen just now.

The rows lie in `dengbao.csv`, in our own words. A row is `pass` or `fail` only by a check that runs here, or `fail` because the
software lacks it; what other tests prove is `not_checked` and says so. Machine room, network and rules of the house are not here.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from fadu.site.doctor import baseline
from fadu.site.doctor.result import Seen

STATES: Mapping[str, str] = {"pass": "符合", "fail": "不符合", "not_applicable": "不适用", "not_checked": "未核"}

@dataclass(frozen=True)
class Row:
    """One row: number, family, level (2 or 3), what is required, how the software does it, what was seen."""

    n: int
    family: str
    level: int
    requirement: str
    how: str
    state: str
    said: str


def rows(at: datetime, *, has_data: bool) -> list[Row]:
    """All rows; without data those that need them are `not_checked`."""
    found = []
    for line in csv.DictReader((files("fadu.site.doctor") / "dengbao.csv").read_text(encoding="utf-8").splitlines()):
        state, said = _seen(baseline.CHECKS[line["check"]], at, has_data) if line["check"] else (line["state"], line["said"])
        found.append(Row(int(line["n"]), line["family"], int(line["level"]), line["requirement"], line["how"], state, said))
    return found


def _seen(check: Callable[[datetime], Seen], at: datetime, has_data: bool) -> Seen:
    if not has_data:
        return "not_checked", "还没有数据可核"
    try:
        return check(at)
    except Exception as problem:
        return "not_checked", f"检查没有做完：{problem}"
