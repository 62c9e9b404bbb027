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
from fadu.apps.learning.actions.sessions import Announced
from fadu.core.learning.demands import GROUPS, WHATS, Learner
from fadu.core.learning.mustknow import POSTS, groups_of
from fadu.core.learning.papers import Rule
from fadu.core.learning.questions import KINDS, SHEET, Question
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


class QuestionForm(forms.Form):
    """A question, typed as the cells of its line; the bank reads it like a sheet."""

    use_required_attribute = False
    reason = _text("理由", 200, help_text="为什么改，随同封存。")

    def __init__(self, data: Mapping[str, Any] | None, question: Question) -> None:
        super().__init__(data, initial=_cells(question))
        for column in SHEET.columns:
            if column.key:
                continue
            long = column.field in ("text", "explanation")
            widget: Any = forms.Textarea(attrs={"rows": 2}) if long else forms.TextInput(attrs={"autocomplete": "off"})
            self.fields[column.field] = (
                forms.ChoiceField(label=column.header, choices=[(label, label) for label in KINDS.values()]) if column.choices
                else forms.CharField(label=column.header, required=column.required, max_length=2000, widget=widget, error_messages=_MUST)
            )
        self.order_fields([column.field for column in SHEET.columns if not column.key])


def _cells(question: Question) -> dict[str, str]:
    letters = {f"option_{letter}": option for letter, option in question.lettered} if question.kind != "true_false" else {}
    return {
        "kind": question.label, "text": question.text, **letters,
        "answer": {"A": "对", "B": "错"}[question.answer] if question.kind == "true_false" else question.answer,
        "cited": "；".join(each.citation for each in question.bindings), "versions": "；".join(each.version for each in question.bindings),
        "explanation": question.explanation, "source": question.source,
    }


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
    amount = _number("学时或分数", max_value=MOST_HOURS, help_text="事项是学时、优秀分数线的填写。")
    programme = _text("项目", 120, required=False, help_text="事项是参学、培训、考试、优秀分数线的填写，与学习考试登记里的“项目”一致。")
    basis = _text("依据", 200, help_text="哪个文件、哪次会议的要求。")


class ResultForm(forms.Form):
    """A result sheet to be taken in."""

    use_required_attribute = False
    file = forms.FileField(label="成绩表（.xlsx 或 CSV）", error_messages={"required": "没有选择文件", "empty": "文件是空的"})
    programme = _text("项目", 120, initial="网上学法考法")
    category = forms.ChoiceField(label="类型", choices=[(each, each) for each in results.CATEGORIES], initial="考试")
    held_on = Day(label="日期")
    pass_mark = _number("合格分", max_value=Decimal(1000), help_text="表里没有“合格”一列的，按它判定；不填则不判定。")


class AttendanceForm(forms.Form):
    """A session of study and who came."""

    use_required_attribute = False
    topic = _text("主题", 120, help_text="学了什么，如“生态环境法典行政处罚编”。")
    category = forms.ChoiceField(label="类型", choices=[(each, each) for each in results.SESSIONS])
    held_on = Day(label="日期")
    hours = _number("学时", max_value=results.MOST_HOURS)
    group = forms.ChoiceField(label="应到人员", choices=list(GROUPS.items()), help_text="应到而没有勾选的，记为没有参学。")
    present = forms.MultipleChoiceField(label="到场", widget=forms.CheckboxSelectMultiple, error_messages={"required": "请勾选到场的人员"})

    def __init__(self, data: Mapping[str, Any] | None, people: Sequence[Learner]) -> None:
        super().__init__(data)
        self.fields["hours"].required = True
        self.fields["present"].choices = [(each.number, f"{each.name}（{each.number}）") for each in people]  # type: ignore[attr-defined]

    def session(self) -> results.Session:
        """What was filled in; the form is valid."""
        said = self.cleaned_data
        return results.Session(said["topic"], said["category"], said["held_on"], said["hours"], said["group"], frozenset(said["present"]))


class SessionForm(forms.Form):
    """A session to be announced."""

    use_required_attribute = False
    topic = _text("主题", 120, help_text="学了什么，如“生态环境法典行政处罚编”。")
    category = forms.ChoiceField(label="类型", choices=[(each, each) for each in results.SESSIONS])
    held_on = Day(label="学习日期")
    until = Day(label="报名截止")
    hours = _number("学时", max_value=results.MOST_HOURS)
    group = forms.ChoiceField(label="应到人员", choices=list(GROUPS.items()), help_text="应到的人不报名也应到；别的人报名参加。")
    place = _text("地点", 80, required=False)
    seats = _whole("名额", 0, help_text="0 为不限。")

    def __init__(self, data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        self.fields["hours"].required = True

    def announced(self) -> Announced:
        """What was filled in; the form is valid."""
        return Announced(**self.cleaned_data)


class PresentForm(forms.Form):
    """Who came to a session that was announced."""

    use_required_attribute = False
    present = forms.MultipleChoiceField(label="到场", widget=forms.CheckboxSelectMultiple, error_messages={"required": "请勾选到场的人员"})

    def __init__(self, data: Mapping[str, Any] | None, people: Sequence[Learner], signed_up: Sequence[str]) -> None:
        super().__init__(data, initial={"present": list(signed_up)})
        first = sorted(people, key=lambda each: each.number not in signed_up)
        self.fields["present"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.name}（{each.number}）{'已报名' if each.number in signed_up else ''}") for each in first
        ]


class ReasonForm(forms.Form):
    """Why something is called off."""

    use_required_attribute = False
    reason = _text("理由", 200, help_text="理由随同封存。")


class PostFilter(forms.Form):
    """A post, and the day whose law is meant."""

    post = forms.ChoiceField(label="岗位", required=False)

    def __init__(self, data: Mapping[str, Any], posts: Sequence[str]) -> None:
        super().__init__({"post": data.get("post") or posts[0]})
        self.fields["post"].choices = [(post, post) for post in posts]  # type: ignore[attr-defined]
        self.full_clean()
        self.chosen: str = self.cleaned_data.get("post") or posts[0]


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
    post = forms.ChoiceField(label="岗位", required=False, choices=[("", "全部"), *((key, label) for key, label in POSTS.items() if key != "all")])

    @property
    def only_open(self) -> bool:
        """Whether those who are done are left out."""
        return self.cleaned_data.get("only") == "open"

    def shows(self, person: Learner) -> bool:
        """Whether a person is of the group that was asked for."""
        post = self.cleaned_data.get("post")
        return not post or post in groups_of(person)


class DayFilter(forms.Form):
    """The day on which the bank is looked at."""

    on = Day(label="按哪一天的法律看", required=False)

    def __init__(self, data: Mapping[str, Any], today: date) -> None:
        super().__init__({"on": data.get("on") or today.isoformat()})
        self.full_clean()
        self.chosen: date = self.cleaned_data.get("on") or today


