"""docs/systems.md as rows, and what to type for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fadu.apps.exchange.homes import HOMES
from tests.apps.registers.cells import typed

PAGE = Path(__file__).resolve().parents[1] / "docs" / "systems.md"
DAY = date(2024, 6, 12)
_ROW = re.compile(r"^\| (\d+) \| (.*?) \| `(.*?)` \| (.*?) \| (.*?) \| (.*?) \| `(.*?)` \| (.*?) ?\|$", re.M)
_BESIDE = re.compile(r"^\| [\d, ]+ \| `(/[^`]*)` \| `?([a-z_.]*)`? \| [^`|]+ \|$", re.M)


@dataclass(frozen=True)
class System:
    """A row of the table."""

    number: int
    name: str
    page: str
    sheet: str
    write: str
    commands: str
    figure: str
    lacks: str

    @property
    def year(self) -> int:
        """The year whose figure moves."""
        return 2025 if "2025-" in self.write else DAY.year

    def cells(self, chief: str, day: date = DAY, standing: Mapping[str, str] | None = None) -> dict[str, str]:
        """What to type, by field: what the row says, and examples."""
        sheet = HOMES[self.sheet].sheet
        fields = {column.header: column.field for column in sheet.columns}
        said = dict(pair.split("=", 1) for pair in self.write.split("；") if pair)
        return typed(sheet, day, standing, **{fields[header]: chief if value == "主要负责人" else value for header, value in said.items()})


def systems() -> list[System]:
    """All rows in order."""
    return [System(int(number), *rest) for number, *rest in _ROW.findall(PAGE.read_text("utf-8"))]


def beside() -> list[tuple[str, str]]:
    """Pages beside the registers, each with the figure that goes with it ("" for none)."""
    return _BESIDE.findall(PAGE.read_text("utf-8"))
