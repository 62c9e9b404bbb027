"""Sampling ratios that places have published, as a start for a plan of one's own. Hunan's own number is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from fadu.core import pack
from fadu.core.pack import needed, one_of, text, whole
from fadu.core.refusal import Refusal
from fadu.core.sampling.planning import MODES, decimal

COLUMNS = {
    "编号": needed, "地方": needed, "年份": whole, "层级": needed, "类别": needed, "办法": one_of("", *MODES), "值": text, "说明": text,
    "来源": needed, "可信度": needed,
}


@dataclass(frozen=True, slots=True)
class Ratio:
    """One class's rule of one place; `mode` empty where the place has a number that was not found."""

    id: str
    place: str
    year: int
    level: str
    cls: str
    mode: str
    value: str
    note: str
    source: str
    confidence: str


@cache
def ratios() -> tuple[bool, Sequence[Ratio]]:
    """Whether two people signed the pack, and its rows. Raises BadPack."""
    head, rows = pack.table(resources.files("fadu.core.sampling").joinpath("data/ratios.csv"), COLUMNS)
    for row in rows:
        if bool(row["值"]) != (row["办法"] not in ("", "each_once_per_year")):
            raise row.refuse("写了办法就要写值，每年一次和没有读到数值的不写")
        if row["值"]:
            decimal(row["值"], "值")
    return head.reviewed, tuple(Ratio(*row.cells.values()) for row in rows)


def classes(id: str) -> Mapping[str, Mapping[str, Any]]:
    """The `classes` of a plan after a place's rule. Raises Refusal where the place isn't listed or one of its numbers isn't known."""
    own = [ratio for ratio in ratios()[1] if ratio.id == id]
    if not own:
        raise Refusal(f"没有收录“{id}”的抽查比例", "可用：" + "、".join(dict.fromkeys(ratio.id for ratio in ratios()[1])))
    if unknown := [ratio for ratio in own if not ratio.mode]:
        raise Refusal(f"{own[0].place}的{'、'.join(each.cls for each in unknown)}类没有读到数值：{unknown[0].note}", "请由本单位确定后写入计划")
    return {ratio.cls: {"mode": ratio.mode, **({"value": decimal(ratio.value, "值")} if ratio.value else {})} for ratio in own}
