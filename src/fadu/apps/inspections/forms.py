"""What people fill in about plans, draws and recusals. What may be done the actions decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from fadu.apps.inspections.actions.plans import LONGEST
from fadu.apps.inspections.actions.recusals import GROUNDS
from fadu.apps.inspections.actions.visiting.deciding import CATEGORIES
from fadu.apps.inspections.actions.visiting.rating import LONGEST as LONGEST_RATING
from fadu.apps.inspections.actions.visiting.rating import SCORES
from fadu.apps.inspections.planning import CLASSES, NAMES, POSITIVE, YEAR
from fadu.core import sampling
from fadu.core.sampling.planning import MODES
from fadu.core.visits import checklists, offsite
from fadu.core.visits.kinds import ANSWERS, Field, Kind
from fadu.web.fields import Boxes, Day

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
    count_others = forms.BooleanField(label="其他部门的检查计入上限", required=False, help_text="上级要求各部门合并计算频次的勾选")
    interval_days = forms.IntegerField(label="两次检查至少隔几日", min_value=1, max_value=YEAR - 1, required=False, help_text="没有规定的不填")
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


class RedrawForm(forms.Form):
    """Whether a redraw is approved, by a second person."""

    use_required_attribute = False

    approved = forms.TypedChoiceField(
        label="决定", choices=[("yes", "批准重新抽取"), ("no", "不批准")], coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        error_messages=_NEEDED,
    )
    words = _line("意见", "不批准的要写理由", required=False)


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


class OtherVisitForm(forms.Form):
    """A visit of another department."""

    use_required_attribute = False

    facility = forms.CharField(label="对象编号", max_length=60, error_messages=_NEEDED)
    department = _line("部门", "例如县市场监管局")
    on = Day(label="检查日期")
    matter = _line("检查事项")
    source = _line("从哪里得知", "例如涉企行政检查平台、企业出示的检查记录")


class TieForm(forms.Form):
    """An officer who must stand aside from an object."""

    officer = forms.ChoiceField(label="执法人员")
    facility = forms.CharField(label="对象编号", max_length=60, error_messages=_NEEDED)
    ground = forms.ChoiceField(label="理由", choices=[(ground, ground) for ground in GROUNDS])

    def __init__(self, *args: Any, officers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = officers  # type: ignore[attr-defined]


class VisitForm(forms.Form):
    """A visit to be made: whom, on which ground, who goes, by which list."""

    use_required_attribute = False

    facility = forms.CharField(label="对象编号", max_length=60, error_messages=_NEEDED)
    category = forms.ChoiceField(label="检查类别", choices=[(name, name) for name in CATEGORIES])
    source = forms.CharField(
        label="线索编号", max_length=LONGEST, required=False,
        help_text="信访核查、自动监控核查、案件复查填写信访编号、报警编号、案号；双随机从抽取结果里开",
    )
    campaign = forms.ChoiceField(label="专项检查", required=False)
    officers = forms.MultipleChoiceField(label="执法人员", widget=Boxes, error_messages=_NEEDED)
    on = Day(label="检查日期")
    matter = _line("检查事项", "在公布的检查事项清单之内")
    checklist = forms.ChoiceField(label="检查表", choices=lambda: list(checklists.names().items()))
    approved_by = _line("批准人或批准文号", "入企检查须经批准；双随机按抽取结果，不填", required=False)
    grounds = forms.MultipleChoiceField(
        label="一起办的", required=False, widget=Boxes, help_text="这个对象还有这些事；勾上的由这一次检查办完",
    )
    exempt = forms.ChoiceField(
        label="不先非现场的情形", required=False, help_text="正面清单内、风险等级低的对象先以非现场方式检查；有线索的、专项的不用选",
    )
    exempt_words = _line("情形的说明", required=False)
    departments = _line("联合检查的部门", "跨部门联合检查填写，用“、”隔开", required=False)
    joint_number = _line("联合检查编号", "同一次联合检查写同一个编号", required=False)

    def __init__(
        self, *args: Any, officers: Sequence[tuple[str, str]], campaigns: Sequence[tuple[str, str]], grounds: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        exempt = [("", "没有"), *((id, f"{one.name}（写明{one.asks}）") for id, one in offsite.stated().items())]
        choices = {"officers": officers, "campaign": [("", "不是专项检查"), *campaigns], "grounds": grounds, "exempt": exempt}
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]
        if not grounds:
            del self.fields["grounds"]


class LookForm(forms.Form):
    """A look from the office."""

    use_required_attribute = False

    facility = forms.CharField(label="对象编号", max_length=60, error_messages=_NEEDED)
    on = Day(label="检查日期")
    officers = forms.MultipleChoiceField(label="执法人员", widget=Boxes, error_messages=_NEEDED)
    ways = forms.MultipleChoiceField(label="看了什么", choices=[(way, way) for way in offsite.WAYS], widget=Boxes, error_messages=_NEEDED)
    outlets = forms.MultipleChoiceField(label="看了哪些排放口", required=False, widget=Boxes)
    since = Day(label="数据从")
    until = Day(label="数据到")
    result = forms.ChoiceField(
        label="结果", choices=[(result, result) for result in offsite.RESULTS], widget=forms.RadioSelect, error_messages=_NEEDED,
    )
    found = _line("依据", "看到了什么，凭什么这样判断；异常的写明时间和数值")

    def __init__(self, *args: Any, officers: Sequence[tuple[str, str]], outlets: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officers"].choices = officers  # type: ignore[attr-defined]
        self.fields["outlets"].choices = outlets  # type: ignore[attr-defined]
        if not outlets:
            del self.fields["outlets"]


class OtherTaskForm(forms.Form):
    """What another department asks for on our next visit."""

    use_required_attribute = False

    facility = forms.CharField(label="对象编号", max_length=60, error_messages=_NEEDED)
    department = _line("部门", "例如县市场监管局")
    matter = _line("要查的事项")
    due = Day(label="期限")
    source = _line("从哪里得知", "例如联合检查方案、来函的文号")


class EntryForm(forms.Form):
    """One entry of a visit, asked as core.visits.kinds declares it. What is not a form's business is left to the action."""

    use_required_attribute = False

    def __init__(
        self, kind: Kind, items: Sequence[Mapping[str, Any]], data: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None,
        problems: Sequence[str] = (),
    ) -> None:
        super().__init__(data, prefix=kind.key, initial=dict(initial or {}))
        self.kind, self.items = kind, items
        for field in kind.fields:
            if field.kind == "answers":
                for item in items:
                    choices = [("", "未查"), *((answer, answer) for answer in ANSWERS)]
                    self.fields[f"a-{item['id']}"] = forms.ChoiceField(
                        label=f"{item['id']} {item['question']}", choices=choices, required=False,
                        help_text=item["basis"] or "没有查到当日现行的依据",
                    )
                    self.fields[f"n-{item['id']}"] = forms.CharField(label=f"{item['id']} 说明", max_length=LONGEST, required=False)
            elif not (kind.file and field.key in ("name", "sha256", "size")):
                self.fields[field.key] = _asked(replace(field, kind="choice", choices=tuple(problems)) if field.kind == "ground" else field)

    def said(self) -> dict[str, Any]:
        """What was filled in; what was left open is absent."""
        given = self.cleaned_data
        found = {field.key: given[field.key] for field in self.kind.fields if given.get(field.key) not in (None, "")}
        if any(field.kind == "answers" for field in self.kind.fields):
            found["answers"] = {
                item["id"]: {"answer": given[f"a-{item['id']}"], **({"note": note} if (note := given[f"n-{item['id']}"].strip()) else {})}
                for item in self.items if given[f"a-{item['id']}"]
            }
        return found


