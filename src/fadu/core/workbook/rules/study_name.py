"""A study record repeats the person's name; it is the name under that number (no article: a check of the register)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fadu.core.workbook.grades import Known, Problem
from fadu.core.workbook.schema import Sheet

SHEETS = ("学习考试",)


def check(sheet: Sheet, row: Mapping[str, Any], known: Known) -> Iterator[Problem]:
    """The name beside the number is another one."""
    written = row.get("name")
    person = known.person(row["person"]) if row.get("person") else None
    if not written or person is None or not person.get("name"):
        return
    if "".join(written.split()) != "".join(person["name"].split()):
        reason = f"工号 {row['person']} 登记的姓名是{person['name']}，这里写的是{written}"
        yield Problem("note", "name", reason, "请核对工号和姓名")
