"""Cases filed in the period: from where, against whom, and what became of them."""

from __future__ import annotations

from django.db.models import Q

from fadu.apps.cases.figures._base import by
from fadu.core.figures import Figure, Scope

_filed = by("filed_on")


def _decided(outcome: str) -> Q:
    return Q(outcome=outcome)


def _source(key: str, source: str) -> Figure:
    return _filed(f"case.source.{key}", f"来源为{source}的立案", "起", f"立案日期在统计期内、案件来源为{source}的案件", Q(source=source))


def _outcome(key: str, name: str, outcome: str) -> Figure:
    return _filed(f"case.outcome.{key}", name, "起", f"立案日期在统计期内、现处理结果为{outcome}的案件（不论何时决定）", _decided(outcome))


def _closed(scope: Scope) -> Q:
    return Q(closed_on__lte=scope.as_of)


FIGURES: tuple[Figure, ...] = (
    _filed("case.filed", "行政处罚立案", "起", "立案日期在统计期内的案件"),
    _source("draw", "双随机抽查"),
    _source("special", "专项检查"),
    _source("patrol", "日常巡查"),
    _source("complaint", "信访举报"),
    _source("monitoring", "自动监控"),
    _source("transfer", "移送"),
    _source("other", "其他"),
    _filed("case.source.unknown", "来源未记的立案", "起", "立案日期在统计期内、没有记案件来源的案件", Q(source="")),
    _filed("case.party.unit", "当事人为单位的立案", "起", "立案日期在统计期内、当事人为单位的案件", Q(party_kind="单位")),
    _filed("case.party.person", "当事人为个人的立案", "起", "立案日期在统计期内、当事人为个人的案件", Q(party_kind="个人")),
    _outcome("penalty", "立案后处罚", "处罚"),
    _outcome("no_penalty", "立案后不予处罚", "不予处罚"),
    _outcome("dropped", "立案后撤销立案", "撤销立案"),
    _outcome("transferred", "立案后移送", "移送"),
    _outcome("pending", "立案后在办", "在办"),
    _filed("case.filed_closed", "当期立案当期结案", "起", "立案日期在统计期内的案件中，截至统计时点已结案的", _closed),
)
