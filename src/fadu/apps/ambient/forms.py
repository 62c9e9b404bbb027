"""What the pages of environmental quality can be asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms


class StatementFilter(forms.Form):
    """A year, and the indicator that is drawn; the latest and the first where nothing was asked."""

    year = forms.ChoiceField(label="年度", required=False)
    indicator = forms.ChoiceField(label="画出的指标", required=False)

    def __init__(self, data: Mapping[str, Any], years: Sequence[int], indicators: Sequence[str]) -> None:
        super().__init__(_filled(data, year=str(years[0]), indicator=indicators[0] if indicators else ""))
        self.fields["year"].choices = [(str(year), f"{year}年") for year in years]  # type: ignore[attr-defined]
        self.fields["indicator"].choices = [(name, name) for name in indicators]  # type: ignore[attr-defined]
        self.full_clean()
        self.chosen_year = int(self.cleaned_data.get("year") or years[0])
        self.chosen_indicator = self.cleaned_data.get("indicator") or (indicators[0] if indicators else "")


class BulletinForm(forms.Form):
    """A table of bulletins to be taken in."""

    use_required_attribute = False
    file = forms.FileField(label="通报的表（CSV 或 .xlsx）", error_messages={"required": "没有选择文件", "empty": "文件是空的"})
    source = forms.CharField(
        label="来源文件", max_length=300, required=False, help_text="通报的名称和文号；表里有“来源文件”一列的，以表为准，可以不填。"
    )


class DaysFilter(forms.Form):
    """A place and one of its years."""

    place = forms.ChoiceField(label="点位", required=False)
    year = forms.ChoiceField(label="年度", required=False)

    def __init__(self, data: Mapping[str, Any], places: Mapping[str, Sequence[int]]) -> None:
        """`places` are the years by place, latest first; there is at least one."""
        first = next(iter(places))
        place = data["place"] if data.get("place") in places else first
        years = places[place]
        super().__init__(_filled(data, place=place, year=str(years[0])))
        self.fields["place"].choices = [(name, name) for name in places]  # type: ignore[attr-defined]
        every = sorted({year for them in places.values() for year in them}, reverse=True)
        self.fields["year"].choices = [(str(year), f"{year}年") for year in every]  # type: ignore[attr-defined]
        self.full_clean()
        self.chosen_place = place
        self.chosen_year = int(self.cleaned_data.get("year") or years[0])


def _filled(data: Mapping[str, Any], **defaults: str) -> dict[str, Any]:
    return {**defaults, **{name: value for name, value in data.items() if value}}
