"""What a document must have by its kind: a penalty decision has what 《行政处罚法》第五十九条 lists. What is missing stops it from being issued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from fadu.core import pack
from fadu.core.documents.fields import CASE, DERIVED, fields
from fadu.core.documents.forms import SHEET, Form
from fadu.core.documents.templates import SIGN
from fadu.core.procedure.instruments import Reference, references

_GROUPS = ("HDR", "PTY", "FACT", "EVI", "LAWV", "LAWP", "DISC", "RIGHTS", "REMEDY", "PERF", "CONSEQ", "TERM", "ITEMS", "APPR", "LAB")


@dataclass(frozen=True)
class Element:
    """An element of a group. `fields`: the fields that make it, any of them or (`all_of`) all; `kinds`: only these, () = all of the group."""

    group: str
    name: str
    fields: tuple[str, ...]
    all_of: bool
    kinds: tuple[int, ...]
    basis: tuple[Reference, ...]

    def of(self, form: Form) -> bool:
        """Whether the kind must have it."""
        return self.group in form.document.fields and (not self.kinds or form.number in self.kinds)

    def stands(self, present: frozenset[str]) -> bool:
        """Whether the fields that say something make it."""
        return set(self.fields) <= present if self.all_of else not present.isdisjoint(self.fields)


@dataclass(frozen=True)
class Lack:
    """A missing element: what, how to mend it, by which article."""

    name: str
    mend: str
    article: str


@cache
def elements() -> tuple[Element, ...]:
    """Every element. Raises pack.BadPack."""
    return read(resources.files("fadu.core.documents").joinpath("data/elements.csv"))


def read(path: Traversable) -> tuple[Element, ...]:
    """The elements of a table (a Path will do). Raises pack.BadPack."""
    _, rows = pack.table(path, {
        "栏目": pack.one_of(*_GROUPS), "要素": pack.needed, "字段": pack.needed, "种类": _numbers, "依据": references,
    })
    found = []
    for row in rows:
        all_of = "+" in row["字段"]
        names = tuple(row["字段"].split("+" if all_of else "|"))
        if strange := [name for name in names if name not in fields()]:
            raise row.refuse(f"没有字段“{strange[0]}”")
        found.append(Element(row["栏目"], row["要素"], names, all_of, row["种类"], row["依据"]))
    return tuple(found)


def lacking(form: Form, values: Mapping[str, str]) -> tuple[Lack, ...]:
    """What stands against issuing: elements without words, and on an official sheet any field of a line that can't be left out.

    `values` are the fields that have something to say; the number is given at issue and never missing here.
    """
    present = frozenset(name for name, text in values.items() if text.strip())
    stated = form.stated
    missing = [one for one in elements() if one.of(form) and not one.stands(present & stated)]
    narrow = {name for one in missing if one.kinds for name in one.fields}  # what is asked of this kind alone says it better
    found = [
        Lack(one.name, _mend([name for name in one.fields if name in stated] or list(one.fields)), "；".join(ref.cited() for ref in one.basis))
        for one in missing if one.kinds or narrow.isdisjoint(one.fields)
    ]
    if "SIGN" in form.document.fields and not any(line.look == SIGN for line in form.lines):
        found.append(Lack("签名的地方", "模板里加一行签名", ""))
    if form.layout == SHEET:
        told = {name for one in missing for name in one.fields}  # an element says it better
        needed = dict.fromkeys(name for line in form.lines if not line.optional for name in line.names)
        found += [Lack(name, _mend([name]), "") for name in needed if name not in present and name not in told and name != "文号"]
    return tuple(found)


def of_kind(form: Form) -> tuple[Element, ...]:
    """The elements that a kind must have."""
    return tuple(one for one in elements() if one.of(form))


def unstated(form: Form) -> tuple[Element, ...]:
    """The elements of the kind that its text has no place for."""
    return tuple(one for one in of_kind(form) if not one.stands(form.stated))


def _mend(names: list[str]) -> str:
    parts = [part for name in names for part in (*fields()[name].covers, name)]
    written = [name for name in dict.fromkeys(parts) if fields()[name].by_hand]
    if written:
        return f"填写“{'”或者“'.join(written)}”"
    source = {fields()[name].source for name in names}
    return "先办理相应的步骤，由案件带出" if source & {CASE, DERIVED} else "制发时给定"


def _numbers(cell: str) -> tuple[int, ...]:
    return tuple(int(one) for one in pack.many(cell))