def _asked(field: Field) -> forms.Field:
    common: dict[str, Any] = {"label": field.label, "required": field.required and field.kind != "yes", "help_text": field.help}
    if field.kind == "yes":
        return forms.BooleanField(**common)
    if field.kind == "whole":
        return forms.IntegerField(min_value=1, **common)
    if field.kind == "choice":
        return forms.ChoiceField(choices=[("", "请选择"), *((choice, choice) for choice in field.choices)], **common)
    if field.kind == "moment":
        common["help_text"] = common["help_text"] or "写作 2026-01-20 10:30"
    widget = forms.Textarea(attrs={"rows": 4}) if field.kind == "long" else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(widget=widget, error_messages=_NEEDED, **common)


def _picture() -> forms.FileInput:
    return forms.FileInput(attrs={"accept": "image/jpeg,image/png"})


class PhotoForm(forms.Form):
    """A photo that is taken in at the office."""

    photo = forms.FileField(label="照片", error_messages={"required": "请选择照片", "empty": "文件是空的"}, widget=_picture())
    what = _line("拍的是什么")
    stage = forms.ChoiceField(label="用在哪里", choices=[(name, name) for name in ("现场", "整改前", "整改后")])


class RecheckForm(forms.Form):
    """A problem looked at again."""

    on = Day(label="复查日期")
    officers = forms.MultipleChoiceField(label="复查人员", widget=Boxes, error_messages=_NEEDED)
    found = _line("复查情况")
    mended = forms.BooleanField(label="已经整改", required=False)
    days_more = forms.IntegerField(label="没有整改的，再给几日", min_value=0, required=False)
    photo = forms.FileField(label="复查照片", required=False, widget=_picture())

    def __init__(self, *args: Any, officers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officers"].choices = officers  # type: ignore[attr-defined]


class CampaignForm(forms.Form):
    """A special campaign."""

    name = _line("专项名称")
    matter = _line("检查事项")
    approved_by = _line("批准机关", "县级以上人民政府或者上级主管部门")
    paper = _line("批准文件")
    begins = Day(label="开始日期")
    ends = Day(label="结束日期")
    place = _line("公开的地方")


class PublishResultForm(forms.Form):
    """Where and when results were made public."""

    on = Day(label="公示日期")
    place = _line("公示的地方", "例如县政府门户网站的网址")


class RatingForm(forms.Form):
    """What the firm says of the visit."""

    score = forms.TypedChoiceField(label="评分", coerce=int, choices=[(score, f"{score} 分") for score in SCORES], widget=forms.RadioSelect)
    words = forms.CharField(label="意见", max_length=LONGEST_RATING, required=False, widget=forms.Textarea(attrs={"rows": 4}))
