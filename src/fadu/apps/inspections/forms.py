"""What people fill in about plans, draws and recusals. What may be done the actions decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from fadu.apps.inspections.actions.plans import LONGEST
from fadu.apps.inspections.actions.recusals import GROUNDS
from fadu.apps.inspections.planning import CLASSES, NAMES, POSITIVE
from fadu.core import sampling
from fadu.core.sampling.planning import MODES
from fadu.web.fields import Day

_NEEDED = {"required": "请填写"}
_LOADS = (("even", "尽量平均"), ("none", "只凭抽签"))


def _line(label: str, help_text: str = "", required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, help_text=help_text, required=required, error_messages=_NEEDED)


class PlanForm(forms.Form):
    """A plan of the year: what holds for all, and per class how many."""

    use_required_attribute = False

    year = forms.IntegerField(label="年度", min_value=2000, max_value=2100, error_messages=_NEEDED)
    title = _line("标题")
    on = Day(label="按哪一天的对象和人员统计")
    basis = _line("依据", "例如上级的通知、本级公布的抽查比例", required=False)
    cap_per_object = forms.IntegerField(
        label="每个对象一年最多检查几次", min_value=1, required=False, help_text="上级公布了年度检查频次上限的照填；没有公布的不填，不设上限",
    )
    positive_list = forms.ChoiceField(label="正面清单企业", choices=list(POSITIVE.items()))
    raises = _line("提为特殊监管单位的信用等级", "环境信用等级里含有这些字的，按特殊监管单位抽取，用“、”隔开", required=False)
    load = forms.ChoiceField(label="执法人员的任务", choices=_LOADS)
    max_per_officer = forms.IntegerField(label="每名执法人员最多几个对象", min_value=1, required=False)
    rotation = forms.BooleanField(label="上次检查该对象的两人不再同组", required=False, initial=True)
    reason = _line("调整的理由", "年度内第二版起要写", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, name in enumerate(CLASSES):
            self.fields[f"mode{place}"] = forms.ChoiceField(label=name, required=False, choices=[("", "不在抽查之列"), *MODES.items()])
            self.fields[f"value{place}"] = forms.DecimalField(
                label=f"{name}：数值", required=False, min_value=0, decimal_places=6,
                help_text="比例写作小数（0.25 即 25%）；按人员的写每人几个",
            )

    def whole(self) -> list[forms.BoundField]:
        """The fields that hold for all classes."""
        return [bound for bound in self if not bound.name.startswith(("mode", "value"))]

    def by_class(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Per class how it is drawn and the number."""
        return [(self[f"mode{place}"], self[f"value{place}"]) for place in range(len(CLASSES))]

    def written(self) -> dict[str, Any]:
        """The plan as core.sampling reads it."""
        given = self.cleaned_data
        classes = {}
        for place, name in enumerate(CLASSES):
            if mode := given[f"mode{place}"]:
                value = given[f"value{place}"]
                classes[name] = {"mode": mode, **({"value": f"{value.normalize():f}"} if value is not None and mode != "each_once_per_year" else {})}
        kept = {name: given[name] for name in ("cap_per_object", "max_per_officer", "basis") if given[name]}
        return {"classes": classes, "officers_per_object": 2, "load": given["load"], "rotation": given["rotation"], **kept}

    def grades(self) -> tuple[str, ...]:
        """The credit grades that raise an object."""
        return tuple(part.strip() for part in self.cleaned_data["raises"].replace(",", "、").replace("，", "、").split("、") if part.strip())


def published() -> list[tuple[str, str]]:
    """The rules of places that can be taken as a start: those whose numbers are all known."""
    found: dict[str, str] = {}
    for ratio in sampling.ratios()[1]:
        found.setdefault(ratio.id, f"{ratio.place}{ratio.year}（{ratio.level}）")
    unknown = {ratio.id for ratio in sampling.ratios()[1] if not ratio.mode}
    return [(id, label) for id, label in found.items() if id not in unknown]


def initial(id: str) -> dict[str, Any]:
    """A plan's fields after the rule of a place. Raises Refusal where the place isn't listed."""
    rules: Mapping[str, Mapping[str, Any]] = {NAMES[name]: rule for name, rule in sampling.classes(id).items() if name in NAMES}
    found: dict[str, Any] = {}
    for place, name in enumerate(CLASSES):
        if name in rules:
            found |= {f"mode{place}": rules[name]["mode"], f"value{place}": rules[name].get("value")}
    return found


class PublishPlanForm(forms.Form):
    """Where and when the plan was made public."""

    place = _line("公开的地方", "例如县政府门户网站的网址")
    on = Day(label="公开日期")


class FreezeForm(forms.Form):
    """The day of the lists, where the seed will come from, who is away."""

    on = Day(label="名录日期")
    seed_source = _line("种子从哪里来", "名录公开以后才产生、谁也不能事先知道的数字：当众掷骰、某一期彩票的开奖号码、别的单位出的回执号")
    absent = forms.MultipleChoiceField(label="当日不在岗的人员", required=False, widget=forms.CheckboxSelectMultiple)
    reason = _line("重新抽取的理由", required=False)

    def __init__(self, *args: Any, officers: Sequence[tuple[str, str]], again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].choices = officers  # type: ignore[attr-defined]
        if not again:
            del self.fields["reason"]


class PlaceForm(forms.Form):
    """Where the digest was made public."""

    place = _line("公开的地方", "例如县政府门户网站的网址、公告栏")


class SeedForm(forms.Form):
    """The seed, since when it is known, who saw it."""

    use_required_attribute = False

    seed = _line("种子", "照公布的样子填写，一个字也不能差")
    known_at = forms.DateTimeField(
        label="种子产生的时间", input_formats=["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"], help_text="写作 2026-01-20 10:30:00，须在摘要公开以后",
        error_messages={"invalid": "不是时间，请写作 2026-01-20 10:30:00", **_NEEDED},
        widget=forms.DateTimeInput(format="%Y-%m-%d %H:%M:%S", attrs={"placeholder": "2026-01-20 10:30:00", "autocomplete": "off"}),
    )
    witnesses = _line("见证人", "姓名和单位")


class MoreForm(forms.Form):
    """A 补抽: of which class, how many, why."""

    cls = forms.ChoiceField(label="类别")
    count = forms.IntegerField(label="补抽几个", min_value=1, error_messages=_NEEDED)
    reason = _line("理由", "例如抽到的对象已停产")

    def __init__(self, *args: Any, classes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cls"].choices = [(name, name) for name in classes]  # type: ignore[attr-defined]


class TieForm(forms.Form):
    """An officer who must stand aside from an object."""

    officer = forms.ChoiceField(label="执法人员")
    facility = forms.CharField(label="对象编号", max_length=60, error_messages=_NEEDED)
    ground = forms.ChoiceField(label="理由", choices=[(ground, ground) for ground in GROUNDS])

    def __init__(self, *args: Any, officers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = officers  # type: ignore[attr-defined]
