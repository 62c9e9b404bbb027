"""An issued document stands in the register 执法文书, where the report's figures count it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fadu.apps.cases.actions.rows import keep_row
from fadu.apps.cases.models import Document
from fadu.apps.cases.queries.numbers import SHEET
from fadu.core.documents import forms

# What the register calls the kinds; of the others those with a number are 其他, internal forms are not in it.
_CATEGORIES: Mapping[int, str] = {
    29: "事先（听证）告知书", 30: "事先（听证）告知书", 49: "事先（听证）告知书", 48: "责令改正决定书", 65: "责令改正决定书", 38: "处罚决定书",
    41: "处罚决定书", 50: "处罚决定书", 39: "不予处罚决定书", 68: "查封扣押决定书", 46: "催告书", 73: "催告书", 52: "移送书", 55: "移送书",
    8: "现场检查笔录", 10: "调查询问笔录",
}


def enter_register(row: Document, *, actor: str, at: datetime) -> None:
    """The row of a document that was just issued."""
    category = _CATEGORIES.get(row.kind) or ("其他" if forms()[row.kind].is_numbered else "")
    if category and row.matter:
        fields = {
            "category": category, "document": row.number or f"{row.content['title']}（无文号）", "made_on": row.issued_on,
            "case": row.matter.case.number if row.matter.case else None,
        }
        _keep(row, fields, actor, at, fresh=True)


def change_register(row: Document, *, actor: str, at: datetime, **fields: Any) -> None:
    """What became of it: served, or withdrawn."""
    if row.kind in _CATEGORIES or forms()[row.kind].is_numbered:
        _keep(row, fields, actor, at, fresh=False)


def _keep(row: Document, fields: Mapping[str, Any], actor: str, at: datetime, *, fresh: bool) -> None:
    number = row.number or f"文书{str(row.uid)[:8]}"
    keep_row(SHEET, number, fields, actor=actor, at=at, basis="随文书制发写入", fresh=fresh)
