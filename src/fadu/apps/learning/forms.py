"""What is asked for on the pages of learning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from fadu.apps.learning.actions import exams, results
from fadu.apps.learning.actions.exams import Wanted
from fadu.apps.learning.actions.plans import MOST_HOURS
from fadu.core.learning.demands import GROUPS, WHATS
from fadu.core.learning.papers import Rule
from fadu.core.learning.questions import KINDS
from fadu.web.fields import Day

_MUST = {"required": "请填写", "invalid": "请填整数"}


class Moment(forms.DateTimeField):
    """A day and a time as officers write them."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"placeholder": "2026-11-25 09:00", "autocomplete": "off"})
        formats = ["%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y年%m月%d日 %H:%M"]
        messages = {"invalid": "不是日期和时间，请写作 2026-11-25 09:00", "required": "请填写"}
        super().__init__(widget=widget, input_formats=formats, error_messages=messages, **options)


def _whole(label: str, first: int, **more: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    messages = {**_MUST, "min_value": "不能小于 %(limit_value)s", "max_value": "不能大于 %(limit_value)s"}
    return forms.IntegerField(label=label, initial=first, min_value=0, max_value=1000, widget=widget, error_messages=messages, **more)


def _number(label: str, **more: Any) -> forms.DecimalField:
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    messages = {**_MUST, "invalid": "请填数字", "min_value": "不能小于 %(limit_value)s", "max_value": "不能大于 %(limit_value)s"}
    return forms.DecimalField(label=label, required=False, min_value=0, decimal_places=2, widget=widget, error_messages=messages, **more)


def _text(label: str, longest: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, error_messages={"required": "请填写"}, **more)


class ExamForm(forms.Form):
    """An exam to be set."""

    use_required_attribute = False
    title = _text("名称", 80)
    programme = _text("项目", 120, initial="网上学法考法", help_text="三率按项目“网上学法考法”统计，其他项目另行统计。")
    category = forms.ChoiceField(label="类型", choices=[(each, each) for each in exams.CATEGORIES])
    group = forms.ChoiceField(label="应考人员", choices=list(GROUPS.items()))
    opens = Moment(label="开始")
    closes = Moment(label="截止")
    minutes = _whole("作答时长（分钟）", 60)
    pass_mark = _whole("合格分", 60)
    count_single = _whole("单选题数", 10)
    points_single = _whole("单选每题分", 4)
    count_multiple = _whole("多选题数", 2)
    points_multiple = _whole("多选每题分", 10)
    count_true_false = _whole("判断题数", 5)
    points_true_false = _whole("判断每题分", 8)
    hours = _number("学时", max_value=1000, help_text="参考的人记入；不记的留空。")

    def wanted(self) -> Wanted:
        """What was filled in; the form is valid."""
        said = self.cleaned_data
        rule = Rule(
            {kind: said[f"count_{kind}"] for kind in KINDS}, {kind: said[f"points_{kind}"] for kind in KINDS}, said["pass_mark"], said["minutes"]
        )
        return Wanted(said["title"], said["programme"], said["category"], said["group"], said["opens"], said["closes"], rule, said["hours"])


class DemandForm(forms.Form):
    """A demand of the plan of a year."""

    use_required_attribute = False
    group = forms.ChoiceField(label="对象", choices=list(GROUPS.items()))
    what = forms.ChoiceField(label="事项", choices=list(WHATS.items()))
    amount = _number("学时", max_value=MOST_HOURS, help_text="事项是学时的填写。")
    programme = _text("项目", 120, required=False, help_text="事项是参学、培训、考试的填写，与学习考试登记里的“项目”一致。")
    basis = _text("依据", 200, help_text="哪个文件、哪次会议的要求。")


class ResultForm(forms.Form):
    """A result sheet to be taken in."""

    use_required_attribute = False
    file = forms.FileField(label="成绩表（.xlsx 或 CSV）", error_messages={"required": "没有选择文件", "empty": "文件是空的"})
    programme = _text("项目", 120, initial="网上学法考法")
    category = forms.ChoiceField(label="类型", choices=[(each, each) for each in results.CATEGORIES], initial="考试")
    held_on = Day(label="日期")
    pass_mark = _number("合格分", max_value=Decimal(1000), help_text="表里没有“合格”一列的，按它判定；不填则不判定。")


class YearForm(forms.Form):
    """A year."""

    year = forms.ChoiceField(label="年度", required=False)

    def __init__(self, data: Mapping[str, Any], years: Sequence[int]) -> None:
        super().__init__({"year": str(years[0]), **{name: value for name, value in data.items() if value}})
        self.fields["year"].choices = [(str(year), f"{year}年") for year in years]  # type: ignore[attr-defined]
        self.full_clean()
        self.chosen_year = int(self.cleaned_data.get("year") or years[0])


class YearFilter(YearForm):
    """A year, and whether only those who still must do something are shown."""

    only = forms.ChoiceField(label="显示", required=False, choices=[("", "全部人员"), ("open", "还有未完成事项的")])

    @property
    def only_open(self) -> bool:
        """Whether those who are done are left out."""
        return self.cleaned_data.get("only") == "open"


class DayFilter(forms.Form):
    """The day on which the bank is looked at."""

    on = Day(label="按哪一天的法律看", required=False)

    def __init__(self, data: Mapping[str, Any], today: date) -> None:
        super().__init__({"on": data.get("on") or today.isoformat()})
        self.full_clean()
        self.chosen: date = self.cleaned_data.get("on") or today


