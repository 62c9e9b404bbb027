"""What is filled in for a platform: fields that a case doesn't give, the cases of a batch, a list that came back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from fadu.core.sending.mappings import Mapping as Table
from fadu.web.fields import Day


class CompleteForm(forms.Form):
    """The fields of a table that a person may fill; what the case gives stands as the hint."""

    use_required_attribute = False

    def __init__(self, table: Table, given: Mapping[str, str], computed: Mapping[str, str], *args: Any, whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in table.fields:
            if field.on_platform:
                continue
            hint = f"案件给出：{computed[field.code]}" if computed.get(field.code) else field.note
            needed = {"是": "必填", "条件": "按条件必填", "否": ""}[field.required]
            shared: dict[str, Any] = {
                "label": f"{field.name}（{field.code}）", "required": False, "initial": given.get(field.code, ""),
                "help_text": "；".join(part for part in (needed, f"最多 {field.length} 字" if field.length > 20 else "", hint) if part),
            }
            if field.choices and not whole:
                self.fields[field.code] = forms.ChoiceField(choices=[("", "照案件"), *((one, one) for one in field.choices)], **shared)
            elif field.length > 500:
                self.fields[field.code] = forms.CharField(max_length=field.length, widget=forms.Textarea(attrs={"rows": 2}), **shared)
            else:
                self.fields[field.code] = forms.CharField(max_length=field.length, **shared)


class BatchForm(forms.Form):
    """The day of a batch; which cases are ticked stands beside."""

    use_required_attribute = False
    on = Day(label="报送日期")


class ListForm(forms.Form):
    """A platform's list."""

    use_required_attribute = False
    year = forms.IntegerField(label="决定年度", min_value=2000, max_value=2100, error_messages={"required": "请填写"})
    file = forms.FileField(label="平台导出的清单", help_text="CSV 或 .xlsx，第一行是字段名称或者代码", error_messages={"required": "请选择文件"})
