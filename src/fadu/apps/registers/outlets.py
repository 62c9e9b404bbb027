"""The outlets of an object on a day, as the register 排放口 says them; callers get values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fadu.apps.registers.queries import standing_on
from fadu.core.registers import DECLARED

SHEET = DECLARED["outlet"].sheet.name


@dataclass(frozen=True)
class Outlet:
    """An outlet: `number` is the row's 编号, `code` that of the permit, `monitor` the MN of the device that watches it ("" for none)."""

    number: str
    code: str
    name: str
    medium: str
    monitor: str

    @property
    def told(self) -> str:
        """In one line."""
        parts = [f"{self.code} {self.name}".strip(), self.medium, f"监控设备 {self.monitor}" if self.monitor else "没有联网"]
        return "，".join(parts)


def outlets(facility: str, day: date) -> list[Outlet]:
    """Those in use on a day, by their code."""
    rows = standing_on(SHEET, day).filter(values__facility=facility)
    found = [Outlet(r.number, r.values["code"], r.values.get("name", ""), r.kind, r.values.get("monitor", "")) for r in rows]
    return sorted(found, key=lambda one: (one.code, one.number))
