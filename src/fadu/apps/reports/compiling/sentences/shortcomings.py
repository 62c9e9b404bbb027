"""What the ledger itself shows to fall short; why, only people can say."""

from collections.abc import Callable
from decimal import Decimal

from fadu.apps.reports.compiling.grammar import Known, Sentence
from fadu.apps.reports.compiling.sentences.quality import worse

_WHOLE = Decimal(100)


def _below(rate: str) -> Callable[[Known], bool]:
    """Whether a rate is known and not full."""
    return lambda known: known.figures[rate].value is not None and known.count(rate) < _WHOLE


def _qualified(known: Known) -> str:
    if known.has("staff.reviewers_qualified"):
        return "其中取得国家统一法律职业资格的{staff.reviewers_qualified}"
    return "{staff.reviewers_qualified=均未取得国家统一法律职业资格}"


def _worse(known: Known) -> str:
    return "，".join(worse(known))


OFFICERS = (
    Sentence(
        (
            "在职执法人员{staff.officers}",
            "已连续{staff.years_without_recruits}未招录新人",
        ),
        opening="截至{@day}，",
        when=lambda known: known.has("staff.total"),
    ),
)
REVIEWERS = (
    Sentence(
        ("法制审核人员{staff.reviewers}", _qualified),
        when=lambda known: known.count("staff.reviewers_qualified") < known.count("staff.reviewers"),
    ),
)
CASES = (
    Sentence(
        ("作出决定的案件{case.decisions}，其中在法定期限内作出决定{case.decided_on_time}，按期决定率{case.on_time_rate}",),
        opening="{@span}",
        when=_below("case.on_time_rate"),
    ),
)
CHECKS = (
    Sentence(
        ("执法检查发现的问题{inspection.problems}，已完成整改{inspection.rectified}，整改率{inspection.rectified_rate}",),
        opening="{@span}",
        when=_below("inspection.rectified_rate"),
    ),
    Sentence(("超过整改期限仍未整改的问题{inspection.overdue}",)),
)
COMPLAINTS = (
    Sentence(("受理的信访投诉尚有{complaint.open}在办",), opening="截至{@day}，"),
    Sentence(("办结的信访投诉按期办结率{complaint.on_time_rate}",), when=_below("complaint.on_time_rate")),
)
QUALITY = (Sentence((_worse,), when=lambda known: bool(worse(known))),)
CARRIED_OVER = (
    Sentence(
        (
            "当年立案、尚未作出决定的案件{case.outcome.pending}",
            "尚未办结的信访投诉{complaint.open}",
            "逾期未整改的检查问题{inspection.overdue}",
        ),
        opening="结转{@next}继续办理：",
    ),
)
