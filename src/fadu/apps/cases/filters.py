"""What lists of matters are narrowed by, and who hands over to whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from fadu.apps.cases.forms import Violation
from fadu.apps.cases.lists import DUE, SORTS
from fadu.core.law.provisions import catalogue
from fadu.core.procedure import procedures
from fadu.web.fields import Day

_NEEDED = {"required": "请填写"}
_ALL = ("", "全部")


class Filter(forms.Form):
    """What the list of matters can be narrowed by; it lives in the address."""

    text = forms.CharField(label="案号、当事人、案由", required=False, max_length=80)
    stage = forms.ChoiceField(label="阶段", required=False)
    due = forms.ChoiceField(label="期限", required=False, choices=[_ALL, *DUE.items()])
    lead = forms.ChoiceField(label="办案人员", required=False)
    violation = Violation(label="违法行为", required=False, max_length=120, widget=forms.TextInput(attrs={"list": "violations"}))
    statute = forms.ChoiceField(label="适用的法律", required=False)

    def __init__(self, *args: Any, officers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(one.name, [(f"{id}:{stage.id}", stage.name) for stage in one.stages.values()]) for id, one in _procedures()]
        statutes = sorted({provision.statute for found in catalogue().provisions.values() for provision in found})
        choices: dict[str, list[Any]] = {
            "stage": groups, "lead": list(officers), "statute": [(name, name) for name in statutes],
        }
        for name, some in choices.items():
            self.fields[name].choices = [_ALL, *some]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """The criteria that were given, and nothing for what is not one."""
        self.full_clean()
        if not self.is_bound:
            return {}
        return {name: str(value).strip() for name, value in self.cleaned_data.items() if value}

    def words(self) -> str:
        """The criteria as people read them."""
        found = []
        for name, value in self.wanted().items():
            field = self.fields[name]
            choices = dict(_flat(list(field.choices))) if isinstance(field, forms.ChoiceField) else {}  # type: ignore[arg-type]
            found.append(f"{field.label}：{choices.get(value, value)}")
        return "；".join(found) or "没有条件"


def sort_of(given: str) -> str:
    """A sort that exists, "" for anything else."""
    return given if given.lstrip("-") in SORTS else ""


def _procedures() -> list[tuple[str, Any]]:
    """The procedures that matters of this office run under: the two of a penalty first, then what hangs on them."""
    first = ("penalty", "penalty_simple")
    others = ("coercive_measures", "daily_penalty", "production_limits", "detention_transfer", "crime_transfer", "court_enforcement")
    return [(id, procedures()[id]) for id in (*first, *others)]


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


class HandoverForm(forms.Form):
    """Who hands which matters to whom, and why."""

    leaves = forms.CharField(widget=forms.HiddenInput)
    takes = forms.ChoiceField(label="接手人", error_messages=_NEEDED)
    on = Day(label="交接日期")
    reason = forms.CharField(label="理由", max_length=300, error_messages=_NEEDED, help_text="例如：2026-10-01 至 2026-10-15 休假；调离")
    matters = forms.MultipleChoiceField(label="交接的案件", error_messages={"required": "请至少选一件"})

    def __init__(self, *args: Any, officers: Iterable[tuple[str, str]], matters: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["takes"].choices = [("", "请选择"), *officers]  # type: ignore[attr-defined]
        self.fields["matters"].choices = list(matters)  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, int]:
        """The matters that were ticked: id, and index of the act that the page was made on."""
        return {uid: int(seen) for uid, _, seen in (one.partition("@") for one in self.cleaned_data["matters"])}
