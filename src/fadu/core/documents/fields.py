"""The fields that a text may name, and where each comes from. A placeholder outside of this table is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import pack

CASE, DERIVED, AT_ISSUE, WRITTEN = "案件", "推出", "制发", "填写"


@dataclass(frozen=True)
class Field:
    """`form`: 文字, 长文, 日期. `source`: the sealed facts of the case, derived from them with law and day, given at issue, or written by
    a person. `writable`: a person may write what the case does not hold. `covers`: fields whose words stand in this one."""

    name: str
    form: str
    source: str
    writable: bool
    covers: tuple[str, ...]
    note: str

    @property
    def by_hand(self) -> bool:
        """Whether a form may ask for it."""
        return self.source == WRITTEN or self.writable


@cache
def fields() -> Mapping[str, Field]:
    """Every field by name. Raises pack.BadPack."""
    return read(resources.files("fadu.core.documents").joinpath("data/fields.csv"))


def read(path: Traversable) -> Mapping[str, Field]:
    """The fields of a table (a Path will do). Raises pack.BadPack."""
    _, rows = pack.table(path, {
        "字段": pack.needed, "形式": pack.one_of("文字", "长文", "日期"), "来源": pack.one_of(CASE, DERIVED, AT_ISSUE, WRITTEN),
        "可填": pack.one_of("", "是"), "含": pack.many, "说明": pack.text,
    })
    found: dict[str, Field] = {}
    for row in rows:
        if row["字段"] in found:
            raise row.refuse(f"字段“{row['字段']}”重复")
        found[row["字段"]] = Field(row["字段"], row["形式"], row["来源"], row["可填"] == "是", row["含"], row["说明"])
    for row in rows:
        if strange := [name for name in row["含"] if name not in found]:
            raise row.refuse(f"没有字段“{strange[0]}”")
    return found


def with_covered(names: Iterable[str]) -> frozenset[str]:
    """These fields and those that their words hold."""
    return frozenset(part for name in names for part in (name, *fields()[name].covers))


@cache
def sample() -> Mapping[str, str]:
    """An invented value for every field, for the preview of a template. Raises pack.BadPack where a field has none."""
    path = resources.files("fadu.core.documents").joinpath("data/sample.csv")
    _, rows = pack.table(path, {"字段": pack.needed, "示例": pack.needed})
    found = {row["字段"]: row["示例"].replace("\\n", "\n") for row in rows}
    if lost := fields().keys() ^ found.keys():
        raise pack.BadPack(path.name, 1, f"“{min(lost)}”没有示例，或者不是字段")
    return found
