"""What comes with a decision and after it: measures of the four 配套办法, transfers, enforcement, appeals, closing."""

from __future__ import annotations

from django.db.models import Q

from fadu.apps.cases.figures._base import by
from fadu.apps.cases.models import Appeal, Measure, Transfer
from fadu.apps.record.figures import Counter, Dated, adding, distinct
from fadu.apps.registers.figures.zero import zero_group
from fadu.core.figures import Figure, Group, Scope, derived

_measure = Counter("配套措施", "配套措施", Dated(Measure.standing.all, "decided_on"), "decided_on")
_transfer = Counter("移送与强制执行", "移送", Dated(Transfer.standing.all, "transferred_on"), "transferred_on")


class _Accepted(Dated):
    """Appeals by kind. That there were none rests on the 零报告 of the kind."""

    def groups(self, figure: Figure, scope: Scope) -> list[Group]:
        return [*super().groups(figure, scope), zero_group(figure.name, scope, counted=False)]


_appeal = Counter("复议诉讼", "复议诉讼", _Accepted(Appeal.standing.all, "accepted_on"), "accepted_on")
_resulted = Counter("复议诉讼", "复议诉讼", Dated(Appeal.standing.all, "resulted_on"), "resulted_on")

_DAILY = Q(measure="按日连续处罚")


def _measured(key: str, measure: str) -> Figure:
    return _measure(f"case.measure.{key}", measure, "件", f"决定日期在统计期内的{measure}", Q(measure=measure))


def _moved(id: str, name: str, category: str) -> Figure:
    return _transfer(id, name, "起", f"移送日期在统计期内、类型为{category}的移送", Q(category=category))


_DAILY_PENALTIES = _measured("daily", "按日连续处罚")
_SEALED = _measured("sealing", "查封扣押")
_LIMITED = _measured("limit", "限制生产")
_STOPPED = _measured("stop", "停产整治")
_DETENTION = _moved("case.transfer.detention", "移送行政拘留案件", "行政拘留")
_CRIME = _moved("case.transfer.crime", "移送涉嫌犯罪案件", "涉嫌犯罪")


def _sum(*parts: int) -> int:
    return sum(parts)


FIGURES: tuple[Figure, ...] = (
    _DAILY_PENALTIES,
    _measure("case.measure.daily_yuan", "按日连续处罚金额", "元", "决定日期在统计期内的按日连续处罚的金额合计", _DAILY, adding("amount")),
    _SEALED,
    _LIMITED,
    _STOPPED,
    _measure("case.measure.total", "配套措施", "件", "决定日期在统计期内的配套措施"),
    _measure("case.measure.cases", "采取配套措施的案件", "起", "决定日期在统计期内的配套措施所属的不同案件", None, distinct("case")),
    derived("case.four_measures", "四个配套办法案件", "件", "按日连续处罚、查封扣押、限制生产和停产整治、移送行政拘留之和（不含移送涉嫌犯罪）",
            (_DAILY_PENALTIES, _SEALED, _LIMITED, _STOPPED, _DETENTION), _sum, _DETENTION.change),
    derived("case.five_kinds", "五类案件", "件", "按日连续处罚、查封扣押、限制生产和停产整治、移送行政拘留、移送涉嫌犯罪之和",
            (_DAILY_PENALTIES, _SEALED, _LIMITED, _STOPPED, _DETENTION, _CRIME), _sum, _DETENTION.change),
    _DETENTION,
    _CRIME,
    derived("case.transfer.police", "移送公安机关案件", "起", "移送行政拘留与移送涉嫌犯罪之和", (_DETENTION, _CRIME), _sum, _DETENTION.change),
    _moved("case.court_enforcement", "申请法院强制执行", "申请强制执行"),
    _moved("case.transfer.other", "移送其他机关", "移送其他机关"),
    _transfer("case.transfer.total", "移送与申请强制执行", "起", "移送日期在统计期内的全部移送"),
    by("urged_on")("case.urged", "催告", "件", "催告日期在统计期内的案件"),
    by("paid_on")("case.payments", "统计期内缴款的案件", "件", "缴款日期在统计期内的案件，不论何时决定"),
    by("closed_on")("case.closed", "结案", "起", "结案日期在统计期内的案件，不论何时立案"),
    _appeal("case.reconsideration", "行政复议", "件", "受理日期在统计期内的行政复议", Q(category="行政复议")),
    _appeal("case.litigation", "行政诉讼", "件", "受理日期在统计期内的行政诉讼", Q(category="行政诉讼")),
    _resulted("case.appeals_resulted", "复议诉讼有结果", "件", "结果日期在统计期内的行政复议和行政诉讼"),
)
