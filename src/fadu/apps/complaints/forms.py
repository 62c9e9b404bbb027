"""What is asked for on the page that watches complaints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from fadu.apps.complaints.queries import WINDOW

_WINDOWS = (30, 60, 90, 180, 365)


class WindowFilter(forms.Form):
    """Within how many days a complaint about the same may be a repeat."""

    window = forms.ChoiceField(label="重复的间隔", required=False, choices=[(str(days), f"{days} 日内") for days in _WINDOWS])

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__({"window": data.get("window") or str(WINDOW)})
        self.full_clean()
        self.chosen = int(self.cleaned_data.get("window") or WINDOW)


class RepeatForm(forms.Form):
    """A decision on a proposed repeat."""

    number = forms.CharField(max_length=60)
    other = forms.CharField(max_length=60)
    holds = forms.ChoiceField(choices=[("yes", "是"), ("no", "否")])
    reason = forms.CharField(max_length=200, required=False)


class OverdueForm(forms.Form):
    """Why nobody answers for a late complaint."""

    number = forms.CharField(max_length=60)
    reason = forms.CharField(max_length=200, required=False)
