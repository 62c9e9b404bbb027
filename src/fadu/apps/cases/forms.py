"""Forms made from the questions of a step. What was typed is kept after a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from fadu.apps.cases.planning.asking import SOURCES, Ask
from fadu.apps.cases.queries.people import Man
from fadu.core.discretion import packs
from fadu.core.law import violations
from fadu.web.fields import Boxes, Day

_UNKNOWN = (("", "尚未查明"), ("true", "是"), ("false", "否"))
_NEEDED = {"required": "请填写", "invalid": "填写的不对"}


class AskForm(forms.Form):
    """The day of the act, and one field a question."""

    use_required_attribute = False
    seen = forms.IntegerField(widget=forms.HiddenInput)
    on = Day(label="办理日期")

    def __init__(self, asks: Iterable[Ask], people: Mapping[str, Man], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = tuple(asks)
        for one in self.asks:
            self.fields[one.key] = _field(one, people)

    def answers(self) -> dict[str, Any]:
        """The answers by key, typed; what was left open is absent."""
        found: dict[str, Any] = {}
        for one in self.asks:
            value = self.cleaned_data.get(one.key)
            if one.kind == "yesno":
                value = None if value in (None, "") else value == "true"
            elif one.kind in ("text", "long") and isinstance(value, str):
                value = value.strip()
            if value not in (None, "", []):
                found[one.key] = value
        return found

    @property
    def lists_violations(self) -> bool:
        return any(one.kind == "violation" for one in self.asks)


class Violation(forms.CharField):
    """A violation by its code or exact name."""

    def clean(self, value: Any) -> str:
        """The code."""
        written = str(super().clean(value)).strip()
        if not written or violations.known(written):
            return written
        by_name = {name: id for id, name in violations.catalogue().items()}
        if written in by_name:
            return str(by_name[written])
        near = [name for name in by_name if written and all(part in name for part in written.split())][:5]
        raise forms.ValidationError(f"目录里没有“{written}”" + (f"。是不是：{'；'.join(near)}" if near else "，请从列表中选"))


def _field(one: Ask, people: Mapping[str, Man]) -> forms.Field:
    shared: dict[str, Any] = {"label": one.label, "required": one.required, "help_text": one.help, "error_messages": _NEEDED}
    here = [man for man in people.values() if man.left_on is None]
    named = [(man.number, man.label) for man in [man for man in here if man.belongs(one.among)] or here]
    options = [(choice, choice) for choice in one.choices]
    blank = [("", "请选择")]
    makers: dict[str, Any] = {
        "yesno": lambda: forms.ChoiceField(choices=_UNKNOWN, **shared),
        "day": lambda: Day(label=one.label, required=one.required, help_text=one.help),
        "moment": lambda: forms.DateTimeField(**shared),
        "text": lambda: forms.CharField(max_length=300, **shared),
        "long": lambda: forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), **shared),
        "money": lambda: forms.DecimalField(min_value=0, max_digits=14, decimal_places=2, **shared),
        "number": lambda: forms.IntegerField(min_value=0, max_value=10000, **shared),
        "choice": lambda: forms.ChoiceField(choices=[*blank, *options], **shared),
        "multi": lambda: forms.MultipleChoiceField(choices=options, widget=Boxes, **shared),
        "person": lambda: forms.ChoiceField(choices=[*blank, *named], **shared),
        "people": lambda: forms.MultipleChoiceField(choices=named, widget=Boxes, **shared),
        "violation": lambda: Violation(max_length=120, widget=forms.TextInput(attrs={"list": "violations"}), **shared),
    }
    made: forms.Field = makers[one.kind]()
    return made


class ClueForm(forms.Form):
    """A clue."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label="程序", choices=[("penalty", "普通程序"), ("penalty_simple", "当场处罚（警告，或者公民二百元、单位三千元以下罚款）")], required=False,
    )
    found_on = Day(label="发现（收到线索）的日期")
    source = forms.ChoiceField(label="来源", choices=[(one, one) for one in SOURCES])
    cause = forms.CharField(label="案由", max_length=200, error_messages=_NEEDED)
    party = forms.CharField(label="当事人名称", max_length=200, error_messages=_NEEDED, help_text="营业执照或者身份证件上的全称")
    party_kind = forms.ChoiceField(label="当事人类型", choices=[("单位", "单位"), ("个人", "个人")])
    credit_code = forms.CharField(label="统一社会信用代码", max_length=40, required=False)
    facility = forms.CharField(label="对象编号", max_length=60, required=False, help_text="监管对象登记簿里的编号")
    source_number = forms.CharField(label="来源编号", max_length=60, required=False, help_text="检查或者信访的编号")
    summary = forms.CharField(label="线索内容", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_kind(self) -> str:
        """The ordinary procedure where nothing was chosen."""
        return str(self.cleaned_data.get("kind") or "penalty")


class TableForm(forms.Form):
    """Which table of a benchmark the fine is worked out by."""

    table = forms.ChoiceField(label="裁量表")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (one.name, [(f"{id}|{c.table}|{c.key}", c.title) for c in one.columns.values()]) for id, one in packs().items() if one.columns
        ]
        self.fields["table"].choices = [("none", "没有适用的裁量基准"), *groups]  # type: ignore[attr-defined]


class TrackForm(forms.Form):
    """The ground of a parallel track."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    on = Day(label="开始日期")
    reason = forms.CharField(label="法定情形和事实", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), error_messages=_NEEDED)


class RuleForm(forms.Form):
    """A declaration of the bureau's own rule."""

    kind = forms.ChoiceField(label="规则", choices=())
    since = Day(label="自何日起")
    none = forms.ChoiceField(label="有没有另行规定", choices=[("true", "没有另行规定，按全国标准"), ("false", "有，填写如下")])
    citizen = forms.DecimalField(label="听证数额：公民（元）", min_value=0, required=False)
    entity = forms.DecimalField(label="听证数额：单位（元）", min_value=0, required=False)
    cases = forms.CharField(label="内容（一行一种）", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=(
        "审核、讨论、党组会：一行一种情形。案审会：“应到 7”“到会 过半数”。免罚清单：“代码 首违不罚 条件；条件”“回溯 24 月”。"
        "署名机关：“市局 名称 文号字头 市政府”“分局 名称 文号字头 县政府”“分局署名自 2026-08-15”"
    ))
    source = forms.CharField(label="来源", max_length=300, help_text="文件名称、文号、条款", error_messages=_NEEDED)

    def __init__(self, kinds: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(kinds.items())  # type: ignore[attr-defined]


class YearForm(forms.Form):
    """Which year."""

    year = forms.ChoiceField(label="年度")

    def __init__(self, years: Iterable[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(str(year), f"{year}年") for year in years]  # type: ignore[attr-defined]


def today_first(on: date, seen: int) -> dict[str, Any]:
    """What a form begins with."""
    return {"on": on.isoformat(), "seen": seen}
