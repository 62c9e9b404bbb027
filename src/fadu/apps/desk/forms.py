"""What an officer asks the law engine. Asked by GET: an answer has an address, can be printed, and writes nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from fadu.core.days import Pause
from fadu.core.decoding import decoded
from fadu.core.discretion import Provision, Rules, packs
from fadu.core.law import violations
from fadu.core.law.authority import Bureau, Organ
from fadu.core.law.cases import MONEY
from fadu.core.law.sources import label, labels
from fadu.core.procedure.limits import limits
from fadu.core.refusal import Unreadable
from fadu.web.fields import Day

LARGEST_LIST = 512 * 1024
_UNKNOWN = (("", "尚未查明"), ("true", "是"), ("false", "否"))


class LawForm(forms.Form):
    """A name and a day."""

    name = forms.CharField(label="法律法规名称", max_length=80, help_text="全称、简称，或名称里的几个字")
    on = Day(label="哪一天")


class DueForm(forms.Form):
    """A limit, its first day, and what was taken out or added."""

    rule = forms.ChoiceField(label="期限")
    start = Day(label="起算日", help_text="当日不计入")
    pauses = forms.CharField(
        label="扣除的时间", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="每行一段：2026-07-01..2026-07-10，可在后面写 :监测 等事由",
    )
    extend = forms.IntegerField(label="经批准延长", required=False, min_value=0, help_text="天数（以月计的期限填月数）")
    side = forms.ChoiceField(label="为谁算稳妥日", choices=[("agency", "机关"), ("party", "当事人")], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.id, f"{one.id} {one.name}" + (f"（{one.period}）" if one.period else "")) for one in limits().values()]
        self.fields["rule"].choices = choices  # type: ignore[attr-defined]

    def clean_pauses(self) -> list[Pause]:
        """Each line as a pause."""
        return [_pause(line) for line in self.cleaned_data["pauses"].splitlines() if line.strip()]


class AppliesForm(forms.Form):
    """A violation, when it was done, when it is decided, and the facts that may matter."""

    violation = forms.CharField(
        label="违法行为", max_length=120, help_text="代码或名称，可从列表中选", widget=forms.TextInput(attrs={"list": "violations"})
    )
    began = Day(label="行为开始")
    ended = Day(label="行为终了", required=False, help_text="还在继续的填已查明的最后一天")
    decided = Day(label="决定日", required=False)
    severe = forms.ChoiceField(label=label("fact", "severe"), choices=_UNKNOWN, required=False)
    refused = forms.ChoiceField(label=label("fact", "refused"), choices=_UNKNOWN, required=False)
    scope = forms.ChoiceField(label=label("fact", "scope"), required=False)
    units = forms.DecimalField(label=label("fact", "units"), required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = [("", "不限或尚未查明"), *labels("scope").items()]  # type: ignore[attr-defined]
        for name in MONEY:
            self.fields[name] = forms.DecimalField(label=f"{label('fact', name)}（元）", required=False, min_value=0)

    def clean_violation(self) -> str:
        """The id of the violation, given by id or by its exact name."""
        written = self.cleaned_data["violation"].strip()
        by_name = {name: id for id, name in violations.catalogue().items()}
        id = written if violations.known(written) else by_name.get(written, "")
        if not id:
            near = [name for name in by_name if all(part in name for part in written.split())][:5]
            raise forms.ValidationError(f"目录里没有“{written}”" + (f"。是不是：{'；'.join(near)}" if near else "，请从列表中选"))
        return id

    def case(self) -> dict[str, Any]:
        """The case in the form that `core.law.cases.read` takes; what is not known is left out."""
        given = self.cleaned_data
        flags = {name: given[name] == "true" for name in ("severe", "refused") if given[name]}
        amounts = {name: _plain(given[name]) for name in (*MONEY, "units") if given[name] is not None}
        facts = {**flags, **amounts, **({"scope": given["scope"]} if given["scope"] else {})}
        conduct = {"from": given["began"], "to": given["ended"]}
        return {"id": "", "violation": given["violation"], "conduct": conduct, "decision_date": given["decided"], "facts": facts}


class TableForm(forms.Form):
    """Which table of which benchmark: `benchmark|table|column`."""

    table = forms.ChoiceField(label="裁量表")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].choices = [  # type: ignore[attr-defined]
            (one.name, [(f"{id}|{c.table}|{c.key}", c.title) for c in one.columns.values()]) for id, one in packs().items() if one.columns
        ]


class FactorForm(forms.Form):
    """The factors of one table: what was found and on which evidence; the amounts and the range it needs."""

    decided_on = Day(label="决定日", required=False)
    party = forms.ChoiceField(label="当事人", required=False, choices=[("", "—"), ("organisation", "法人或者其他组织"), ("citizen", "公民")])

    def __init__(self, *args: Any, rules: Rules, table: str, column: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.column = rules.columns[table, column]
        for factor in self.column.factors:
            choices = [("", "尚未查明"), *((option.key, option.label) for option in factor.options)]
            select, line = forms.Select(attrs={"class": "form-select"}), forms.TextInput(attrs={"class": "form-control"})
            self.fields[f"f_{factor.key}"] = forms.ChoiceField(label=factor.label, required=False, choices=choices, widget=select)
            self.fields[f"e_{factor.key}"] = forms.CharField(label=f"{factor.label}的证据", required=False, max_length=200, widget=line)
        base = self.column.base or (self.column.provision.base if self.column.provision else "")
        self.base = base
        if base:
            self.fields["amount"] = forms.DecimalField(label=f"{label('fact', base)}（元）", required=False, min_value=0)
        if self.column.provision is None:
            self.fields["low"] = forms.DecimalField(label="法定最低罚款（元）", required=False, min_value=0)
            self.fields["high"] = forms.DecimalField(label="法定最高罚款（元）", required=False, min_value=0)

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each factor with the field of its evidence."""
        return [(self[f"f_{factor.key}"], self[f"e_{factor.key}"]) for factor in self.column.factors]

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields that are no factors."""
        return [self[name] for name in ("amount", "low", "high", "decided_on", "party") if name in self.fields]

    def provision(self) -> Provision | None:
        """The range of the penalty article, where the table has none of its own."""
        high = self.cleaned_data.get("high")
        return None if high is None else Provision("amount", self.cleaned_data.get("low"), high)


def _pause(line: str) -> Pause:
    span, _, ground = line.strip().partition(":")
    first, _, last = span.partition("..")
    try:
        return Pause(date.fromisoformat(first.strip()), date.fromisoformat(last.strip()), ground.strip())
    except ValueError:
        raise forms.ValidationError(f"“{line.strip()}”看不懂，请写作 2026-07-01..2026-07-10") from None


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


class DueListForm(forms.Form):
    """Limits and start days, pasted or as a CSV file."""

    text = forms.CharField(
        label="期限清单", required=False, max_length=200_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="每行：期限编号或名称, 起算日, 事项（可再写 延长, 扣除）。例如 D07, 2026-09-18, 某公司告知书",
    )
    file = forms.FileField(label="或 CSV 文件", required=False, help_text="列名：期限、起算日、事项、延长、扣除")
    side = forms.ChoiceField(label="为谁算稳妥日", choices=[("agency", "机关"), ("party", "当事人")], required=False)

    def clean_file(self) -> str:
        """The text of the file, "" where there is none; Excel in Chinese writes GB18030."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return ""
        if upload.size > LARGEST_LIST:
            raise forms.ValidationError(f"文件超过 {LARGEST_LIST // 1024} KB，请分成几份")
        try:
            return decoded(upload.read(), upload.name, mend="请另存为 CSV（UTF-8）")[0]
        except Unreadable as problem:
            raise forms.ValidationError(f"{problem.reason}，{problem.mend}") from problem

    def clean(self) -> dict[str, Any]:
        """Something must be asked."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not given.get("text", "").strip() and not given.get("file"):
            raise forms.ValidationError("请粘贴清单，或选择一个 CSV 文件")
        return given


class IssuerForm(forms.Form):
    """Who the bureau is, and the day a document is made."""

    on = Day(label="文书日期")
    city = forms.CharField(label="市级机关", max_length=80)
    branch = forms.CharField(label="派出机构（分局）", max_length=80)
    branch_prefix = forms.CharField(label="分局文号代字", max_length=40, required=False)
    city_prefix = forms.CharField(label="市局文号代字", max_length=40, required=False)
    city_government = forms.CharField(label="市人民政府", max_length=60, help_text="受理行政复议的机关")
    county_government = forms.CharField(label="县人民政府", max_length=60)
    own_name_from = Day(label="分局自何日起署名", required=False, help_text="2026-08-15 以后才可以；不以自己的名义处罚的不填")

    def bureau(self) -> Bureau:
        """The bureau as the law engine takes it."""
        given = self.cleaned_data
        return Bureau(
            Organ(given["city"], given["city_prefix"], given["city_government"]),
            Organ(given["branch"], given["branch_prefix"], given["county_government"]), given["own_name_from"],
        )
