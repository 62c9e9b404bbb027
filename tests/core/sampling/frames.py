"""Small frames for the tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fadu.core.sampling import Draw, draw, plan

Row = dict[str, str]


def objects(count: int, cls: str = "general", start: int = 0, **columns: str) -> list[Row]:
    return [{"id": f"{cls[:1].upper()}{number:04d}", "class": cls, **columns} for number in range(start, start + count)]


def officers(count: int, **columns: str) -> list[Row]:
    return [{"id": f"P{number:02d}", **columns} for number in range(count)]


def county() -> list[Row]:
    """113 general, 21 key: the county of the yearly report."""
    return objects(113) + objects(21, "key")


def each(value: float, mode: str = "per_officer_per_year", **more: Any) -> dict[str, Any]:
    """A plan with one class."""
    return {"classes": {"general": {"mode": mode, "value": value}}, **more}


def drawn(things: Iterable[Row], people: Iterable[Row], written: Mapping[str, Any], seed: str = "seed") -> Draw:
    return draw(list(things), list(people), plan(written), seed)


def chosen(made: Draw) -> set[str]:
    return {one.object for one in made.drawn}
