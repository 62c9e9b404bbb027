"""What figures can be asked for: a year, a part of it, a state of knowledge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from fadu.apps.reports.palette import SYSTEMS
from fadu.core.figures import Period, Scope
from fadu.core.registers.declared.report_sent import REGISTER as SENT_TO
from fadu.web.fields import Day

PARTS: Mapping[str, str] = {
    "year": "全年", "h1": "上半年", "h2": "下半年", "q1": "一季度", "q2": "二季度", "q3": "三季度", "q4": "四季度",
    **{f"m{month}": f"{month}月" for month in range(1, 13)},
}


def _choices(field: str) -> tuple[str, ...]:
    return tuple(SENT_TO.sheet.by_field[field].choices)


class ScopeFilter(forms.Form):
    """The period and the as-of day; the latest of `years` where nothing was asked."""

    year = forms.ChoiceField(label="年度", required=False)
    part = forms.ChoiceField(label="期间", required=False, choices=list(PARTS.items()))
    as_of = Day(label="统计时点（缺省为期末）", required=False)

    def __init__(self, data: Mapping[str, Any], years: Sequence[int], **more: Any) -> None:
        filled = {"year": str(years[0]), "part": "year", **{name: value for name, value in data.items() if value}}
        super().__init__(filled, **more)
        self.fields["year"].choices = [(str(year), f"{year}年") for year in years]  # type: ignore[attr-defined]
        self._years = years

    @property
    def scope(self) -> Scope:
        """What was asked; a field that can't be read counts as not filled in (the form says so)."""
        self.full_clean()
        year = int(self.cleaned_data.get("year") or self._years[0])
        return Scope.of(_period(year, self.cleaned_data.get("part") or "year"), self.cleaned_data.get("as_of"))


class FiguresFilter(ScopeFilter):
    """Also the heading."""

    system = forms.ChoiceField(label="系统", required=False, choices=[("", "全部"), *((name, name) for name in SYSTEMS)])


class BeginForm(forms.Form):
    """The year of a report, and last year's file where it is to be the base."""

    year = forms.ChoiceField(label="报告年度")
    file = forms.FileField(
        label="以上年的报告为底稿（.docx、.txt、.html）", required=False, allow_empty_file=True,
        help_text="不选文件，就从台账编成的提纲开始。选了文件，它的文字成为草稿，其中的数字逐个核实、改为绑定本年的指标。",
    )

    def __init__(self, *data: Any, years: Sequence[int]) -> None:
        super().__init__(*data)
        self.fields["year"].choices = [(str(year), f"{year}年") for year in years]  # type: ignore[attr-defined]


class AskForm(forms.Form):
    """What an office is asked for: a passage or the rows of a register, by a day."""

    use_required_attribute = False
    office = forms.ChoiceField(label="股室", error_messages={"required": "请选择"})
    of = forms.ChoiceField(label="要什么", error_messages={"required": "请选择"})
    what = forms.CharField(label="说明", max_length=200, error_messages={"required": "请写明要报的内容"})
    due = Day(label="何时以前")

    def __init__(self, *data: Any, offices: Sequence[str], of: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__(*data)
        self.fields["office"].choices = [(name, name) for name in offices]  # type: ignore[attr-defined]
        self.fields["of"].choices = list(of)  # type: ignore[attr-defined]


class SendingForm(forms.Form):
    """To whom a signed report went, or where it was made public: when, how, and what proves it."""

    use_required_attribute = False
    recipient = forms.ChoiceField(
        label="对象", choices=[(name, name) for name in _choices("recipient")], error_messages={"required": "请选择"},
    )
    on = Day(label="送达或公开日期")
    place = forms.CharField(label="收件单位或公开平台", max_length=200, required=False)
    way = forms.ChoiceField(label="方式", required=False, choices=[("", "—"), *((name, name) for name in _choices("way"))])
    receipt = forms.CharField(label="回执号或网址", max_length=200, required=False, help_text="签收单、网页截图登记以后附在那一行的页面。")


class LintForm(forms.Form):
    """A text to check; nothing of it is kept on disk."""

    file = forms.FileField(
        label="公文（.docx、.txt、.html）", allow_empty_file=True, error_messages={"required": "请选择一个文件", "missing": "请选择一个文件"},
        help_text="把文件拖到这里，或点击选择。不超过 20 MB。检查只在内存里进行，不保存文件。",
    )
    year = forms.IntegerField(
        label="报告年度", required=False, min_value=1950, max_value=2100, help_text="不填则从标题里读。按这一年的法律检查，与这一年的台账比对。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "请写四位年份，例如 2024", "min_value": "请写 1950 以后的年份", "max_value": "请写 2100 以前的年份"},
    )
    before = forms.FileField(
        label="上一年的报告", required=False, allow_empty_file=True, help_text="用来找照抄上年的句子。", error_messages={"missing": "请选择一个文件"},
    )


def _period(year: int, part: str) -> Period:
    if part == "year":
        return Period.year(year)
    make = {"h": Period.half, "q": Period.quarter, "m": Period.month}[part[0]]
    return make(year, int(part[1:]))


def month_query(month: Period, as_of: date | None) -> str:
    """The query string that asks for a month."""
    asked = f"?year={month.first.year}&part=m{month.first.month}"
    return f"{asked}&as_of={as_of.isoformat()}" if as_of else asked
