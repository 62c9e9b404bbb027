"""Form fields that all offices share."""

from __future__ import annotations

from typing import Any

from django import forms


class Day(forms.DateField):
    """A day as officers write it; the browser's own date field shows another order than the documents do."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"placeholder": "2026-08-15", "inputmode": "numeric", "autocomplete": "off"})
        formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
        messages = {"invalid": "不是日期，请写作 2026-08-15", "required": "请填写"}
        super().__init__(widget=widget, input_formats=formats, error_messages=messages, **options)


class Boxes(forms.CheckboxSelectMultiple):
    """A list of check boxes; to the design system it is one control, not one box."""

    input_type = "boxes"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The list has no look of its own, its boxes have."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("class", None)
        return context

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Each of them is a check box."""
        option = super().create_option(*args, **kwargs)
        option["type"] = "checkbox"
        option["attrs"]["class"] = "form-check-input"
        return option
