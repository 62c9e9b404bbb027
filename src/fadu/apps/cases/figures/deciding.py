"""Orders, notices, hearings, reviews, decisions and fines of the period, and what the committee discussed."""

from __future__ import annotations

from django.db.models import Q

from fadu.apps.cases.figures._base import SYSTEM, by
from fadu.apps.cases.models import CommitteeMeeting
from fadu.apps.record.figures import Counter, Dated, Linked, adding, broken, distinct
from fadu.apps.registers.figures.named import named_in
from fadu.core.figures import Change, Figure, Scope, average, derived, percent

_decided = by("decided_on")
_noticed = by("notice_served_on")
_meetings = Counter(SYSTEM, "案审会", Dated(CommitteeMeeting.standing.all, "held_on"), "held_on")
_agenda = Counter(SYSTEM, "案审会", Linked(CommitteeMeeting, "agenda", "committeemeeting", "held_on"), "committeemeeting__held_on")

_PENALTY = Q(outcome="处罚")
_NO_PENALTY = Q(outcome="不予处罚")


def _published(scope: Scope) -> Q:
    return _PENALTY & Q(published_on__lte=scope.as_of)


def _paid(scope: Scope) -> Q:
    return _PENALTY & Q(paid_on__lte=scope.as_of)


def _entered(scope: Scope) -> Q:
    return _PENALTY & Q(number__in=named_in("系统填报", "case", scope.as_of))


def _not_entered(scope: Scope) -> Q:
    return _PENALTY & ~Q(number__in=named_in("系统填报", "case", scope.as_of))


_DECISIONS = _decided("case.penalty_decisions", "行政处罚决定", "份", "决定日期在统计期内、处理结果为处罚的案件", _PENALTY)
_FINES = _decided("case.fines_yuan", "罚款金额", "元", "决定日期在统计期内、处理结果为处罚的案件的罚款金额合计", _PENALTY, adding("fine"))
_FINED = _decided("case.fined_decisions", "处以罚款的决定", "份", "统计期内的行政处罚决定中，罚款金额大于零的", _PENALTY & Q(fine__gt=0))
_ALL = _decided("case.decisions", "作出决定的案件", "起", "决定日期在统计期内的案件，不论处理结果")
_ON_TIME = _decided("case.decided_on_time", "按期作出决定的案件", "起",
                    "决定日期在统计期内的案件中，没有超期决定发现的（《行政处罚法》第六十条、《生态环境行政处罚办法》第五十七条）",
                    ~broken("案件", "decision_in_90_days"))
_PUBLISHED = _decided("case.published", "处罚决定已公示", "份", "统计期内的行政处罚决定中，截至统计时点已公示的", _published)
_PAID = _decided("case.paid", "罚款已缴的决定", "份", "统计期内的行政处罚决定中，截至统计时点已缴款的", _paid)
_PAID_YUAN = _decided("case.paid_yuan", "罚款已缴金额", "元", "统计期内的行政处罚决定中，截至统计时点已缴款的罚款金额合计", _paid, adding("fine"))
_ENTERED = _decided("case.entered", "处罚决定已填报系统", "份", "统计期内的行政处罚决定中，截至统计时点在“系统填报”里登记过的", _entered)

FIGURES: tuple[Figure, ...] = (
    by("order_served_on")("case.orders", "责令改正", "份", "责令改正送达日期在统计期内的案件"),
    _noticed("case.notices", "事先告知书", "份", "事先告知书送达日期在统计期内的案件"),
    _noticed("case.statements", "陈述申辩", "件", "事先告知书送达日期在统计期内、当事人作了陈述申辩的案件", Q(statement_made=True)),
    _noticed("case.hearings", "听证", "件", "事先告知书送达日期在统计期内、举行了听证的案件", Q(hearing_held=True)),
    by("reviewed_on")("case.legal_reviews", "法制审核", "件", "法制审核日期在统计期内的案件"),
    _meetings("case.committee_meetings", "案件审议委员会会议", "次", "日期在统计期内的案审会"),
    _agenda("case.committee_cases", "案审会审议案件", "件次", "统计期内各次案审会议题案件数之和（同一案件每上会一次计一次）"),
    _agenda("case.committee_distinct_cases", "经案审会审议的案件", "件", "统计期内案审会审议过的不同案件", None, distinct("case")),
    _DECISIONS,
    _decided("case.decision_documents", "处罚决定书文号", "个", "统计期内行政处罚决定的不同决定书文号",
             _PENALTY & ~Q(decision_number=""), distinct("decision_number")),
    _decided("case.no_penalty", "不予处罚", "起", "决定日期在统计期内、处理结果为不予处罚的案件", _NO_PENALTY),
    _decided("case.no_penalty_parties", "免予处罚的当事人", "家", "统计期内不予处罚案件的不同当事人名称", _NO_PENALTY, distinct("party")),
    _ALL,
    _ON_TIME,
    derived("case.on_time_rate", "按期决定率", "%", "按期作出决定的案件÷作出决定的案件", (_ON_TIME, _ALL), percent),
    _FINES,
    _FINED,
    derived("case.fine_average", "案均罚款", "元", "罚款金额÷处以罚款的决定", (_FINES, _FINED), average, Change.COUNT),
    _PUBLISHED,
    derived("case.published_rate", "处罚决定公示率", "%", "已公示的处罚决定÷行政处罚决定", (_PUBLISHED, _DECISIONS), percent),
    _PAID,
    _PAID_YUAN,
    derived("case.paid_rate", "罚款到位率", "%", "已缴罚款金额÷罚款金额", (_PAID_YUAN, _FINES), percent),
    _ENTERED,
    derived("case.entered_rate", "案件系统填报率", "%", "已填报系统的处罚决定÷行政处罚决定", (_ENTERED, _DECISIONS), percent),
    _decided("case.not_entered", "处罚决定未填报系统", "份",
             "统计期内的行政处罚决定中，截至统计时点没有在“系统填报”里登记的；各行就是未填清单", _not_entered),
)
