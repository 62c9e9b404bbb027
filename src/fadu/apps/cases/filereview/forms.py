"""What a reviewer fills in: a mark a document, a reason a fatal item, the deductions of form. What was typed is kept."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from fadu.core.filereview import Marks, Review, State
from fadu.web.fields import Boxes, Day

_NEEDED = {"required": "请填写"}
NOT_APPLICABLE = "不适用"
GRADES = (("", "不评等级"), ("优秀", "优秀"), ("合格", "合格"), ("不合格", "不合格"))


class Points(forms.CharField):
    """Points, or that the document does not apply."""

    def clean(self, value: Any) -> Decimal | None:
        """The points, None for 不适用."""
        written = str(super().clean(value)).strip().translate(str.maketrans("０１２３４５６７８９．", "0123456789."))
        if written in (NOT_APPLICABLE, "/", "—"):
            return None
        try:
            points = Decimal(written)
        except InvalidOperation:
            points = Decimal("NaN")
        if not points.is_finite() or points < 0 or points.as_tuple().exponent < -2:  # type: ignore[operator]
            raise forms.ValidationError("请填分数，最多两位小数；本案不需要这份文书的填“不适用”")
        return points


class MarkForm(forms.Form):
    """Marks of one file."""

    use_required_attribute = False
    seen = forms.IntegerField(widget=forms.HiddenInput)
    on = Day(label="评查日期")
    organiser = forms.CharField(label="组织单位", max_length=100, help_text="哪个单位组织的评查", error_messages=_NEEDED)

    def __init__(self, computed: Review, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.computed = computed
        self.items = [one for one in computed.items if one.state is not State.NA]
        for one in self.items:
            shown = one.reason if one.state is State.FOUND else ""
            self.fields[f"fatal_{one.id}"] = forms.CharField(
                label=f"{one.id}. {one.text}", required=False, max_length=500, initial=shown, help_text=f"{one.state}：{one.reason}",
            )
        for place, mark in enumerate(computed.marks):
            beside = f"满分 {mark.points}；{mark.state}：{mark.reason}"
            initial = NOT_APPLICABLE if mark.state is State.NA else "0" if mark.high == 0 else None
            self.fields[f"mark_{place}"] = Points(label=mark.name, max_length=12, help_text=beside, initial=initial, error_messages=_NEEDED)
        lost = [one.id for one in computed.base if one.state is State.FOUND]
        self.fields["lost"] = forms.MultipleChoiceField(
            label="卷面扣分（有问题的勾选）", required=False, widget=Boxes, initial=lost,
            choices=[(one.id, f"{one.text}（扣 {one.points} 分；{one.state}）") for one in computed.base],
        )
        self.fields["grade"] = forms.ChoiceField(
            label="等级", required=False, choices=GRADES, help_text="细则没有读到分数与等级的对应，由组织单位定",
        )
        self.fields["opinion"] = forms.CharField(
            label="评查意见", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
            help_text="计算发现的否决项不认定的，在这里写明为什么",
        )

    def part(self, prefix: str) -> list[forms.BoundField]:
        """The fields of one part of the sheet."""
        return [bound for bound in self if bound.name.startswith(prefix)]

    def fatal_fields(self) -> list[forms.BoundField]:
        return self.part("fatal_")

    def mark_fields(self) -> list[forms.BoundField]:
        return self.part("mark_")

    def given(self) -> dict[str, Any]:
        """The arguments of the act."""
        data = self.cleaned_data
        marks = Marks(
            fatal={int(one.id): data[f"fatal_{one.id}"] for one in self.items if data[f"fatal_{one.id}"].strip()},
            documents={one.name: data[f"mark_{place}"] for place, one in enumerate(self.computed.marks)},
            base=tuple(data["lost"]),
        )
        return {"marks": marks, **{name: data[name] for name in ("seen", "on", "organiser", "grade", "opinion")}}


class SampleForm(forms.Form):
    """A draw among the files of a year."""

    use_required_attribute = False
    count = forms.IntegerField(label="抽几件", min_value=1, max_value=10000, error_messages=_NEEDED)
    seed = forms.CharField(
        label="种子", max_length=100, error_messages=_NEEDED, help_text="事先不能知道、事后人人能查的公开数字，例如某日的彩票开奖号码",
    )
    stated_in = forms.CharField(label="种子的出处", max_length=200, error_messages=_NEEDED, help_text="哪一天、在哪里公布")
    reason = forms.CharField(label="再抽的理由", max_length=300, required=False, help_text="同一年第二次抽起要写")
