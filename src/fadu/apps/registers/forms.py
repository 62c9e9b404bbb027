"""The page on which a bureau declares a register of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from fadu.apps.record import registry
from fadu.apps.registers.frequency import STATES
from fadu.core.registers import HEADINGS
from fadu.core.registers.declaration import LONGEST_NAME
from fadu.core.registers.own import KINDS, RHYTHMS, Own, OwnColumn

_NEEDED = {"required": "请填写"}
COLUMNS = 10


class OwnForm(forms.Form):
    """The register itself."""

    use_required_attribute = False

    name = forms.CharField(
        label="名称", max_length=LONGEST_NAME, error_messages=_NEEDED, help_text=f"也是工作簿里的表名，{LONGEST_NAME} 个字以内"
    )
    heading = forms.ChoiceField(label="归入报告的哪一部分", choices=[(word, word) for word in HEADINGS], error_messages=_NEEDED)
    keeper = forms.CharField(label="由谁登记", max_length=40, error_messages=_NEEDED, help_text="股室或岗位")
    unit = forms.CharField(label="计数单位", max_length=6, initial="次", error_messages=_NEEDED, help_text="次、件、份、场、人次……")
    every = forms.ChoiceField(label="多久登记一次", required=False, choices=[("", "不提醒"), *((word, word) for word in RHYTHMS)])
    evidence = forms.CharField(label="要留的证据", max_length=100, required=False)


class AlterForm(forms.Form):
    """What may change about a register that has rows."""

    use_required_attribute = False

    keeper = forms.CharField(label="由谁登记", max_length=40, error_messages=_NEEDED)
    every = forms.ChoiceField(label="多久登记一次", required=False, choices=[("", "不提醒"), *((word, word) for word in RHYTHMS)])
    evidence = forms.CharField(label="要留的证据", max_length=100, required=False)
    reason = forms.CharField(label="理由", max_length=200, error_messages=_NEEDED, help_text="理由随同封存")


class CloseForm(forms.Form):
    """Why a register is closed."""

    use_required_attribute = False

    ending = forms.CharField(label="停用的理由", max_length=200, error_messages=_NEEDED, help_text="理由随同封存")


class ColumnForm(forms.Form):
    """One column; one without a name is none."""

    use_required_attribute = False

    header = forms.CharField(max_length=30, required=False, widget=forms.TextInput(attrs={"class": "form-control", "aria-label": "栏目"}))
    kind = forms.ChoiceField(
        choices=[(word, word) for word in KINDS], initial="文字", required=False,
        widget=forms.Select(attrs={"class": "form-select", "aria-label": "类型"}),
    )
    required = forms.BooleanField(required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input", "aria-label": "必填"}))
    choices = forms.CharField(
        max_length=300, required=False, widget=forms.TextInput(attrs={"class": "form-control", "aria-label": "可选项"})
    )


Columns = forms.formset_factory(ColumnForm, extra=COLUMNS)


def columns_of(columns: Iterable[Any]) -> tuple[OwnColumn, ...]:
    """The columns that were filled in."""
    return tuple(
        OwnColumn(
            one["header"].strip(), one["kind"] or "文字", bool(one["required"]),
            tuple(word for word in re.split(r"[、，,；;\s]+", one["choices"]) if word) if one["kind"] == "选项" else (),
        )
        for one in (column.cleaned_data for column in columns)
        if one.get("header", "").strip()
    )


def own_of(form: OwnForm, columns: Iterable[Any]) -> Own:
    """What the page says."""
    data = form.cleaned_data
    return Own(
        name=data["name"].strip(), heading=data["heading"], keeper=data["keeper"].strip(), columns=columns_of(columns), unit=data["unit"].strip(),
        evidence=data["evidence"].strip(), every=data["every"],
    )


class AnsweringFilter(forms.Form):
    """A year, and perhaps one register."""

    year = forms.ChoiceField(label="年度", required=False)
    sheet = forms.ChoiceField(label="登记簿", required=False)

    def __init__(self, data: Mapping[str, Any], this_year: int) -> None:
        super().__init__({"year": str(this_year), **{name: value for name, value in data.items() if value}})
        years = range(this_year, this_year - 6, -1)
        self.fields["year"].choices = [(str(year), f"{year}年") for year in years]  # type: ignore[attr-defined]
        self.fields["sheet"].choices = [("", "全部"), *((name, name) for name in registry.tables())]  # type: ignore[attr-defined]
        self.full_clean()
        self.chosen_year = int(self.cleaned_data.get("year") or this_year)
        self.chosen_sheet: str = self.cleaned_data.get("sheet") or ""


class FrequencyFilter(forms.Form):
    """Firms by what still may be done."""

    state = forms.ChoiceField(label="情况", required=False, choices=[("", "全部"), *((word, word) for word in STATES)])

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.full_clean()
        self.chosen: str = self.cleaned_data.get("state") or ""
