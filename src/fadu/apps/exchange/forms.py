"""A form made from the columns of a sheet. It reads nothing itself: cells are read, and refused, where an import reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse

from fadu.core.workbook.grades import Problem
from fadu.core.workbook.schema import REMARK, Column, Kind, Sheet

_LONG = ("content", "topic", "summary", "problem", "description", "remark", "measures", "opinion")
_NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY)
_REFERENCES = (Kind.REFERENCE, Kind.REFERENCES)


class Typed(forms.Field):
    """Text as it was typed; what it means is the importer's business."""

    def clean(self, value: Any) -> str:
        """Anything goes."""
        return str(value or "")


class RowForm(forms.Form):
    """One field a column, or that of the column `only`. `fixed` where the key can't be changed, of a row that stands."""

    use_required_attribute = False

    def __init__(self, sheet: Sheet, *args: Any, fixed: bool = False, only: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for column in (*sheet.columns, REMARK):
            if only not in ("", column.field):
                continue
            self.fields[column.field] = Typed(
                label=column.header, required=column.required, widget=_widget(sheet, column, fixed and column.key), help_text=_hint(column)
            )

    def typed(self) -> dict[str, str]:
        """What was typed, by field."""
        self.full_clean()
        return dict(self.cleaned_data)

    def say(self, problems: Iterable[Problem]) -> None:
        """Put each problem at its field, with how to mend it."""
        for problem in problems:
            lacking = problem.field in self.fields and self.fields[problem.field].required and not self.cleaned_data.get(problem.field, "").strip()
            said = "请填写" if lacking else "。".join(part for part in (problem.reason, problem.mend, problem.article) if part)
            self.add_error(problem.field if problem.field in self.fields else None, f"{said}。")

    @property
    def lists(self) -> list[str]:
        """Ids of the lists that the server fills while one types a reference."""
        return [list_id(column) for column in self.sheet.columns if column.field in self.fields and column.kind in _REFERENCES]


class ReasonForm(forms.Form):
    """Why a row is withdrawn or put back."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="理由", max_length=200, help_text="理由随同封存，以后查得到。", error_messages={"required": "请写明理由"})


def list_id(column: Column) -> str:
    """The id of the list of rows that a reference may name."""
    return f"list-{column.field}"


def _widget(sheet: Sheet, column: Column, fixed: bool | None) -> forms.Widget:
    if column.kind is Kind.CHOICE:
        return forms.Select(choices=[("", "请选择"), *((word, word) for word in column.choices)])
    if column.kind is Kind.YES_NO:
        return forms.Select(choices=[("", "没有记"), ("是", "是"), ("否", "否")])
    if column.kind is Kind.TEXT and column.field in _LONG:
        return forms.Textarea(attrs={"rows": 3})
    attrs: dict[str, Any] = {"autocomplete": "off"}
    if column.kind is Kind.DATE:
        attrs |= {"placeholder": "2026-08-15", "inputmode": "numeric"}
    if column.kind in _NUMBERS:
        attrs["inputmode"] = "decimal"
    if column.kind in _REFERENCES:
        attrs |= {
            "list": list_id(column), "hx-get": reverse("exchange:find", args=[sheet.name, column.field]), "hx-target": f"#{list_id(column)}",
            "hx-trigger": "focus once, input changed delay:200ms",
        }
    if fixed:
        attrs["readonly"] = True
    return forms.TextInput(attrs=attrs)


def _hint(column: Column) -> str:
    if column.kind is Kind.REFERENCES:
        return f"写{'或'.join(column.refers_to)}的编号或名称，几个用“、”隔开" + (f"，不少于 {column.at_least} 个" if column.at_least else "")
    if column.kind is Kind.REFERENCE:
        return f"写{'或'.join(column.refers_to)}的编号或名称"
    return "以元为单位" if column.kind is Kind.MONEY else ""
