"""The catalogue of violations: the ids that 违法行为代码 may hold, and their names."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources


def known(id: str) -> bool:
    """Whether the catalogue has this id."""
    return id in catalogue()


def name(id: str) -> str:
    """The Chinese name of a violation; KeyError where the catalogue has no such id."""
    return catalogue()[id]


@cache
def catalogue() -> Mapping[str, str]:
    """Every id with its name, in the order of the catalogue."""
    text = resources.files("fadu.core.law").joinpath("data/violations.csv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {row["id"]: row["name"] for row in csv.DictReader(lines)}
