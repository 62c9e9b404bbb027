"""What is filled in to bind a file: volume, order and pages of each piece; what lies on paper only; the retention and its ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms

from fadu.core.archive.filing import MAIN, OTHER, SECONDARY, VOLUMES, Piece, named
from fadu.core.archive.retention import classes
from fadu.web.fields import Day

_NEEDED = {"required": "请填写"}
OUT = "不入卷"


class BindForm(forms.Form):
    """The binding of one file."""

    use_required_attribute = False
    seen = forms.IntegerField(widget=forms.HiddenInput)
    on = Day(label="归档日期")
    archive_number = forms.CharField(label="案卷号", max_length=80, error_messages=_NEEDED)
    retention = forms.ChoiceField(label="保管期限")
    ground = forms.CharField(
        label="定这一期限的依据", max_length=300, error_messages=_NEEDED, help_text="档案规定的条文，或者本机关的归档范围和保管期限表",
    )
    paper = forms.CharField(
        label="只有纸质的材料", required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一件：题名｜页数｜正卷或副卷｜顺序号（可不写），例如 立案审批表｜2｜正卷｜3",
    )
    reason = forms.CharField(label="重新组卷的理由", required=False, max_length=300, help_text="已经组卷的要写")

    def __init__(self, pieces: Sequence[Piece], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = list(pieces)
        self.fields["retention"].choices = [("", "请选定"), *((name, name) for name in classes())]  # type: ignore[attr-defined]
        volumes = [(name, name) for name in (*VOLUMES, OUT)]
        for place, one in enumerate(self.held):
            self.fields[f"volume_{place}"] = forms.ChoiceField(label=f"{one.title}：卷", choices=volumes, initial=one.volume)
            self.fields[f"place_{place}"] = forms.IntegerField(label=f"{one.title}：顺序", min_value=1, max_value=9999, initial=one.place)
            self.fields[f"pages_{place}"] = forms.IntegerField(
                label=f"{one.title}：页数", min_value=1, max_value=9999, initial=one.pages or None, error_messages=_NEEDED, required=False,
            )

        for name, bound in self.fields.items():
            if name.startswith(("volume_", "place_", "pages_")):  # cells of a table: the column says what they are, a reader hears it here
                look = "form-select" if name.startswith("volume_") else "form-control"
                bound.widget.attrs.update({"class": look, "aria-label": str(bound.label)})

    def lines(self) -> list[tuple[Piece, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Each piece with its fields."""
        return [(one, self[f"volume_{n}"], self[f"place_{n}"], self[f"pages_{n}"]) for n, one in enumerate(self.held)]

    def clean(self) -> dict[str, Any]:
        """Pieces that are filed need their pages; lines of paper need their form."""
        data = super().clean() or {}
        for place in range(len(self.held)):
            if data.get(f"volume_{place}") != OUT and data.get(f"pages_{place}") is None and f"pages_{place}" not in self.errors:
                self.add_error(f"pages_{place}", "请填写页数")
        try:
            data["paper_pieces"] = [_line(line) for line in data.get("paper", "").splitlines() if line.strip()]
        except ValueError as problem:
            self.add_error("paper", str(problem))
        return data

    def pieces(self) -> list[Piece]:
        """The pieces as they were filled in."""
        data = self.cleaned_data
        filed = [
            replace(one, volume=data[f"volume_{n}"], place=data[f"place_{n}"], pages=data[f"pages_{n}"])
            for n, one in enumerate(self.held) if data[f"volume_{n}"] != OUT
        ]
        return [*filed, *data["paper_pieces"]]


def _line(line: str) -> Piece:
    """One line of paper. Raises ValueError."""
    parts = [part.strip() for part in line.replace("|", "｜").split("｜")]
    title, pages, volume, place = [*parts, "", "", "", ""][:4]
    if len(parts) not in (3, 4) or not title or not pages.isdecimal() or volume not in VOLUMES or (place and not place.isdecimal()):
        raise ValueError(f"“{line.strip()[:40]}”写法不对，应为：题名｜页数｜正卷或副卷")
    order = int(place) if place else named(volume, OTHER).place
    return Piece(title[:200], volume, order, pages=int(pages))


class HandForm(forms.Form):
    """To whom a package goes."""

    use_required_attribute = False
    receiver = forms.CharField(label="给谁", max_length=100, error_messages=_NEEDED)
    purpose = forms.CharField(label="作什么用", max_length=200, error_messages=_NEEDED)
    volumes = forms.ChoiceField(
        label="哪一卷", choices=[(MAIN, "只给正卷"), (f"{MAIN}、{SECONDARY}", "正卷和副卷、办理记录")], help_text="副卷是内部材料，对外一般不给",
    )


class SearchForm(forms.Form):
    """A fragment."""

    q = forms.CharField(label="任意片段", required=False, max_length=60, help_text="至少两个字：当事人、案由、文号、证据、笔录里的话")
